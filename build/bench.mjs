// npm run bench NAME: builds test/bench/NAME.ts, and the command line beside it, and runs it on Node, and on Electron as
// Node where there is one. The bench of the start has the app beside it, and starts Electron itself; that of the frames uses
// the packages of the tests, and runs on Node alone.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { findElectron, root } from './setup.mjs';
import { configOf } from './vite-configs.mjs';

const folder = join(root, 'test/bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const name = process.argv[2] ?? '';
if (!existsSync(join(folder, `${name}.ts`))) {
  console.error(`npm run bench NAME, where NAME is one of: ${names.join(', ')}`);
  process.exit(2);
}
const isOfStart = name === 'start';
const isOfFrames = name === 'frames';
const electron = findElectron();
if (isOfStart && 'reason' in electron) {
  console.error(`There is nothing to be started: ${electron.reason}.`);
  process.exit(1);
}
// Beside the packages that it uses, and as deep as the tests that it is of.
const outDir = isOfFrames ? join(root, 'dist/bench') : mkdtempSync(join(tmpdir(), 'letterlock-bench-'));
await build({
  configFile: false,
  logLevel: 'error',
  define: {
    __LETTERLOCK_VERSION__: JSON.stringify('bench'),
    __LETTERLOCK_MADE_AT__: JSON.stringify('2026-01-01'),
  },
  ssr: isOfFrames ? { external: true } : { noExternal: true },
  build: {
    ssr: join(folder, `${name}.ts`),
    outDir,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'bench.mjs' } },
  },
});
if (isOfStart) {
  await buildApp('app', null);
  await buildApp('hello', join(folder, 'hello'));
} else if (!isOfFrames) {
  await buildPart('cli', {}, join(outDir, 'cli'));
}
// What was built are modules, wherever they are.
writeFileSync(join(outDir, 'package.json'), '{ "type": "module" }\n');
const electronFolder = 'path' in electron ? { ELECTRON_OVERRIDE_DIST_PATH: dirname(electron.path) } : {};
const runtimes = [
  { path: process.execPath, env: isOfStart ? electronFolder : {} },
  ...('path' in electron && !isOfStart && !isOfFrames
    ? [{ path: electron.path, env: { ELECTRON_RUN_AS_NODE: '1' } }]
    : []),
];
let status = 0;
for (const { path, env } of runtimes) {
  const ran = spawnSync(path, [join(outDir, 'bench.mjs')], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  status ||= ran.status ?? 1;
}
rmSync(outDir, { recursive: true });
process.exitCode = status;

/**
 * An app that Electron can start, in a folder beside the bench.
 *
 * @param {string} as the name of its folder
 * @param {string | null} source where its page and its main.ts are; null for the app itself
 */
async function buildApp(as, source) {
  const app = join(outDir, as);
  const built = /** @param {string} part */ (part) => join(app, 'dist', part);
  await buildPart('preload', {}, built('preload'));
  await buildPart('renderer', source === null ? {} : { root: source }, built('renderer'));
  const { rolldownOptions } = configOf('main').build ?? {};
  const input =
    source === null ? {} : { rolldownOptions: { ...rolldownOptions, input: join(source, 'main.ts') } };
  await buildPart('main', { build: input }, built('main'));
  writeFileSync(join(app, 'package.json'), '{ "main": "dist/main/main.cjs" }\n');
}

/**
 * @param {import('./vite-configs.mjs').Part} part
 * @param {import('vite').InlineConfig} change what is otherwise than in the product
 * @param {string} to
 */
async function buildPart(part, change, to) {
  const config = configOf(part);
  await build({
    ...config,
    ...change,
    logLevel: 'error',
    build: { ...config.build, ...change.build, outDir: to },
  });
}
