import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endWithUs } from '../servers/child.ts';
import type { Ended } from '../servers/run.ts';

const LONGEST_LINE_MS = 20_000;

/** Runs the text of a block in a POSIX shell, as a person does who pastes it; what they then type comes from `stdin`. */
export async function runInShell(
  text: string,
  env: Readonly<Record<string, string>>,
  stdin = '',
): Promise<Ended> {
  const child = spawn('sh', ['-c', text], { stdio: 'pipe', detached: true, env });
  endWithUs(child);
  const timer = setTimeout(() => {
    // The whole line, and not the shell alone: it was given a group of its own.
    if (child.pid !== undefined) process.kill(-child.pid);
  }, LONGEST_LINE_MS);
  child.stdin.on('error', () => undefined); // it ended without reading all: its exit code says what that means
  child.stdin.end(stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  clearTimeout(timer);
  return { exitCode: child.exitCode, output: Buffer.concat(chunks).toString() };
}
