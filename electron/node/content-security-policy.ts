import { createHash } from 'node:crypto';
import type { RendererFile } from './renderer-files.ts';

/** Where the window may connect to: nowhere in the app, where calls travel over IPC; to us where they travel over HTTP. */
type Connect = "'none'" | "'self'";

/**
 * The content security policy of the window. Nothing is allowed that is not a file of our own, or a style sheet that stands in one.
 *
 * @param file what is answered with it; left out where nothing is
 */
export function contentSecurityPolicy(connect: Connect, file?: RendererFile): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styleHashesIn(file)].join(' '),
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // Svelte 5 makes its templates through a policy of this name. Ours is the only other code that could use it, and
    // the linter bans {@html}.
    'trusted-types svelte-trusted-html',
  ].join('; ');
}

/** The headers that every answer to the window carries, a 404 as well as a file. There are no CORS headers among them. */
export function securityHeaders(connect: Connect, file?: RendererFile): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(connect, file),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': NO_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/** CSP 3 §2.3.1: by its hash one style sheet is allowed, and no other that somebody brings into the page. */
function styleHashesIn(file: RendererFile | undefined): readonly string[] {
  if (file === undefined || !file.type.startsWith('text/html')) return [];
  const styles = [...new TextDecoder().decode(file.bytes).matchAll(/<style>([^]*?)<\/style>/g)];
  return styles.map(([, style = '']) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
}

// There is no word for "nothing at all" in this header: each feature is switched off by its name. A name that the
// browser does not know is ignored with a warning in its console, so only features of Chromium 130 stand here.
const NO_FEATURES: readonly string[] = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];
