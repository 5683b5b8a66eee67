import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const TERM_MS = 5_000;

/** Sees to it that a child does not outlive this process when a test run breaks off (unless it is killed outright). */
export function endWithUs(child: ChildProcess): void {
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  child.once('exit', () => process.removeListener('exit', kill));
}

/** Ends one child by its own pid: SIGTERM, and SIGKILL when it has not gone after 5 s. Resolves when it has gone. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (hasExited(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), TERM_MS);
  await gone;
  clearTimeout(timer);
}

/** Whether a child is no more (or never was, because its program could not be started). */
export function hasExited(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}
