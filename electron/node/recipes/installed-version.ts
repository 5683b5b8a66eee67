import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { factsOf } from '../../../shared/recipes/facts/programs.ts';
import { ownSystem } from './recipe-request.ts';

interface Asking {
  readonly command: string;
  readonly args: readonly string[];
  /** The first group is the version. */
  readonly answer: RegExp;
}

// Programs whose versions differ in what they can do.
const ASKING: Readonly<Record<string, Asking>> = {
  aerc: { command: 'aerc', args: ['-v'], answer: /^aerc ([\d.]+)/ },
  msmtp: { command: 'msmtp', args: ['--version'], answer: /msmtp version ([\d.]+)/ },
};

const LONGEST_MS = 3_000;
const MOST_BYTES = 65_536;

const run = promisify(execFile);

/**
 * The version of a mail program that is installed here, by asking it. It is not looked for on a system that it does not run on:
 * Windows would look in the current folder first.
 *
 * @returns null where it is not installed, does not say, or nothing depends on it
 */
export async function installedVersion(program: string, system = ownSystem()): Promise<string | null> {
  const asking = ASKING[program];
  if (asking === undefined || factsOf(program, null)?.systems.includes(system) !== true) return null;
  try {
    const { stdout } = await run(asking.command, asking.args, { timeout: LONGEST_MS, maxBuffer: MOST_BYTES });
    return asking.answer.exec(stdout)?.[1] ?? null;
  } catch {
    return null; // it is not here, or it does not answer: then what all versions do is counted on
  }
}
