import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pathOf } from '../parts.ts';
import { endWithUs, stopChild } from '../servers/child.ts';

/** An X display that windows can open on. */
export interface Display {
  /** Its name, as in `DISPLAY`. */
  readonly display: string;
  /** Ends it, where it is ours. */
  stop(): Promise<void>;
}

const START_MS = 20_000;

/**
 * The display that there is, or a new one that nobody sees (Xvfb, which chooses a free number).
 *
 * @param keeps `-noreset` has it go on when its last program has gone: without that it starts anew, with nothing left of who had the
 *   focus, and turns away who comes meanwhile
 */
export async function withDisplay(keeps: readonly '-noreset'[] = []): Promise<Display> {
  const present = process.env['DISPLAY'];
  if (present !== undefined && present !== '') return { display: present, async stop() {} };
  return startXvfb(keeps);
}

async function startXvfb(keeps: readonly string[]): Promise<Display> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp', ...keeps];
  const child = spawn(pathOf('xvfb'), args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  endWithUs(child);
  try {
    // It writes its number, and a line end, when clients can connect.
    const numbers = child.stdio[3] as Readable; // a pipe, as asked for above
    const [number] = (await once(numbers, 'data', { signal: AbortSignal.timeout(START_MS) })) as unknown[];
    return { display: `:${String(number).trim()}`, stop: () => stopChild(child) };
  } catch (error) {
    await stopChild(child);
    throw error;
  }
}
