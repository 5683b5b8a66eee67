import { writeFileSync } from 'node:fs';

/**
 * Leaves the memory of a process out of the file that Linux writes where it crashes (core(5)): a password that was typed is
 * somewhere in there, and JavaScript cannot wipe it. Nothing but the list of threads is left in the file.
 *
 * Does nothing on other systems: macOS and Windows write no memory unless somebody has asked for that.
 *
 * @param pid this process, where none is given; processes that it starts from now on are like it
 */
export function leaveMemoryOutOfDumps(pid: number | 'self' = 'self'): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync(`/proc/${pid}/coredump_filter`, '0');
  } catch {
    // No /proc here, or not ours to write to, as with a process in Chromium's sandbox: of those nothing is dumped.
  }
}
