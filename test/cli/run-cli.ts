import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Report } from '../../shared/report/report.ts';
import { electronPath } from '../parts.ts';
import { endWithUs } from '../servers/child.ts';

/** What the command line runs on: Node with OpenSSL, or Electron as Node with BoringSSL. */
export type Runtime = 'node' | 'electron';

/** Both, for `it.each`. */
export const RUNTIMES: readonly Runtime[] = ['node', 'electron'];

/** How a command ended, and everything that it wrote. */
export interface CliResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The command line as the system shows it to everybody. */
  readonly argv: readonly string[];
}

let made: string | undefined;

// Registered first, it runs last: behind what ends the programs. A worker of the tests is killed and gets no `exit`.
afterAll(() => {
  if (made !== undefined) rmSync(made, { recursive: true, force: true });
  made = undefined;
});

/** A data folder that is gone after the tests of a file: they never touch the one of whoever runs them. */
export function dataFolder(): string {
  made ??= mkdtempSync(join(tmpdir(), 'letterlock-data-'));
  return made;
}

/** The built command line. */
export const PROGRAM = fileURLToPath(new URL('../../dist/cli/letterlock.js', import.meta.url));
const LONGEST_RUN_MS = 60_000;

/** Runs the built command line as a person would, without a terminal. */
export async function runCli(
  args: readonly string[],
  options: {
    readonly runtime?: Runtime;
    readonly stdin?: string;
    readonly env?: Record<string, string>;
  } = {},
): Promise<CliResult> {
  const isElectron = options.runtime === 'electron';
  const argv = [PROGRAM, ...args];
  const child = spawn(isElectron ? electronPath() : process.execPath, argv, {
    env: {
      ...process.env,
      LANG: 'C.UTF-8',
      LETTERLOCK_HOME: dataFolder(),
      ...options.env,
      ...(isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {}),
    },
    timeout: LONGEST_RUN_MS,
  });
  endWithUs(child);
  child.stdin.end(options.stdin ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout, stderr, argv };
}

/** Runs a command with `--json` and reads its report. */
export async function runForReport(
  args: readonly string[],
  options: Parameters<typeof runCli>[1] = {},
): Promise<{ readonly result: CliResult; readonly report: Report }> {
  const result = await runCli([...args, '--json'], options);
  try {
    return { result, report: JSON.parse(result.stdout) as Report }; // its schema is checked by a test of its own
  } catch (error) {
    throw new Error(`no report: exit code ${result.exitCode}, ${result.stderr}${result.stdout}`, {
      cause: error,
    });
  }
}
