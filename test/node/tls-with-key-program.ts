// Handshakes with a key, outside of the tests' own process: on Node, and inside Electron. It reads what to do as JSON from
// standard input, and prints how each went, until the server's last word.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { DeviceKey } from '../../electron/node/keys/device-key.ts';
import { alertIn } from '../../electron/node/net/tls-codes.ts';
import { startTls } from '../../electron/node/net/tls.ts';
import { startTlsWithKey } from '../../electron/node/net/tls-with-key.ts';
import { createTrust } from '../../electron/node/net/trust.ts';
import { keyOf } from '../../electron/node/practice/credentials.ts';
import { parseHostname } from '../../shared/mail/hostname.ts';

/** A server on 127.0.0.1, and the key to show to it. */
export interface KeyHandshake {
  readonly port: number;
  readonly caPem: string;
  readonly certificatePem: string;
  readonly keyPem: string;
  /** Whether the server is met without the key before. */
  readonly isVerifiedBefore: boolean;
}

/** How it went. */
export interface KeyHandshakeResult {
  readonly outcome: string;
  readonly clientCertificate: string | null;
  readonly detail: string | null;
  /** What the server said against it, in the handshake or with the first bytes after it. */
  readonly alert: string | null;
}

const LONGEST_MS = 5_000;
// A server that likes the key has nothing to say here.
const LAST_WORD_MS = 1_000;

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const all = JSON.parse(Buffer.concat(input).toString()) as readonly KeyHandshake[];
const results: KeyHandshakeResult[] = [];
for (const one of all) results.push(await shakeHands(one));
process.stdout.write(`${JSON.stringify(results)}\n`);

async function shakeHands({
  port,
  caPem,
  isVerifiedBefore,
  ...device
}: KeyHandshake): Promise<KeyHandshakeResult> {
  const { signal } = new AbortController();
  const host = parseHostname('127.0.0.1');
  const credential = keyOf(device);
  if (!host.ok || credential.kind !== 'key' || !(credential.key instanceof DeviceKey))
    throw new Error('not a key');
  const trust = createTrust([caPem], []);
  let verifiedBefore: string | null = null;
  if (isVerifiedBefore) {
    const before = await startTls(await reach(port), host.value, trust, LONGEST_MS, signal);
    if (before.outcome === 'established') before.socket.destroy();
    verifiedBefore = before.facts.chain[0]?.fingerprint ?? null;
  }
  const key = { key: credential.key, verifiedBefore };
  const result = await startTlsWithKey(await reach(port), host.value, trust, key, LONGEST_MS, signal);
  const { outcome, clientCertificate = null, detail } = result.facts;
  const code = result.outcome === 'established' ? await lastWordOf(result.socket) : (detail ?? '');
  return { outcome, clientCertificate, detail, alert: alertIn(code) };
}

async function reach(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

function lastWordOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end('nothing'), LAST_WORD_MS);
    function end(code: string): void {
      clearTimeout(timer);
      resolve(code);
      socket.destroy();
    }
    socket.on('error', ({ code }: NodeJS.ErrnoException) => end(code ?? 'UNKNOWN'));
    socket.on('data', () => end('data'));
    socket.on('end', () => end('end'));
    socket.resume();
  });
}
