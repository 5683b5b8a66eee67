import { join } from 'node:path';
import { accepted, refused, type Refused } from '../../../shared/mail/parsed.ts';
import { parsePort } from '../../../shared/mail/port.ts';
import { codeOf } from '../../node/files/system-code.ts';
import { loadRendererFiles } from '../../node/renderer-files.ts';
import { createService } from '../../node/service.ts';
import { readTrustAnchors } from '../../node/trust-anchors.ts';
import { startServe } from '../../serve/serve.ts';
import { handingIn } from '../handing.ts';
import { EXIT, type Terminal } from '../terminal/terminal.ts';

/** The options of `letterlock serve`, as commander gives them. */
export interface RawServeOptions {
  readonly port?: string;
  readonly ca?: string;
}

// Built, this file is in dist/cli/letterlock.js.
const BUILT = join(import.meta.dirname, '..');
const RENDERER = join(BUILT, 'renderer');

const PORT_TAKEN = new Set(['EADDRINUSE', 'EACCES']);

/** Serves the screens until Ctrl-C. Prints the one address that opens them. */
export async function serve(raw: RawServeOptions, terminal: Terminal): Promise<number | Refused> {
  const { stdout, stderr } = terminal;
  const port = raw.port === undefined ? accepted(undefined) : parsePort(raw.port);
  if (!port.ok) return port;
  const anchors = raw.ca === undefined ? accepted([]) : await readTrustAnchors(raw.ca);
  if (!anchors.ok) return anchors;
  const files = await loadRendererFiles(RENDERER);
  let serving;
  try {
    serving = await startServe({
      files,
      ...(port.value === undefined ? {} : { port: port.value }),
      createService: (push) =>
        createService({
          shell: 'browser',
          push,
          trustAnchors: anchors.value,
          handing: handingIn(process.cwd(), terminal),
          builtFolder: BUILT,
        }),
    });
  } catch (error) {
    if (!PORT_TAKEN.has(codeOf(error))) throw error;
    return refused('port_taken', raw.port ?? '');
  }
  stdout.write(`${serving.url}\n`);
  stderr.write('Open this address in a browser on this machine. Ctrl-C ends it.\n');
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await serving.close();
  return EXIT.healthy;
}
