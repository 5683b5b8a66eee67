import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { endWithUs, hasExited } from './child.ts';
import type { HeldPort } from './ports.ts';

const HOST = '127.0.0.1';
// Linux lets one connection more than the backlog wait to be accepted, and drops every SYN that comes then.
const BACKLOG = 1;
const CONNECTIONS = BACKLOG + 1;
const START_MS = 10_000;
const MOST_LOOKS = 1_000;
const LOOK_PAUSE_MS = 5;

const LISTENER = `
const server = require('node:net').createServer();
server.listen({ host: '${HOST}', port: 0, backlog: ${BACKLOG} }, () => console.log(server.address().port));
`;

/**
 * A port of 127.0.0.1 that answers connection attempts with nothing at all, as behind a firewall that drops them: the
 * process that listens is stopped and its queue is full. Linux only.
 */
export async function startFilteredPort(): Promise<HeldPort> {
  const child = spawn(process.execPath, ['-e', LISTENER], { stdio: ['ignore', 'pipe', 'inherit'] });
  endWithUs(child);
  const sockets: Socket[] = [];
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await kill(child);
  };
  try {
    const [line] = (await once(child.stdout, 'data', { signal: AbortSignal.timeout(START_MS) })) as unknown[];
    const port = Number(line);
    child.kill('SIGSTOP');
    await until('the listener stopped', () => isStopped(child));
    for (let count = 0; count < CONNECTIONS; count += 1) sockets.push(await fill(port));
    await until('its queue was full', async () => (await queueLength(port)) === CONNECTIONS);
    return { host: HOST, port, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(port: number): Promise<Socket> {
  const socket = connect(port, HOST);
  await once(socket, 'connect', { signal: AbortSignal.timeout(START_MS) });
  socket.on('error', () => socket.destroy()); // the end of the listener resets it
  return socket;
}

/** proc_pid_stat(5): the state comes after the name in brackets, and T is stopped. */
async function isStopped({ pid }: ChildProcess): Promise<boolean> {
  return (await readFile(`/proc/${pid}/stat`, 'utf8')).includes(') T ');
}

/** How many connections wait to be accepted: Linux tells it as the receive queue of a listening socket (state 0A). */
async function queueLength(port: number): Promise<number> {
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const line = new RegExp(`^ *\\d+: ${local} \\S+ 0A [0-9A-F]+:([0-9A-F]+) `, 'm');
  return Number.parseInt(line.exec(await readFile('/proc/net/tcp', 'utf8'))?.[1] ?? '0', 16);
}

async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (await check()) return;
    await wait(LOOK_PAUSE_MS);
  }
  throw new Error(`It took too long until ${what}`);
}

/** A stopped process answers to SIGKILL only. */
async function kill(child: ChildProcess): Promise<void> {
  if (hasExited(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
