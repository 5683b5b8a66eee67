import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/letterlock-window');

const MAKING = 'making-';

// Everything that a built window is made of.
const SOURCES = [
  'renderer',
  'shared',
  'build/vite-configs.mjs',
  'build/drawn-icons.mjs',
  'package-lock.json',
];

/**
 * The folder of the window as it is built from the sources that are there now. It is built once for all test files: that takes longer
 * than most of them.
 */
export async function builtWindow(): Promise<string> {
  const own = await hashOfSources();
  const folder = join(CACHE, own);
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const earlier = (await readdir(CACHE)).filter((name) => name !== own && !name.startsWith(MAKING));
  const making = await mkdtemp(join(CACHE, MAKING));
  await buildInto(making);
  try {
    await rename(making, folder);
  } catch (error) {
    // Another test file was faster.
    await rm(making, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  // Whoever uses one has read it by now.
  for (const name of earlier) await rm(join(CACHE, name), { recursive: true, force: true });
  return folder;
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES)
    for (const path of await filesIn(join(ROOT, source))) hash.update(path).update(await readFile(path));
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [path]; // a file, not a folder
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

async function buildInto(folder: string): Promise<void> {
  // A plain JavaScript module whose types the tests' project does not read.
  const configs = (await import(new URL('../../build/vite-configs.mjs', import.meta.url).href)) as {
    configOf(part: 'renderer'): InlineConfig;
  };
  const config = configs.configOf('renderer');
  await build({ ...config, build: { ...config.build, outDir: folder, emptyOutDir: true } });
}
