// P12 files opened outside of the tests' own process: on Node, and inside Electron. It reads them as JSON from standard
// input, base64 and password, and prints what each gives; of a key, what everybody may know of it, and whether it signs.

import { createServer } from 'node:tls';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { DeviceKey } from '../../electron/node/keys/device-key.ts';
import { openP12 } from '../../electron/node/keys/p12.ts';
import { startTls } from '../../electron/node/net/tls.ts';
import { startTlsWithKey } from '../../electron/node/net/tls-with-key.ts';
import { createTrust } from '../../electron/node/net/trust.ts';
import { parseHostname } from '../../shared/mail/hostname.ts';
import type { UsedKey } from '../../shared/mail/sign-in.ts';

/** A file, and a server that it is tried at: one that asks for certificates, with a certificate of its own. */
export interface P12Question {
  readonly p12: string;
  readonly password: string;
  readonly server?: {
    readonly certificatePem: string;
    readonly keyPem: string;
    readonly caPem: string | null;
  };
}

/** What came of it. */
export interface P12Answer {
  readonly kind: string;
  readonly what?: string;
  readonly certificates?: number;
  readonly facts?: Pick<UsedKey, 'spkiFingerprint' | 'kind'>;
  /** How the handshake with the key went. */
  readonly handshake?: string;
}

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const questions = JSON.parse(Buffer.concat(input).toString()) as readonly P12Question[];
const answers: P12Answer[] = [];
for (const question of questions) answers.push(await answer(question));
process.stdout.write(`${JSON.stringify(answers)}\n`);

async function answer({ p12, password, server }: P12Question): Promise<P12Answer> {
  const opened = await openP12(Buffer.from(p12, 'base64'), password);
  if (opened.kind === 'unsupported') return opened;
  if (opened.kind !== 'opened') return { kind: opened.kind };
  const key = DeviceKey.among(opened.keys, opened.certificates);
  if (!(key instanceof DeviceKey)) return { kind: key };
  const { spkiFingerprint, kind } = key.facts;
  return {
    kind: opened.kind,
    certificates: opened.certificates.length,
    facts: { spkiFingerprint, kind },
    ...(server === undefined ? {} : { handshake: await shakeHands(key, server) }),
  };
}

async function shakeHands(key: DeviceKey, own: NonNullable<P12Question['server']>): Promise<string> {
  const server = createServer({
    cert: own.certificatePem,
    key: own.keyPem,
    requestCert: true,
    rejectUnauthorized: false,
    sigalgs: 'ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ed25519:rsa_pss_rsae_sha256:rsa_pkcs1_sha256',
  });
  server.on('secureConnection', (socket) => socket.on('error', () => undefined).end('done'));
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = parseHostname('127.0.0.1');
  if (!host.ok) throw new Error('not a host');
  const trust = createTrust(own.caPem === null ? [] : [own.caPem], []);
  const { signal } = new AbortController();
  const reach = async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1'); // it listens on a port
    await once(socket, 'connect');
    return socket;
  };
  const before = await startTls(await reach(), host.value, trust, 5_000, signal);
  const verifiedBefore = before.facts.chain[0]?.fingerprint ?? null;
  const result = await startTlsWithKey(
    await reach(),
    host.value,
    trust,
    { key, verifiedBefore },
    5_000,
    signal,
  );
  for (const { outcome, ...rest } of [before, result]) {
    if (outcome === 'established' && 'socket' in rest) rest.socket.destroy();
  }
  server.close();
  return `${result.outcome} ${result.facts.clientCertificate ?? '-'}`;
}
