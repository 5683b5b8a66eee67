import diagnostics from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** The connections that this process has made since it is watched. */
export interface WatchedSockets {
  /** Those that are open. */
  readonly open: () => readonly Socket[];
  /** The most that were open at once to these ports. */
  readonly most: () => number;
}

/** Watches every connection that is made from here to one of these ports, or to any, until the test ends. */
export function watchSockets(ports?: readonly number[]): WatchedSockets {
  const open = new Set<Socket>();
  let most = 0;
  const onSocket = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket }; // what Node publishes on this channel
    socket.once('connect', () => {
      if (ports !== undefined && !ports.includes(socket.remotePort ?? 0)) return;
      open.add(socket);
      most = Math.max(most, open.size);
    });
    socket.once('close', () => open.delete(socket));
  };
  diagnostics.subscribe('net.client.socket', onSocket);
  onTestFinished(() => void diagnostics.unsubscribe('net.client.socket', onSocket));
  return { open: () => [...open], most: () => most };
}

/** What keeps this process alive besides turns of its loop: sockets, timers, questions to DNS. */
export function activeResources(): readonly string[] {
  return process
    .getActiveResourcesInfo()
    .filter((kind) => kind !== 'Immediate')
    .toSorted();
}

const PAUSE_MS = 5;
const MOST_PAUSES = 400;

/** What is still active beyond what was before, once the far ends had time to learn that nobody is there any more. */
export async function leftBeyond(before: readonly string[]): Promise<readonly string[]> {
  for (let pauses = 0; pauses < MOST_PAUSES && beyond(before).length > 0; pauses += 1) await wait(PAUSE_MS);
  return beyond(before);
}

function beyond(before: readonly string[]): readonly string[] {
  const known = [...before];
  return activeResources().filter((kind) => {
    const at = known.indexOf(kind);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}
