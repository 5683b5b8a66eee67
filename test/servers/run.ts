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

/** What a program finds around it. */
export interface Surroundings {
  /** Everything in its environment; what is in ours without it. */
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads. It has no terminal then, so that a question for a password is answered by this, too. */
  readonly stdin?: string;
}

/** The path of a program, and what it is started with. */
export type Command = readonly [path: string, ...args: readonly string[]];

const LONGEST_RUN_MS = 20_000;

/** Runs a part's program to its end, with nothing to read unless it is given. One that does not end within 20 s is killed. */
export async function runPart(
  part: Part,
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<Ended> {
  return runCommand([pathOf(part), ...args], surroundings);
}

/** Like `runPart`, with the path of a program and its arguments. */
export async function runCommand(
  [path, ...args]: Command,
  { env, stdin }: Surroundings = {},
): Promise<Ended> {
  const child = spawn(path, args, {
    stdio: 'pipe',
    timeout: LONGEST_RUN_MS,
    detached: stdin !== undefined,
    ...(env === undefined ? {} : { env }),
  });
  endWithUs(child);
  child.stdin.on('error', () => undefined); // it ended without reading all: its exit code says what that means
  child.stdin.end(stdin ?? '');
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return { exitCode: child.exitCode, output: Buffer.concat(chunks).toString() };
}
