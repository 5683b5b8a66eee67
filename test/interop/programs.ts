import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll } from 'vitest';
import type { Runtime } from '../cli/run-cli.ts';
import { electronPath } from '../parts.ts';
import { endWithUs } from '../servers/child.ts';
import type { Job, JobResult } from './client-program.ts';

const outDirs: string[] = [];

// Registered first, it runs last: behind what ends the programs.
afterAll(() => Promise.all(outDirs.splice(0).map((outDir) => rm(outDir, { recursive: true }))));

/** Bundles a program of this folder, or of one beside it, so that Electron's Node can run it, too. It is gone after the tests of a file. */
export async function bundle(name: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'letterlock-interop-'));
  outDirs.push(outDir);
  await build({
    configFile: false,
    logLevel: 'error',
    define: {
      __LETTERLOCK_VERSION__: JSON.stringify('0.0.0-test'),
      __LETTERLOCK_MADE_AT__: JSON.stringify('2026-01-01'),
    },
    // Electron's own module is in Electron; the package of that name would be the way to its program.
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: fileURLToPath(new URL(`${name}.ts`, import.meta.url)),
      outDir,
      target: 'node20',
      rolldownOptions: {
        // Electron's Node takes `.js` outside of a package for CommonJS.
        output: { entryFileNames: `${basename(name)}.mjs`, chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  });
  return join(outDir, `${basename(name)}.mjs`);
}

/** Starts a bundled program on Node, or on Electron as Node: another TLS library. */
export function start(
  program: string,
  runtime: Runtime,
  args: readonly string[] = [],
): ChildProcessWithoutNullStreams {
  const isElectron = runtime === 'electron';
  const child = spawn(isElectron ? electronPath() : process.execPath, [program, ...args], {
    env: { ...process.env, ...(isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {}) },
  });
  endWithUs(child);
  return child;
}

/** Runs jobs with the bundled client program. */
export async function runJobs(
  program: string,
  runtime: Runtime,
  jobs: readonly Job[],
): Promise<readonly JobResult[]> {
  return (await answerOf(program, runtime, jobs)) as JobResult[]; // the program prints exactly these
}

/**
 * Runs a bundled program to its end: what it is asked goes in as JSON, and what it prints comes back.
 *
 * @throws where it printed nothing, with what it said on stderr
 */
export async function answerOf(
  program: string,
  runtime: Runtime,
  question: unknown = null,
): Promise<unknown> {
  const child = start(program, runtime);
  let out = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdin.on('error', () => undefined); // it ended without reading: what it printed says what that means
  child.stdin.end(JSON.stringify(question));
  await once(child, 'close');
  if (out === '') throw new Error(`the program said nothing: ${errors}`);
  return JSON.parse(out) as unknown;
}

/**
 * The first line that a program prints.
 *
 * @throws where it ended without one, with what it said on stderr
 */
export async function firstLineOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  let out = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const line = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.includes('\n')) resolve();
    });
  });
  await Promise.race([line, once(child, 'close')]);
  if (!out.includes('\n')) throw new Error(`the program said nothing: ${errors}`);
  return out;
}
