// npm test: installs what is missing, builds what is stale, runs every test. Words behind `--` go to vitest.

import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { buildWhatIsStale, findElectron, installWhatIsMissing, root, say } from './setup.mjs';

installWhatIsMissing();
buildWhatIsStale();
const electron = findElectron();
if ('reason' in electron) say(`${electron.reason}: its tests are skipped`);
const env = 'path' in electron ? { ELECTRON_OVERRIDE_DIST_PATH: dirname(electron.path) } : {};
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
);
process.exitCode = status ?? 1;
