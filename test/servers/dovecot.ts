import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { endWithUs, hasExited, stopChild } from './child.ts';
import { dovecotConfig, type DovecotWords } from './dovecot-config.ts';
import {
  fillFolder,
  writeClientAnchors,
  writeReadable,
  type ClientCertificate,
  type DovecotOptions,
} from './dovecot-folder.ts';
import { ADDRESSES, PORT_NAMES, type DovecotPorts, type DovecotSetup } from './dovecot-setup.ts';
import type { Pki } from './pki.ts';
import { findFreePorts } from './ports.ts';
import { startSmtpSink, type SmtpSink } from './smtp-sink.ts';

/** A Dovecot that runs, and what tests may ask it. */
export interface Dovecot {
  readonly ports: DovecotPorts;
  /** The addresses by what is wrong with them. Each has all ports. */
  readonly addresses: typeof ADDRESSES;
  /** Path of the trust anchor, for other programs. */
  readonly caFile: string;
  /** The relay behind submission. */
  readonly relay: SmtpSink;
  /**
   * The log so far. What the `auth` process had to say about exchanges that have ended is in it; lines of other
   * processes may come later.
   */
  log(): Promise<string>;
  /**
   * How many SASL exchanges have begun, right or wrong, finished or cancelled; LOGIN counts as one. Mechanisms that
   * are not on offer, and LOGIN and PLAIN where TLS is asked for first, are refused without being counted.
   */
  authAttempts(): Promise<number>;
  /** Puts a mail into the INBOX of somebody who has signed in over IMAP before. */
  deliver(authcid: string, message: string): Promise<void>;
  /**
   * Trusts these client certificates in the place of others from now on, as an administrator does: with a new bundle and
   * `doveadm reload`. Only where it was started with some.
   */
  trustClients(certificates: readonly ClientCertificate[]): Promise<void>;
  stop(): Promise<void>;
}

/** In what versions of Dovecot differ. */
export interface DovecotVersion {
  /** What is `/` for it, as we see it; empty where it is the same for both. */
  readonly root: string;
  /** Where folders of instances are made, as we see it. Below the root. */
  readonly scratch: string;
  /** `auth_mechanisms` where a test does not name others. */
  readonly mechanisms: readonly string[];
  readonly words: DovecotWords;
  /** A program of Dovecot's and its arguments, as a command of ours. */
  command(program: 'dovecot' | 'doveadm', args: readonly string[]): readonly [string, readonly string[]];
}

const MOST_STARTS = 3;
// Twenty seconds: on a machine that has much else to do it takes more than five now and then.
const READY_TRIES = 1_000;
const READY_PAUSE_MS = 20;
const ANSWER_MS = 5_000;
const CONFIG = 'dovecot.conf';
const LISTENING = 'starting up for';
const RELOADING = /\bSIGHUP received\b/g;
const ATTEMPT = /\bclient in: AUTH\t/g;

/** Starts a Dovecot of some version: what `startDovecot23` and its like have in common. */
export async function startDovecot(
  version: DovecotVersion,
  pki: Pki,
  options: DovecotOptions,
): Promise<Dovecot> {
  const folder = await mkdtemp(join(version.scratch, 'letterlock-dovecot-'));
  const relay = await startSmtpSink();
  try {
    const setup = { ...(await fillFolder(folder, version, pki, options)), relayPort: relay.port };
    const place = { version, folder, setup, pki };
    return faceOf(place, relay, await startOnFreePorts(place));
  } catch (error) {
    await relay.close();
    await removeFolder(folder);
    throw error;
  }
}

interface Place {
  readonly version: DovecotVersion;
  /** As we see it. */
  readonly folder: string;
  readonly setup: Omit<DovecotSetup, 'ports'>;
  readonly pki: Pki;
}

interface Running {
  readonly child: ChildProcess;
  readonly ports: DovecotPorts;
}

/** Somebody else can take a free port before Dovecot does; then it says so, ends, and is given others. */
async function startOnFreePorts(place: Place): Promise<Running> {
  const { version, folder, setup } = place;
  let said = '';
  for (let starts = 0; starts < MOST_STARTS; starts += 1) {
    const ports = await choosePorts();
    await writeReadable(join(folder, CONFIG), dovecotConfig(version.words, { ...setup, ports }));
    const [program, args] = version.command('dovecot', ['-F', '-c', join(setup.folder, CONFIG)]);
    const child = spawn(program, args, { stdio: 'ignore' });
    endWithUs(child);
    said = await untilListening(place, child);
    if (said.includes(LISTENING) && (await greetsEverywhere(ports))) return { child, ports };
    await stopChild(child);
    if (!said.includes('Address already in use')) break;
  }
  throw new Error(`Dovecot did not start: ${said}`);
}

async function choosePorts(): Promise<DovecotPorts> {
  const free = await findFreePorts(PORT_NAMES.length);
  const named = PORT_NAMES.map((name, index) => [name, free[index]]);
  return Object.fromEntries(named) as DovecotPorts; // as many as there are names
}

/** Waits until Dovecot has logged that it listens, or has ended; what it logged tells which. */
async function untilListening(place: Place, child: ChildProcess): Promise<string> {
  for (let tries = 0; tries < READY_TRIES && !hasExited(child); tries += 1) {
    const said = await readLog(place);
    if (said.includes(LISTENING)) return said;
    await wait(READY_PAUSE_MS);
  }
  return readLog(place);
}

/** Also wakes the processes that the first client would have to wait for. */
async function greetsEverywhere({ imap, submission, pop3, sieve }: DovecotPorts): Promise<boolean> {
  const greetings = await Promise.all([imap, submission, pop3, sieve].map(greets));
  return greetings.every((isThere) => isThere);
}

async function greets(port: number): Promise<boolean> {
  const socket = connect(port, ADDRESSES.good);
  try {
    await once(socket, 'data', { signal: AbortSignal.timeout(ANSWER_MS) });
    return true;
  } catch {
    return false; // the caller reports it, with the log
  } finally {
    socket.destroy();
  }
}

function faceOf(place: Place, relay: SmtpSink, { child, ports }: Running): Dovecot {
  const { version, folder, setup } = place;
  const log = async (): Promise<string> => {
    await untilLogged(place);
    return readLog(place);
  };
  return {
    ports,
    addresses: ADDRESSES,
    caFile: join(version.root, setup.pki.ca),
    relay,
    log,
    async authAttempts() {
      return (await log()).match(ATTEMPT)?.length ?? 0;
    },
    async deliver(authcid, message) {
      delivered += 1;
      // A maildir takes a mail that is renamed into it (https://cr.yp.to/proto/maildir.html).
      const maildir = join(folder, 'mail', authcid);
      const name = `${delivered}.letterlock`;
      await writeReadable(join(maildir, 'tmp', name), message);
      await rename(join(maildir, 'tmp', name), join(maildir, 'new', name));
    },
    async trustClients(certificates) {
      await writeClientAnchors(folder, place.pki, certificates, setup.authcidField);
      await reload(place);
      if (!(await greetsEverywhere(ports)))
        throw new Error(`Dovecot did not reload: ${await readLog(place)}`);
    },
    async stop() {
      await stopChild(child);
      await relay.close();
      await removeFolder(folder);
    },
  };
}

let markers = 0;
let delivered = 0;

/**
 * Waits until everything that Dovecot's `auth` process has said is in the log. Its lines reach the file in order, but
 * later than its answers reach the clients; so ask it for a user that nobody else asks for, and wait for that line.
 */
async function untilLogged(place: Place): Promise<void> {
  markers += 1;
  const marker = `marker-${markers}`;
  const [program, args] = place.version.command('doveadm', [
    '-c',
    join(place.setup.folder, CONFIG),
    'user',
    marker,
  ]);
  await new Promise((resolve) => {
    // It ends with an error, as there is no such user.
    execFile(program, args, { timeout: ANSWER_MS }, resolve);
  });
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if ((await readLog(place)).includes(`\t${marker}\t`)) return;
    await wait(READY_PAUSE_MS);
  }
  throw new Error('Dovecot did not log in time');
}

/** Has Dovecot read everything anew, and waits until it says that it does; the sockets are then with new processes. */
async function reload(place: Place): Promise<void> {
  const reloads = async (): Promise<number> => (await readLog(place)).match(RELOADING)?.length ?? 0;
  const before = await reloads();
  const [program, args] = place.version.command('doveadm', [
    '-c',
    join(place.setup.folder, CONFIG),
    'reload',
  ]);
  await promisify(execFile)(program, args, { timeout: ANSWER_MS });
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if ((await reloads()) > before) return;
    await wait(READY_PAUSE_MS);
  }
  throw new Error('Dovecot did not reload in time');
}

async function readLog({ folder }: Place): Promise<string> {
  try {
    return await readFile(join(folder, 'log'), 'utf8');
  } catch {
    return ''; // not begun yet
  }
}

/** Dovecot's last children may still be tidying up: a folder that is not empty is tried again. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
