// npm start: installs what is missing, builds what is stale, opens the app. Where the app cannot be opened it says why
// in one line and serves the same screens on this machine.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildWhatIsStale, findElectron, installWhatIsMissing, root, say } from './setup.mjs';

// An app that ends by itself this soon, and not in peace, could not start (a library or a sandbox is missing).
const START_LIMIT_MS = 5_000;

const args = process.argv.slice(2);
installWhatIsMissing();
buildWhatIsStale();
const reason = reasonAgainstWindow() ?? (await openApp());
if (reason !== null) serve(reason);

/** Why no window can be opened here, or null. */
function reasonAgainstWindow() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux') return null;
  if (!DISPLAY && !WAYLAND_DISPLAY) return 'there is no display';
  // Electron refuses to run as root with its sandbox, and Letterlock does not run without it.
  return process.getuid?.() === 0 ? 'Electron does not run as root with its sandbox on' : null;
}

/**
 * Opens the app and stays until it ends.
 *
 * @returns {Promise<string | null>} why it did not start, or null where it did
 */
async function openApp() {
  const electron = findElectron();
  if ('reason' in electron) return electron.reason;
  const startedAt = performance.now();
  const app = spawn(electron.path, [root, ...args], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => app.kill(signal));
  const code = await new Promise((resolve) => {
    app.once('error', () => resolve(null));
    app.once('exit', resolve);
  });
  const isUsage = code === 2;
  if (code === 0 || isUsage || performance.now() - startedAt > START_LIMIT_MS) {
    process.exitCode = code ?? 1;
    return null;
  }
  return `Electron ended at once (exit code ${code})`;
}

/** @param {string} why */
function serve(why) {
  say(`${why}: the same screens are served to a browser on this machine instead`);
  const cli = spawn(process.execPath, [join(root, 'dist/cli/letterlock.js'), 'serve', ...args], {
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => cli.kill(signal));
  cli.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
