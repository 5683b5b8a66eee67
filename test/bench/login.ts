// How long it takes to be signed in at a server that is known, by its distance and without DNS: at the practice server, and
// at Dovecot 2.4 beside what imapflow and nodemailer take there with PLAIN.

import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { examine } from '../../electron/node/doctor.ts';
import { SYSTEM_NAMES } from '../../electron/node/net/resolve.ts';
import { startPractice } from '../../electron/node/practice/practice.ts';
import type { PracticeProtocol } from '../../electron/node/practice/protocols.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { Hostname } from '../../shared/mail/hostname.ts';
import type { Port } from '../../shared/mail/port.ts';
import { startTcpForwarder } from '../servers/delay-forwarder.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from '../servers/dovecot-folder.ts';
import { startDovecot24 } from '../servers/dovecot24.ts';
import { makePki } from '../servers/pki.ts';
import { givenPassword, surroundings } from '../surroundings.ts';
import { median, roundTripsIn } from './tools/numbers.ts';
import { header, remark, report } from './tools/report.ts';

// By address, so that no name is asked for. It has the certificates of both servers.
const LOOPBACK = '127.0.0.1' as Hostname; // an address is a host, too
const RTTS_MS = [20, 100, 300];
const ROUNDS = 5;
const BESIDE_RTT_MS = 100;

interface Way {
  readonly name: string;
  readonly protocol: PracticeProtocol;
  readonly connectionSecurity: Endpoint['connectionSecurity'];
  readonly mechanism: string;
}

const IMAPS_SCRAM: Way = {
  name: 'IMAP, implicit TLS',
  protocol: 'imap',
  connectionSecurity: 'implicit-tls',
  mechanism: 'SCRAM-SHA-256-PLUS',
};
const IMAPS_PLAIN: Way = { ...IMAPS_SCRAM, mechanism: 'PLAIN' };
const SMTPS_SCRAM: Way = { ...IMAPS_SCRAM, name: 'submission, implicit TLS', protocol: 'submission' };
const SMTPS_PLAIN: Way = { ...SMTPS_SCRAM, mechanism: 'PLAIN' };

const GOALS: readonly (readonly [Way, number])[] = [
  [IMAPS_SCRAM, 6.2],
  [IMAPS_PLAIN, 4.2],
  [SMTPS_SCRAM, 7.2],
  [{ ...IMAPS_SCRAM, name: 'IMAP, STARTTLS', connectionSecurity: 'starttls' }, 8.2],
  [{ ...SMTPS_SCRAM, name: 'submission, STARTTLS', connectionSecurity: 'starttls' }, 9.2],
];

const BESIDE_GOALS: readonly (readonly [Way, number])[] = [
  [IMAPS_PLAIN, 0.5],
  [IMAPS_SCRAM, 0.72],
];

/** A server whose doors can be put at any distance. */
interface Near {
  readonly doors: readonly (Pick<Way, 'protocol' | 'connectionSecurity'> & { readonly port: number })[];
  readonly address: string;
  readonly caPem: string;
  readonly user: string;
  readonly password: string;
}

header('login');
await measureAtPractice();
await measureAtDovecot();

async function measureAtPractice(): Promise<void> {
  const practice = await startPractice({ date: () => new Date() });
  const { doors, caPem, accounts } = practice;
  const [account] = accounts;
  if (account === undefined) throw new Error('the practice server has no account');
  const near = { doors, address: LOOPBACK, caPem, user: account.address, password: account.password };
  try {
    for (const [way, mostRoundTrips] of GOALS) await measureRoundTrips(near, way, mostRoundTrips);
  } finally {
    await practice.close();
  }
}

async function measureRoundTrips(near: Near, way: Way, limit: number): Promise<void> {
  const took = new Map(RTTS_MS.map((rttMs) => [rttMs, [] as number[]]));
  // The distances take turns, so that all of them see the same machine.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [rttMs, all] of took) all.push(await ours(near, way, rttMs));
  }
  for (const [rttMs, all] of took) remark(`RTT ${rttMs} ms: ${all.map(Math.round).join(' ')} ms`);
  const what = `${way.name}, ${way.mechanism}: slope of the time over the RTT`;
  report({ what, measured: roundTripsIn(took), unit: 'round trips', limit });
}

async function measureAtDovecot(): Promise<void> {
  const pki = await makePki();
  const dovecot = await startDovecot24(pki);
  const near: Near = {
    doors: [
      { protocol: 'imap', connectionSecurity: 'implicit-tls', port: dovecot.ports.imaps },
      { protocol: 'submission', connectionSecurity: 'implicit-tls', port: dovecot.ports.submissions },
    ],
    address: dovecot.addresses.good,
    caPem: pki.caPem,
    user: TEST_AUTHCID,
    password: TEST_PASSWORD,
  };
  try {
    await measureBeside(near);
  } finally {
    await dovecot.stop();
  }
}

async function measureBeside(near: Near): Promise<void> {
  const took = new Map<string, number[]>();
  const time = async (name: string, work: () => Promise<number>): Promise<void> => {
    took.set(name, [...(took.get(name) ?? []), await work()]);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const way of [IMAPS_PLAIN, IMAPS_SCRAM, SMTPS_PLAIN, SMTPS_SCRAM]) {
      await time(`${way.protocol} ${way.mechanism}`, () => ours(near, way, BESIDE_RTT_MS));
    }
    await time('imapflow', () => farFrom(near, IMAPS_PLAIN, BESIDE_RTT_MS, (port) => imapflow(near, port)));
    await time('nodemailer', () =>
      farFrom(near, SMTPS_PLAIN, BESIDE_RTT_MS, (port) => nodemailer(near, port)),
    );
  }
  const of = (name: string): number => median(took.get(name) ?? []);
  const against = { name: 'imapflow with PLAIN', measured: of('imapflow') };
  for (const [{ protocol, mechanism }, ratioLimit] of BESIDE_GOALS) {
    report({
      what: `Dovecot 2.4 at RTT ${BESIDE_RTT_MS} ms, IMAP with ${mechanism}`,
      measured: of(`${protocol} ${mechanism}`),
      unit: 'ms',
      against,
      ratioLimit,
    });
  }
  const sending = ['submission PLAIN', 'submission SCRAM-SHA-256-PLUS', 'nodemailer'];
  remark(`there, in ms: ${sending.map((name) => `${name} ${Math.round(of(name))}`).join(', ')}`);
}

/** From the start of a run to signed in, in milliseconds. */
function ours(near: Near, { protocol, connectionSecurity, mechanism }: Way, rttMs: number): Promise<number> {
  return farFrom(near, { protocol, connectionSecurity }, rttMs, async (port) => {
    const endpoint: Endpoint = { protocol, host: LOOPBACK, port: port as Port, connectionSecurity }; // listened on
    const { observations, findings } = await examine(
      {
        address: null,
        username: near.user,
        endpoints: [endpoint],
        guessed: [],
        search: null,
        isThorough: false,
        mechanism,
        trustAnchors: [near.caPem],
        systemAnchors: [],
        names: SYSTEM_NAMES,
        timeoutMs: null,
      },
      surroundings({ askPassword: async () => givenPassword(near.password, { isConfirmed: true }) }),
    );
    const signIn = observations.find((one) => one.kind === 'sign-in');
    if (signIn?.outcome !== 'accepted' || signIn.mechanism !== mechanism) {
      throw new Error(`not signed in: ${findings.map(({ code }) => code).join(' ')}`);
    }
    return signIn.at;
  });
}

async function farFrom(
  { doors, address }: Near,
  { protocol, connectionSecurity }: Pick<Way, 'protocol' | 'connectionSecurity'>,
  rttMs: number,
  use: (port: number) => Promise<number>,
): Promise<number> {
  const door = doors.find(
    (one) => one.protocol === protocol && one.connectionSecurity === connectionSecurity,
  );
  const far = await startTcpForwarder({ to: { host: address, port: door?.port ?? 0 }, rttMs });
  try {
    return await use(far.port);
  } finally {
    await far.close();
  }
}

async function imapflow({ user, password, caPem }: Near, port: number): Promise<number> {
  const client = new ImapFlow({
    host: LOOPBACK,
    port,
    secure: true,
    auth: { user, pass: password },
    tls: { ca: caPem },
    logger: false,
  });
  const startedAt = performance.now();
  await client.connect();
  const tookMs = performance.now() - startedAt;
  client.close();
  return tookMs;
}

async function nodemailer({ user, password, caPem }: Near, port: number): Promise<number> {
  const transport = createTransport({
    host: LOOPBACK,
    port,
    secure: true,
    auth: { user, pass: password },
    authMethod: 'PLAIN',
    tls: { ca: caPem },
  });
  const startedAt = performance.now();
  await transport.verify();
  const tookMs = performance.now() - startedAt;
  transport.close();
  return tookMs;
}
