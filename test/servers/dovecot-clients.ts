import { Client, type TlsChoice } from './client.ts';
import { TEST_AUTHCID } from './dovecot-folder.ts';
import type { Fault } from './dovecot-setup.ts';
import type { Dovecot } from './dovecot.ts';
import { runPart, type Ended } from './run.ts';

/** What `openssl s_client` says of an address; it ends as soon as the handshake has. */
export async function look(
  { addresses, caFile }: Dovecot,
  fault: Fault,
  port: number,
  args: readonly string[] = [],
): Promise<string> {
  const target = ['-connect', `${addresses[fault]}:${port}`, '-CAfile', caFile];
  return (await runPart('openssl', ['s_client', ...target, ...args])).output;
}

/** How gsasl signs in. */
export interface SignIn {
  readonly mechanism: string;
  readonly password: string;
  readonly authcid?: string;
  readonly protocol?: 'imap' | 'smtp';
  /** The only version of TLS that gsasl then speaks. */
  readonly tls?: 'TLS1.2' | 'TLS1.3';
}

/** Signs in with gsasl, over STARTTLS; gsasl itself checks the signature of a SCRAM server. */
export function signIn(dovecot: Dovecot, how: SignIn): Promise<Ended> {
  const { mechanism, password, authcid = TEST_AUTHCID, protocol = 'imap', tls } = how;
  const port = protocol === 'imap' ? dovecot.ports.imap : dovecot.ports.submission;
  const trust = `--x509-ca-file=${dovecot.caFile}`;
  const who = ['-m', mechanism, '-a', authcid, '-p', password];
  // Without --no-cb gsasl would turn down a mechanism without channel binding, to rule out a downgrade.
  const binding = mechanism.endsWith('-PLUS') ? [] : ['--no-cb'];
  const version = tls === undefined ? [] : [`--priority=NORMAL:-VERS-ALL:+VERS-${tls}`];
  const args = [`--${protocol}`, trust, ...who, ...binding, ...version, dovecot.addresses.good, `${port}`];
  return runPart('gsasl', args);
}

/** Says these lines in the clear and returns everything that the server said until it hung up. */
export async function talk(host: string, port: number, lines: readonly string[]): Promise<string> {
  const client = Client.to({ host, port });
  client.send(...lines);
  await client.closed();
  return client.said;
}

/** Says these lines in TLS, perhaps with a client certificate, and returns what the server said. */
export async function talkInTls(
  { addresses, ports }: Dovecot,
  port: 'imaps' | 'submissions' | 'pop3s',
  lines: readonly string[],
  choice: TlsChoice = {},
): Promise<string> {
  const client = await Client.inTls({ host: addresses.good, port: ports[port] }, choice);
  client.send(...lines);
  await client.closed();
  return client.said;
}

/** A port on which TLS begins after a command. */
export type StartTlsPort = 'imap' | 'submission' | 'pop3' | 'sieve';

interface Upgrade {
  /** What asks for capabilities; the same in the clear and in TLS. */
  readonly ask: readonly string[];
  /** The last that the server says then. */
  readonly answered: string;
  readonly startTls: string;
  readonly agreed: string;
  readonly leave: string;
}

const UPGRADES: Readonly<Record<StartTlsPort, Upgrade>> = {
  imap: {
    ask: ['a CAPABILITY'],
    answered: 'a OK',
    startTls: 'b STARTTLS',
    agreed: 'b OK',
    leave: 'c LOGOUT',
  },
  submission: {
    ask: ['EHLO localhost'],
    answered: '\r\n250 ',
    startTls: 'STARTTLS',
    agreed: '220 2.0.0',
    leave: 'QUIT',
  },
  pop3: {
    ask: ['CAPA'],
    answered: '\r\n.\r\n',
    startTls: 'STLS',
    agreed: 'Begin TLS',
    leave: 'QUIT',
  },
  // The server tells of its own accord, as its greeting and again in TLS.
  sieve: {
    ask: [],
    answered: ' ready."\r\n',
    startTls: 'STARTTLS',
    agreed: 'Begin TLS',
    leave: 'LOGOUT',
  },
};

/** What the server says about itself before and after TLS has begun on this port of the address `good`. */
export async function capabilities(
  dovecot: Dovecot,
  name: StartTlsPort,
): Promise<{ readonly inTheClear: string; readonly inTls: string }> {
  const { inTheClear, client } = await upgrade(dovecot, name, {});
  client.send(...UPGRADES[name].ask, UPGRADES[name].leave);
  await client.closed();
  return { inTheClear, inTls: client.said };
}

/** Like `talkInTls`, after STARTTLS. */
export async function talkAfterStartTls(
  dovecot: Dovecot,
  name: StartTlsPort,
  lines: readonly string[],
  choice: TlsChoice = {},
): Promise<string> {
  const { client } = await upgrade(dovecot, name, choice);
  client.send(...lines);
  await client.closed();
  return client.said;
}

async function upgrade(
  { addresses, ports }: Dovecot,
  name: StartTlsPort,
  choice: TlsChoice,
): Promise<{ readonly inTheClear: string; readonly client: Client }> {
  const { ask, answered, startTls, agreed } = UPGRADES[name];
  const outside = Client.to({ host: addresses.good, port: ports[name] });
  outside.send(...ask);
  await outside.until(answered);
  const inTheClear = outside.said;
  outside.send(startTls);
  await outside.until(agreed);
  return { inTheClear, client: await outside.upgraded(choice) };
}
