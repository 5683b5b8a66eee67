import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathOf, type Part } from '../parts.ts';
import { endWithUs } from './child.ts';

/** What a program left behind. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  /** What it wrote to stdout and stderr, in the order in which it came. */
  readonly output: string;
}

const LONGEST_RUN_MS = 20_000;

/** Runs a program to its end, with nothing to read. One that does not end within 20 s is killed. */
export async function runPart(part: Part, args: readonly string[]): Promise<Ended> {
  const child = spawn(pathOf(part), args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_RUN_MS });
  endWithUs(child);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return { exitCode: child.exitCode, output: Buffer.concat(chunks).toString() };
}
