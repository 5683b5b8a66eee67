import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { certificatePem, dovecotEntry } from '../../electron/node/keys/forms.ts';
import { PEOPLE, type Person } from '../../electron/node/practice/mail/accounts.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import type { Behaviour } from '../../electron/node/practice/behaviour.ts';
import type { Device } from '../../shared/mail/device.ts';
import { parseEndpoint, type ConnectionSecurity, type Endpoint } from '../../shared/mail/endpoint.ts';
import { LOGIN_COMMAND, type KeyWay, type WayIn } from '../../shared/recipes/way-in.ts';
import type { MailSide } from '../../shared/recipes/facts/program-facts.ts';
import { startTcpForwarder } from '../servers/delay-forwarder.ts';
import { startDovecot23, TEST_AUTHCID, TEST_PASSWORD } from '../servers/dovecot23.ts';
import { makePki } from '../servers/pki.ts';

/** A server that mail programs are set up for and tried at. It is at localhost, as many know no server by an address. */
export interface RecipeServer {
  readonly name: string;
  readonly caFile: string;
  readonly address: string;
  readonly password: string;
  /** What it has for whoever comes with a password. */
  readonly offered: readonly WayIn[];
  /** What a registered key comes to. */
  keyWay(side: MailSide): KeyWay | null;
  endpoint(side: MailSide, security: ConnectionSecurity): Endpoint;
  /** The ways in which somebody was let in, since this was last asked: `imap SCRAM-SHA-256`. Each once, in order. */
  seen(): Promise<readonly string[]>;
  /** Who was let in last, without the domain; null where it does not tell. */
  lastName(): string | null;
  /** The `From` of the last mail to Bob, as it stands in it, since this was last asked; null where none came, or it does not tell. */
  lastFrom(): Promise<string | null>;
  /** Everybody who was let in since this was last asked, without the domain; none where it does not tell. */
  names(): readonly string[];
  stop(): Promise<void>;
}

const DOVECOT_PORTS = {
  imap: { 'implicit-tls': 'imaps', starttls: 'imap' },
  pop3: { 'implicit-tls': 'pop3s', starttls: 'pop3' },
  submission: { 'implicit-tls': 'submissions', starttls: 'submission' },
} as const;

/** Dovecot 2.3 with some mechanisms, which trusts these devices. */
export async function dovecotServer(
  devices: readonly Device[],
  mechanisms: readonly string[] = ['plain', 'login', 'cram-md5', 'scram-sha-1', 'scram-sha-256'],
): Promise<RecipeServer> {
  const dovecot = await startDovecot23(await makePki(), {
    authMechanisms: mechanisms,
    clientCertificates: devices.map((device) => ({
      authcid: TEST_AUTHCID,
      certificatePem: dovecotEntry(device),
    })),
    authcidField: 'UID',
  });
  const names = Object.values(DOVECOT_PORTS).flatMap((ports) => Object.values(ports));
  const forwarders = new Map(
    await Promise.all(
      names.map(async (name) => {
        const to = { host: dovecot.addresses.good, port: dovecot.ports[name] };
        return [name, await startTcpForwarder({ to, rttMs: 0 })] as const;
      }),
    ),
  );
  let told = 0;
  return {
    name: `dovecot ${mechanisms.join(' ')}`,
    caFile: dovecot.caFile,
    address: TEST_AUTHCID,
    password: TEST_PASSWORD,
    offered: [...mechanisms.map((name) => name.toUpperCase()), LOGIN_COMMAND],
    keyWay: () => 'EXTERNAL',
    endpoint(side, security) {
      const port = forwarders.get(DOVECOT_PORTS[side][security === 'starttls' ? 'starttls' : 'implicit-tls']);
      return localEndpoint(side, port?.port ?? 0, security);
    },
    async seen() {
      // What a login process says when it has let somebody in: the old commands are PLAIN to it.
      const log = await dovecot.log();
      const all = [
        ...log.matchAll(/\b(imap|pop3|submission)-login: (?:Info: )?Login: .*?method=([\w-]+)/g),
      ].map(([, protocol = '', method = '']) => `${protocol} ${method}`);
      const fresh = all.slice(told);
      told = all.length;
      return [...new Set(fresh)];
    },
    lastName: () => null,
    names: () => [],
    lastFrom: () => Promise.resolve(null),
    async stop() {
      await Promise.all([...forwarders.values()].map((forwarder) => forwarder.close()));
      await dovecot.stop();
    },
  };
}

/** The practice server, which binds SCRAM to the channel, and knows keys in every way that there is. */
export async function practiceServer(
  devices: readonly Device[],
  behaviour: Partial<Behaviour> = {},
  people: readonly Person[] = PEOPLE,
): Promise<RecipeServer> {
  const entries: string[] = [];
  const names: string[] = [];
  let lastName: string | null = null;
  const text = { en: 'as a test wants it', de: 'wie ein Test es will' };
  const practice = await startPractice({
    date: () => new Date(),
    faults: [{ name: 'of-the-test', summary: text, behaviour, over: 'both', expects: {} }],
    people,
    onSignIn({ protocol, way, address }) {
      entries.push(`${protocol} ${way}`);
      lastName = address.replace(/@practice\.test$/, '');
      names.push(lastName);
    },
  });
  const [alice] = practice.accounts;
  if (alice === undefined) throw new Error('the practice server has accounts');
  for (const device of devices) practice.registerKey(alice.address, certificatePem(device));
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-recipe-server-'));
  const caFile = join(folder, 'authority.pem');
  await writeFile(caFile, practice.caPem);
  const { clientKey = 'external', mechanisms = PRACTICE_MECHANISMS } = behaviour;
  return {
    name: `practice ${clientKey}`,
    caFile,
    address: alice.address,
    password: alice.password,
    offered: mechanisms.includes('PLAIN') ? [...mechanisms, LOGIN_COMMAND] : mechanisms,
    keyWay: (side) => KEY_WAYS_OF[clientKey][side],
    endpoint(side, security) {
      const door = practice.doors.find((one) => one.protocol === side && one.connectionSecurity === security);
      return localEndpoint(side, door?.port ?? 0, security);
    },
    seen: () => Promise.resolve([...new Set(entries.splice(0))]),
    lastName: () => lastName,
    names: () => names.splice(0),
    lastFrom: () => readFrom(practice),
    async stop() {
      await practice.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Reads the last mail to Bob as a mail program does, and takes all of his away. */
async function readFrom({ doors, caPem, accounts }: Practice): Promise<string | null> {
  const door = doors.find((one) => one.protocol === 'imap' && one.connectionSecurity === 'implicit-tls');
  const bob = accounts.find(({ name }) => name === 'bob');
  const client = new ImapFlow({
    host: 'localhost',
    port: door?.port ?? 0,
    secure: true,
    tls: { ca: caPem },
    auth: { user: bob?.address ?? '', pass: bob?.password ?? '' },
    logger: false,
  });
  await client.connect();
  await client.mailboxOpen('INBOX');
  const last = await client.fetchOne('*', { headers: ['from'] });
  await client.messageDelete('1:*');
  await client.logout();
  if (last === false || last?.headers === undefined) return null;
  const [, from = null] = /^From: (.*?)\r?\n(?![ \t])/ims.exec(last.headers.toString()) ?? [];
  return from;
}

const PRACTICE_MECHANISMS: readonly string[] = [
  'SCRAM-SHA-256-PLUS',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1',
  'CRAM-MD5',
  'PLAIN',
  'LOGIN',
];

const BY_EXTERNAL = { imap: 'EXTERNAL', pop3: 'EXTERNAL', submission: 'EXTERNAL' } as const;
const KEY_WAYS_OF: Readonly<Record<Behaviour['clientKey'], Readonly<Record<MailSide, KeyWay | null>>>> = {
  external: BY_EXTERNAL,
  preauth: { ...BY_EXTERNAL, imap: 'PREAUTH' },
  'enough-to-send': { ...BY_EXTERNAL, submission: 'CERTIFICATE' },
  'not-asked': { imap: null, pop3: null, submission: null },
};

function localEndpoint(side: MailSide, port: number, security: ConnectionSecurity): Endpoint {
  const endpoint = parseEndpoint(side, `localhost:${port}/${security}`);
  if (!endpoint.ok) throw new Error('the port of a server that runs is a port');
  return endpoint.value;
}
