// A server on shared/sasl, outside of the tests' own process: on Node, and inside Electron. IMAP and submission with
// STARTTLS. Arguments: a JSON object. Prints its ports as JSON, then one JSON line for each exchange that ended.

import { createHash, X509Certificate } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { channelBindingsOf } from '../../electron/node/net/channel-binding.ts';
import { nodeSaslCrypto } from '../../electron/node/sasl-crypto.ts';
import {
  makeScramKeys,
  scramKeysFor,
  type Identity,
  type ScramStoredKeys,
} from '../../shared/sasl/identity.ts';
import { mechanismNamed } from '../../shared/sasl/mechanisms.ts';
import { saslServer, type SaslServer, type ServerStep } from '../../shared/sasl/server.ts';
import { verify } from '../../shared/sasl/verify.ts';
import { imapChallenge, parseImapAuthenticate } from '../../shared/wire/imap-sasl.ts';
import { readResponseLine, type SaslBegin } from '../../shared/wire/sasl-answer.ts';
import { parseSmtpAuth, smtpChallenge } from '../../shared/wire/smtp-sasl.ts';
import { Wire } from './wire.ts';

/** What the server is told. */
export interface ServerSetup {
  readonly cert: string;
  readonly key: string;
  readonly tls: 'TLSv1.2' | 'TLSv1.3';
  readonly authcid: string;
  readonly password: string;
  readonly mechanisms: readonly string[];
}

/** What it says of an exchange. */
export interface ServerSaid {
  readonly mechanism: string;
  readonly outcome: string;
  readonly version: string | null;
}

const setup = JSON.parse(process.argv[2] ?? '{}') as ServerSetup;
const serverSecret = nodeSaslCrypto.randomBytes(32);
const stored = new Map<string, ScramStoredKeys>();
for (const hash of ['SHA-1', 'SHA-256', 'SHA-512'] as const) {
  stored.set(hash, await makeScramKeys(nodeSaslCrypto, hash, setup.password));
}
const secureContext = createSecureContext({
  cert: setup.cert,
  key: setup.key,
  minVersion: setup.tls,
  maxVersion: setup.tls,
});

interface Dialect {
  readonly greeting: string;
  readonly capabilities: (names: readonly string[], line: string) => readonly string[];
  readonly isCapabilities: RegExp;
  readonly starttls: RegExp;
  readonly agree: (line: string) => string;
  readonly begin: (line: string) => (SaslBegin & { readonly tag?: string }) | null;
  readonly challenge: (bytes: Uint8Array) => string;
  readonly accept: (tag: string) => string;
  readonly reject: (tag: string) => string;
  readonly other: (line: string) => string;
}

const tagOf = (line: string): string => line.split(' ')[0] ?? '*';

const DIALECTS: Readonly<Record<'imap' | 'submission', Dialect>> = {
  imap: {
    greeting: '* OK ready',
    isCapabilities: /^\S+ CAPABILITY$/i,
    capabilities: (names, line) => [
      `* CAPABILITY IMAP4rev1 SASL-IR STARTTLS ${names.map((name) => `AUTH=${name}`).join(' ')}`,
      `${tagOf(line)} OK done`,
    ],
    starttls: /^\S+ STARTTLS$/i,
    agree: (line) => `${tagOf(line)} OK go`,
    begin: parseImapAuthenticate,
    challenge: imapChallenge,
    accept: (tag) => `${tag} OK signed in`,
    reject: (tag) => `${tag} NO [AUTHENTICATIONFAILED] no`,
    other: (line) => `${tagOf(line)} OK bye`,
  },
  submission: {
    greeting: '220 localhost ESMTP',
    isCapabilities: /^EHLO /i,
    capabilities: (names) => ['250-localhost', '250-STARTTLS', `250-AUTH ${names.join(' ')}`, '250 HELP'],
    starttls: /^STARTTLS$/i,
    agree: () => '220 go',
    begin: parseSmtpAuth,
    challenge: smtpChallenge,
    accept: () => '235 2.7.0 signed in',
    reject: () => '535 5.7.8 no',
    other: () => '250 OK',
  },
};

async function serve(socket: Socket, dialect: Dialect): Promise<void> {
  const wire = new Wire(socket);
  wire.send(dialect.greeting);
  for (let line = await wire.line(); line !== null; line = await wire.line()) {
    const begin = dialect.begin(line);
    if (begin !== null) await exchange(wire, dialect, begin);
    else if (dialect.starttls.test(line)) await upgrade(wire, dialect.agree(line));
    else if (dialect.isCapabilities.test(line)) {
      for (const answer of dialect.capabilities(setup.mechanisms, line)) wire.send(answer);
    } else {
      if (/ LOGOUT$/i.test(line)) wire.send('* BYE bye'); // RFC 9051 §6.1.3
      wire.send(dialect.other(line));
      // gsasl calls an end of TLS without close_notify an error.
      if (/\b(LOGOUT|QUIT)$/i.test(line)) return void wire.socket.end();
    }
  }
}

async function upgrade(wire: Wire, agree: string): Promise<void> {
  wire.send(agree);
  const tls = new TLSSocket(wire.release(), {
    isServer: true,
    secureContext,
    requestCert: true,
    rejectUnauthorized: false,
  });
  await new Promise((resolve) => {
    tls.once('secure', resolve);
    tls.once('error', resolve);
  });
  wire.replace(tls);
}

async function exchange(wire: Wire, dialect: Dialect, begin: SaslBegin & { tag?: string }): Promise<void> {
  const tag = begin.tag ?? '';
  const mechanism = mechanismNamed(begin.mechanism);
  const tls = wire.socket instanceof TLSSocket ? wire.socket : null;
  const say = (outcome: string): void => {
    wire.send(outcome === 'accepted' ? dialect.accept(tag) : dialect.reject(tag));
    const said: ServerSaid = { mechanism: begin.mechanism, outcome, version: tls?.getProtocol() ?? null };
    process.stdout.write(`${JSON.stringify(said)}\n`);
  };
  if (mechanism === null || !setup.mechanisms.includes(mechanism.name)) {
    say('unknown mechanism');
    return;
  }
  const server = saslServer(mechanism, {
    crypto: nodeSaslCrypto,
    channelBindings: tls === null ? [] : channelBindingsOf(tls, 'server'),
    offersChannelBinding: setup.mechanisms.some((name) => name.endsWith('-PLUS')),
    clientKey: tls === null ? null : clientKeyOf(tls),
    allowsAnonymous: true,
  });
  let keys: ScramStoredKeys | undefined;
  let step: ServerStep = await server.start(begin.initialResponse);
  for (;;) {
    if (step.kind === 'failed') {
      say(`failed: ${step.failure.reason}`);
      return;
    }
    if (step.kind === 'identify') {
      const hash = step.hash;
      const known = stored.get(hash);
      const identity: Identity =
        step.authcid === setup.authcid && known !== undefined
          ? { kind: 'scram', keys: known }
          : { kind: 'unknown' };
      keys = await scramKeysFor(identity, step.authcid, hash, { crypto: nodeSaslCrypto, serverSecret });
      step = await server.identify(keys);
      continue;
    }
    if (step.kind === 'credentials') return finish(step.credentials, keys);
    step = await next(wire, dialect, server, step.bytes);
  }

  async function finish(
    credentials: Parameters<typeof verify>[0],
    scramKeys?: ScramStoredKeys,
  ): Promise<void> {
    const { isAccepted, additionalData } = await verify(
      credentials,
      identityFor(credentials),
      nodeSaslCrypto,
      scramKeys,
    );
    // gsasl waits for the protocol's own failure after an `e=`, and so would we for its answer: refusals go out alone.
    if (isAccepted && additionalData !== null) {
      wire.send(dialect.challenge(additionalData));
      await wire.line(); // the client answers without content
    }
    say(isAccepted ? 'accepted' : 'rejected');
  }
}

async function next(
  wire: Wire,
  dialect: Dialect,
  server: SaslServer,
  bytes: Uint8Array,
): Promise<ServerStep> {
  wire.send(dialect.challenge(bytes));
  const received = readResponseLine((await wire.line()) ?? '*');
  if (received.kind === 'response') return server.respond(received.bytes);
  return {
    kind: 'failed',
    failure: { by: 'peer', reason: received.kind === 'cancelled' ? 'cancelled' : 'message-malformed' },
  };
}

function identityFor(credentials: Parameters<typeof verify>[0]): Identity {
  if (credentials.kind === 'anonymous') return { kind: 'anonymous' };
  if (credentials.kind === 'external') return { kind: 'keys', fingerprints: [credentials.clientKey] };
  if (credentials.kind === 'token') return { kind: 'tokens', tokens: [setup.password] };
  return credentials.authcid === setup.authcid
    ? { kind: 'password', password: setup.password }
    : { kind: 'unknown' };
}

function clientKeyOf(tls: TLSSocket): string | null {
  const { raw } = tls.getPeerCertificate() as { raw?: Buffer };
  if (raw === undefined) return null;
  const spki = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

const ports: Record<string, number> = {};
for (const [name, dialect] of Object.entries(DIALECTS)) {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    void serve(socket, dialect);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ports[name] = (server.address() as AddressInfo).port;
}
process.stdout.write(`${JSON.stringify(ports)}\n`);
