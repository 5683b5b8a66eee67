import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathOf } from '../parts.ts';
import { endWithUs, hasExited, stopChild } from './child.ts';
import {
  ADDRESSES,
  dovecot23Config,
  opensslCapConfig,
  passwdLine,
  type DovecotPorts,
  type DovecotSetup,
} from './dovecot23-config.ts';
import { writePki, type Pki } from './pki.ts';
import { findFreePorts } from './ports.ts';
import { startSmtpSink, type SmtpSink } from './smtp-sink.ts';

/** The user that exists unless others are named. */
export const TEST_AUTHCID = 'alice@example.test';
/** That user's password: found nowhere by accident, so that tests can look for it in logs. */
export const TEST_PASSWORD = 'Letterlock-kestrel-29-umbrella';

/** What a Dovecot can be told. */
export interface DovecotOptions {
  /** Passwords by authcid; alone the test user where left out. */
  readonly users?: Readonly<Record<string, string>>;
  /** `auth_mechanisms`, in the order in which they are advertised. */
  readonly authMechanisms?: readonly string[];
  /** Caps the TLS version. With `TLSv1` only the address `oldTls` still speaks TLS, and 1.0 alone. */
  readonly newestTls?: 'TLSv1' | 'TLSv1.2';
}

/** A Dovecot 2.3 that runs, and what tests may ask it. */
export interface Dovecot23 {
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
  stop(): Promise<void>;
}

const DEFAULT_MECHANISMS = ['plain', 'login', 'cram-md5', 'scram-sha-1', 'scram-sha-256'];
const MOST_STARTS = 3;
const READY_TRIES = 250;
const READY_PAUSE_MS = 20;
const ANSWER_MS = 5_000;
const LISTENING = 'starting up for';
const ATTEMPT = /auth: Debug: client in: AUTH\t/g;

/** Starts a Dovecot 2.3 of its own folder and ports, as root. Any number of them can run at once. */
export async function startDovecot23(pki: Pki, options: DovecotOptions = {}): Promise<Dovecot23> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-dovecot-'));
  const relay = await startSmtpSink();
  try {
    const setup = await prepareFolder(folder, pki, options, relay);
    return faceOf(setup, relay, await startOnFreePorts(setup));
  } catch (error) {
    await relay.close();
    await removeFolder(folder);
    throw error;
  }
}

type FolderSetup = Omit<DovecotSetup, 'ports'>;

async function prepareFolder(
  folder: string,
  pki: Pki,
  options: DovecotOptions,
  relay: SmtpSink,
): Promise<FolderSetup> {
  const { users = { [TEST_AUTHCID]: TEST_PASSWORD }, authMechanisms = DEFAULT_MECHANISMS } = options;
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'mail'));
  await chmod(join(folder, 'mail'), 0o1777);
  const passwd = Object.entries(users).map(([authcid, password]) => passwdLine(authcid, password));
  await writeReadable(join(folder, 'users'), passwd.join(''));
  const opensslConfig =
    options.newestTls === undefined
      ? null
      : await writeReadable(join(folder, 'openssl.cnf'), opensslCapConfig(options.newestTls));
  const files = await writePki(pki, join(folder, 'pki'));
  return { folder, pki: files, relayPort: relay.port, authMechanisms, opensslConfig };
}

/** Dovecot's processes run as users of their own, and must read this whatever our umask is. */
async function writeReadable(path: string, text: string): Promise<string> {
  await writeFile(path, text);
  await chmod(path, 0o644);
  return path;
}

interface Running {
  readonly child: ChildProcess;
  readonly ports: DovecotPorts;
}

/** Somebody else can take a free port before Dovecot does; then it says so, ends, and is given others. */
async function startOnFreePorts(setup: FolderSetup): Promise<Running> {
  let said = '';
  for (let starts = 0; starts < MOST_STARTS; starts += 1) {
    const [imap = 0, imaps = 0, submission = 0, submissions = 0] = await findFreePorts(4);
    const ports = { imap, imaps, submission, submissions };
    await writeReadable(configFile(setup), dovecot23Config({ ...setup, ports }));
    const child = spawn(pathOf('dovecot'), ['-F', '-c', configFile(setup)], { stdio: 'ignore' });
    endWithUs(child);
    said = await untilListening(setup, child);
    if (said.includes(LISTENING) && (await greets(imap)) && (await greets(submission)))
      return { child, ports };
    await stopChild(child);
    if (!said.includes('Address already in use')) break;
  }
  throw new Error(`Dovecot did not start: ${said}`);
}

/** Waits until Dovecot has logged that it listens, or has ended; what it logged tells which. */
async function untilListening(setup: FolderSetup, child: ChildProcess): Promise<string> {
  for (let tries = 0; tries < READY_TRIES && !hasExited(child); tries += 1) {
    const said = await readLog(setup);
    if (said.includes(LISTENING)) return said;
    await wait(READY_PAUSE_MS);
  }
  return readLog(setup);
}

/** Also wakes the processes that the first client would have to wait for. */
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

function faceOf(setup: FolderSetup, relay: SmtpSink, { child, ports }: Running): Dovecot23 {
  const log = async (): Promise<string> => {
    await untilLogged(setup);
    return readLog(setup);
  };
  return {
    ports,
    addresses: ADDRESSES,
    caFile: setup.pki.ca,
    relay,
    log,
    async authAttempts() {
      return (await log()).match(ATTEMPT)?.length ?? 0;
    },
    async stop() {
      await stopChild(child);
      await relay.close();
      await removeFolder(setup.folder);
    },
  };
}

let markers = 0;

/**
 * Waits until everything that Dovecot's `auth` process has said is in the log. Its lines reach the file in order, but
 * later than its answers reach the clients; so ask it for a user that nobody else asks for, and wait for that line.
 */
async function untilLogged(setup: FolderSetup): Promise<void> {
  markers += 1;
  const marker = `marker-${markers}`;
  await new Promise((resolve) => {
    // It ends with an error, as there is no such user.
    execFile('doveadm', ['-c', configFile(setup), 'user', marker], { timeout: ANSWER_MS }, resolve);
  });
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if ((await readLog(setup)).includes(`\t${marker}\t`)) return;
    await wait(READY_PAUSE_MS);
  }
  throw new Error('Dovecot did not log in time');
}

async function readLog({ folder }: FolderSetup): Promise<string> {
  try {
    return await readFile(join(folder, 'log'), 'utf8');
  } catch {
    return ''; // not begun yet
  }
}

function configFile({ folder }: FolderSetup): string {
  return join(folder, 'dovecot.conf');
}

/** Dovecot's last children may still be tidying up: a folder that is not empty is tried again. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
