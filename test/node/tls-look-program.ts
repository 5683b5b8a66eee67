// The TLS look outside of the tests' own process: on Node, and inside Electron. It reads a list of ports of 127.0.0.1 as
// JSON from standard input, and prints what it has seen of each.

import { randomBytes } from 'node:crypto';
import { connectTcp } from '../../electron/node/net/tcp.ts';
import { lookAtTls, type TlsLookFacts } from '../../electron/node/probe/tls-look.ts';

/** What was seen of a server: the facts, with certificates in base64. */
export type TlsLookText = Omit<TlsLookFacts, 'chainAsSent'> & { readonly chainAsSent: readonly string[] };

const PATIENCE_MS = 10_000;
const { signal } = new AbortController();

async function look(port: number): Promise<TlsLookText> {
  const connectForTls = async () => {
    const result = await connectTcp('127.0.0.1', port, PATIENCE_MS, signal);
    return result.outcome === 'connected' ? result.socket : null;
  };
  const options = { serverName: 'imap.practice.test', deadlineMs: PATIENCE_MS, signal, randomBytes };
  const facts = await lookAtTls(connectForTls, options);
  return { ...facts, chainAsSent: facts.chainAsSent.map((der) => Buffer.from(der).toString('base64')) };
}

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const ports = JSON.parse(Buffer.concat(input).toString()) as readonly number[];
const seen: TlsLookText[] = [];
for (const port of ports) seen.push(await look(port));
process.stdout.write(`${JSON.stringify(seen)}\n`);
