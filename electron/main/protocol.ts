import { protocol, type Session } from 'electron';
import { securityHeaders } from '../node/content-security-policy.ts';
import type { RendererFiles } from '../node/renderer-files.ts';

const SCHEME = 'letterlock';
const HOST = 'app';

/** The one origin that the app knows. */
export const APP_ORIGIN = `${SCHEME}://${HOST}`;

/** The page that the window shows. */
export const APP_URL = `${APP_ORIGIN}/index.html`;

/** Makes `letterlock:` a scheme with origins of its own, like https. Has to be called before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Answers requests of a session for `letterlock://app/…` out of the map, and out of nothing else. */
export function serveFiles(session: Session, files: RendererFiles): void {
  session.protocol.handle(SCHEME, (request) => answer(request, files));
}

function answer(request: Request, files: RendererFiles): Response {
  const { host, pathname } = new URL(request.url);
  // The path is compared as it came, still percent-encoded: `..%2f`, `%00` and an absolute path are names of no file.
  const file = request.method === 'GET' && host === HOST ? files.get(pathname.slice(1)) : undefined;
  const headers = securityHeaders("'none'", file);
  if (file === undefined) return new Response(null, { status: 404, headers });
  return new Response(file.bytes, { headers: { ...headers, 'Content-Type': file.type } });
}
