// What `npm start` and `npm test` need before anything else. It runs before the packages are installed, so it imports
// none of them.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const LOCK = join(root, 'package-lock.json');
const INSTALLED = join(root, 'node_modules/.package-lock.json');
const BUILT = join(root, 'dist/.built');
const SOURCES = ['shared', 'electron', 'renderer', 'build', 'package.json', 'package-lock.json'];
const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/** Installs the packages of the lock file, where they are missing or older than it. */
export function installWhatIsMissing() {
  if (newestIn(INSTALLED) >= newestIn(LOCK)) return;
  say('installing packages (once, about a minute)');
  // The shell is what runs npm.cmd on Windows; nothing in this line comes from outside.
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
}

/** Builds `dist/`, where a source is newer than it. */
export function buildWhatIsStale() {
  const newest = Math.max(...SOURCES.map((path) => newestIn(join(root, path))));
  if (newestIn(BUILT) > newest) return;
  say('building');
  run(process.execPath, [join(root, 'build/build.mjs')]);
}

/** Notes that all of `dist/` is built from the sources of now. */
export function noteBuilt() {
  writeFileSync(BUILT, '');
}

/**
 * Finds Electron's program, or downloads it as Electron's own package does.
 *
 * @returns {{ path: string } | { reason: string }} where it is, or in one line why there is none
 */
export function findElectron() {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const folder = named ?? join(root, 'node_modules/electron/dist');
  const path = join(folder, programName());
  if (existsSync(path)) return { path };
  if (named !== undefined)
    return { reason: `there is no Electron in ${named} (ELECTRON_OVERRIDE_DIST_PATH)` };
  say('downloading Electron (once, about 100 MB)');
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: DOWNLOAD_LIMIT_MS,
  });
  return status === 0 && existsSync(path) ? { path } : { reason: 'Electron could not be downloaded' };
}

/**
 * Says something that is not a result.
 *
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`letterlock: ${text}\n`);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
function run(command, args, options) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status === 0) return;
  say(`“${command} ${args.join(' ')}” failed${error === undefined ? '' : `: ${error.message}`}`);
  process.exit(3);
}

function programName() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/**
 * The newest change below a path, in milliseconds; 0 where there is nothing.
 *
 * @param {string} path
 * @returns {number}
 */
function newestIn(path) {
  if (!existsSync(path)) return 0;
  const facts = statSync(path);
  if (!facts.isDirectory()) return isGenerated(path) ? 0 : facts.mtimeMs;
  return Math.max(facts.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/**
 * What the build writes beside its sources is no source.
 *
 * @param {string} path
 */
function isGenerated(path) {
  return path.endsWith('.generated.ts');
}
