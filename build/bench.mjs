// npm run bench NAME: builds test/bench/NAME.ts, and the command line beside it, and runs it on Node, and on Electron as
// Node where there is one.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
const cli = configOf('cli');
const outDir = mkdtempSync(join(tmpdir(), 'letterlock-bench-'));
await build({
  configFile: false,
  logLevel: 'error',
  define: {
    __LETTERLOCK_VERSION__: JSON.stringify('bench'),
    __LETTERLOCK_MADE_AT__: JSON.stringify('2026-01-01'),
  },
  ssr: { noExternal: true },
  build: {
    ssr: join(folder, `${name}.ts`),
    outDir,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'bench.mjs' } },
  },
});
await build({ ...cli, logLevel: 'error', build: { ...cli.build, outDir: join(outDir, 'cli') } });
// What was built are modules, wherever they are.
writeFileSync(join(outDir, 'package.json'), '{ "type": "module" }\n');
const electron = findElectron();
const runtimes = [
  { path: process.execPath, env: {} },
  ...('path' in electron ? [{ path: electron.path, env: { ELECTRON_RUN_AS_NODE: '1' } }] : []),
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
