// Many accounts at once: 200 mailboxes of a practice server in another process, signed in to with SCRAM-SHA-256-PLUS, 32 at
// a time; beside imapflow, which does the same with PLAIN, and beside what cannot be left out of SCRAM-SHA-256-PLUS. Each
// time is a process of its own, as every batch is, so that its memory and its CPU time are known.

import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { connect, type ConnectionOptions } from 'node:tls';
import { ImapFlow } from 'imapflow';
import { inBatch } from '../../electron/node/batch.ts';
import { examine } from '../../electron/node/doctor.ts';
import type { Examination } from '../../electron/node/examination.ts';
import { SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import { createTrust } from '../../electron/node/net/trust.ts';
import { channelBindingsOf } from '../../electron/node/net/channel-binding.ts';
import { nodeSaslCrypto } from '../../electron/node/sasl-crypto.ts';
import { saslClient } from '../../shared/sasl/client.ts';
import { mechanismNamed } from '../../shared/sasl/mechanisms.ts';
import { startPractice } from '../../electron/node/practice/practice.ts';
import type { Hostname } from '../../shared/mail/hostname.ts';
import type { Port } from '../../shared/mail/port.ts';
import { doorOf } from '../practice/doors.ts';
import { endWithUs } from '../servers/child.ts';
import { givenPassword, surroundings } from '../surroundings.ts';
import { median } from './tools/numbers.ts';
import { header, remark, report } from './tools/report.ts';

const ACCOUNTS = 200;
const AT_ONCE = 32;
const ROUNDS = 5;
const MECHANISM = 'SCRAM-SHA-256-PLUS';
const HOST = '127.0.0.1' as Hostname; // an address is a host, too
const MIB = 1024 * 1024;

/** The server that a client signs in to, and everybody who has a mailbox there. */
interface Server {
  readonly port: number;
  readonly caPem: string;
  readonly accounts: readonly { readonly address: string; readonly password: string }[];
}

/** What a client took for all accounts once. */
interface Took {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** The most that it ever had, of its whole process. */
  readonly memoryMib: number;
}

/** Who signs in. */
const CLIENTS = { ours: signInAll, imapflow: imapflowAll, floor: floorAll };
type Client = keyof typeof CLIENTS;
const NAMES: readonly Client[] = ['ours', 'imapflow', 'floor'];

const ROLES: Readonly<Record<string, () => Promise<void>>> = {
  server: serve,
  ours: () => answerWith(CLIENTS.ours),
  imapflow: () => answerWith(CLIENTS.imapflow),
  floor: () => answerWith(CLIENTS.floor),
};

await (ROLES[process.argv[2] ?? ''] ?? measure)();

async function measure(): Promise<void> {
  header('batch');
  const serving = start('server');
  const [server] = (await once(serving, 'message')) as [Server]; // `serve` sends that
  const took: Record<Client, Took[]> = { ours: [], imapflow: [], floor: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of NAMES) {
      const child = start(name);
      child.send(server);
      const [answer] = (await once(child, 'message')) as [Took]; // `answerWith` sends that
      took[name].push(answer);
      child.disconnect();
    }
  }
  serving.disconnect();
  const of = (name: Client, key: keyof Took): number => median(took[name].map((one) => one[key]));
  const rate = (name: Client): number => (ACCOUNTS * 1_000) / of(name, 'wallMs');
  remark(
    `${ACCOUNTS} accounts, ${AT_ONCE} at once; ${MECHANISM} beside imapflow with PLAIN, median of ${ROUNDS}`,
  );
  remark(
    `TLS and ${MECHANISM} alone: ${rate('floor').toFixed(0)} a second, ${(of('floor', 'cpuMs') / ACCOUNTS).toFixed(1)} ms of CPU time for each, ${of('floor', 'memoryMib').toFixed(0)} MiB`,
  );
  const beside = (measured: number): { name: string; measured: number } => ({ name: 'imapflow', measured });
  report({
    what: 'sign-ins a second',
    measured: rate('ours'),
    unit: '/s',
    against: beside(rate('imapflow')),
    ratioAtLeast: 1.4,
  });
  report({
    what: 'CPU time for each',
    measured: of('ours', 'cpuMs') / ACCOUNTS,
    unit: 'ms',
    against: beside(of('imapflow', 'cpuMs') / ACCOUNTS),
    ratioLimit: 0.62,
  });
  report({
    what: 'memory of the process',
    measured: of('ours', 'memoryMib'),
    unit: 'MiB',
    against: beside(of('imapflow', 'memoryMib')),
    ratioLimit: 1,
  });
}

function start(role: string): ChildProcess {
  const child = fork(process.argv[1] ?? '', [role]);
  endWithUs(child);
  return child;
}

async function serve(): Promise<void> {
  const people = Array.from({ length: ACCOUNTS }, (_, at) => ({
    name: `person${at}`,
    password: `Secret-${at}-word`,
  }));
  const practice = await startPractice({ date: () => new Date(), people });
  const { port } = doorOf(practice, 'imap', 'implicit-tls');
  const server: Server = { port, caPem: practice.caPem, accounts: practice.accounts };
  process.send?.(server);
  await once(process, 'disconnect');
  await practice.close();
}

/** Does it when it is asked to, and says what it took. */
async function answerWith(work: (server: Server) => Promise<void>): Promise<void> {
  process.on('message', (server: Server) => {
    void timed(() => work(server)).then((took) => process.send?.(took));
  });
  await once(process, 'disconnect');
}

async function timed(work: () => Promise<void>): Promise<Took> {
  const [cpu, startedAt] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    wallMs: performance.now() - startedAt,
    cpuMs: (user + system) / 1_000,
    memoryMib: (process.resourceUsage().maxRSS * 1_024) / MIB,
  };
}

async function signInAll({ port, caPem, accounts }: Server): Promise<void> {
  const passwords = new Map(accounts.map(({ address, password }) => [address, password]));
  const anchors = [caPem];
  const examinations = accounts.map(({ address }): Examination => ({
    address: null,
    username: address,
    endpoints: [{ protocol: 'imap', host: HOST, port: port as Port, connectionSecurity: 'implicit-tls' }], // listened on
    guessed: [],
    search: null,
    isThorough: false,
    mechanism: MECHANISM,
    trustAnchors: anchors,
    systemAnchors: [],
    names: SYSTEM_NAMES,
    timeoutMs: null,
  }));
  const limits = { runs: AT_ONCE, connectionsPerHost: AT_ONCE };
  const around = surroundings();
  await inBatch(examinations, limits, async (examination) => {
    const password = passwords.get(examination.username ?? '') ?? '';
    const { signIns } = await examine(examination, {
      ...around,
      askPassword: async () => givenPassword(password, { isConfirmed: true, looksAtMail: false }),
    });
    const [signIn] = signIns;
    if (signIn?.outcome !== 'accepted' || signIn.serverVerified !== true) throw new Error('not signed in');
  });
}

async function imapflowAll({ port, caPem, accounts }: Server): Promise<void> {
  const waiting = [...accounts];
  const worker = async (): Promise<void> => {
    for (let account = waiting.pop(); account !== undefined; account = waiting.pop()) {
      const client = new ImapFlow({
        host: HOST,
        port,
        secure: true,
        auth: { user: account.address, pass: account.password },
        tls: { ca: caPem },
        logger: false,
      });
      await client.connect();
      await client.logout();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** What cannot be left out: TLS, and one SCRAM exchange, written straight to the socket and believed without a look. */
async function floorAll({ port, caPem, accounts }: Server): Promise<void> {
  const { context } = createTrust([caPem], []);
  const waiting = [...accounts];
  const mechanism = mechanismNamed(MECHANISM);
  if (mechanism === null) throw new TypeError('there is such a mechanism');
  const worker = async (): Promise<void> => {
    for (let account = waiting.pop(); account !== undefined; account = waiting.pop()) {
      const socket = connect({
        host: HOST,
        port,
        secureContext: context,
        noDelay: true,
      } as ConnectionOptions);
      const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
      await lines.next();
      const [binding] = channelBindingsOf(socket, 'client');
      if (binding === undefined) throw new TypeError('there is a binding');
      const client = saslClient(
        mechanism,
        { authcid: account.address, password: account.password },
        { crypto: nodeSaslCrypto, channelBinding: { kind: 'bound', binding } },
      );
      const first = await client.start();
      if (first.kind === 'send') {
        socket.write(`a AUTHENTICATE ${MECHANISM} ${Buffer.from(first.bytes).toString('base64')}\r\n`);
      }
      for (;;) {
        const { value: line } = (await lines.next()) as { value: string };
        if (line.startsWith('a OK')) break;
        if (!line.startsWith('+ ')) throw new Error(line);
        const step = await client.respond(Buffer.from(line.slice(2), 'base64'));
        if (step.kind === 'send') socket.write(`${Buffer.from(step.bytes).toString('base64')}\r\n`);
      }
      socket.end('z LOGOUT\r\n');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
