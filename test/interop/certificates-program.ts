// The certificates of a practice run outside of the tests' own process: on Node, and inside Electron. `serve` starts TLS
// servers with each of them, prints `Served` as JSON, and runs until it is stopped. `look` reads `Looked` from standard
// input, and prints as JSON what our client makes of each server: `Seen`.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { lookAtCertificate } from '../../electron/node/net/certificate-look.ts';
import { startTls } from '../../electron/node/net/tls.ts';
import { createTrust, type Trust } from '../../electron/node/net/trust.ts';
import { RECIPES, type CertificateName } from '../../electron/node/practice/certificate-recipes.ts';
import { makeAuthority, type ServerCertificate } from '../../electron/node/practice/certificates.ts';
import { contextOptions } from '../../electron/node/practice/secure-context.ts';
import type { CertificateFacts } from '../../shared/mail/certificate.ts';
import { parseHostname, type Hostname } from '../../shared/mail/hostname.ts';
import { portOf } from '../servers/ports.ts';

/** A port on 127.0.0.1 for each name of a certificate and version of TLS: `good TLSv1.3`. */
export type Ports = Readonly<Record<string, number>>;

/** What `serve` says. */
export interface Served {
  readonly caPem: string;
  readonly interceptorPem: string;
  readonly ports: Ports;
}

/** What `look` is told. */
export interface Looked {
  readonly anchorPem: string;
  /** What the system trusts. */
  readonly systemPem?: string;
  readonly ports: Ports;
}

/** What our client makes of a server. */
export interface Seen {
  /** The version of TLS that was agreed on, or the code of the failure. */
  readonly outcome: string;
  /** What is wrong with the chain, and with which link of it: `expired 0`. */
  readonly problems: readonly string[];
  readonly anchor: string | null;
  /** Subjects of the chain, without the name of the run. */
  readonly chain: readonly string[];
}

const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
const HOST = 'imap.practice.test';
const RUN_NAME = '7f3a';
const PATIENCE_MS = 5_000;

async function serve(): Promise<Served> {
  const authority = await makeAuthority({ names: [HOST, '127.0.0.1'], runName: RUN_NAME, now: new Date() });
  const ports: Record<string, number> = {};
  for (const name of Object.keys(RECIPES) as CertificateName[]) {
    const certificate = await authority.certificate(name);
    for (const version of VERSIONS) ports[`${name} ${version}`] = await serveOne(certificate, version);
  }
  return { caPem: authority.caPem, interceptorPem: authority.interceptorPem, ports };
}

async function serveOne(certificate: ServerCertificate, version: (typeof VERSIONS)[number]): Promise<number> {
  const limits = { minVersion: version, maxVersion: version };
  const server = createServer({ ...contextOptions(certificate), ...limits }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.resume();
  });
  server.on('tlsClientError', () => undefined); // the client says what was wrong
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return portOf(server);
}

async function look({ anchorPem, systemPem, ports }: Looked): Promise<Readonly<Record<string, Seen>>> {
  const trust = createTrust([anchorPem], systemPem === undefined ? [] : [systemPem]);
  const host = parseHostname(HOST);
  if (!host.ok) throw new Error(`not a host name: ${HOST}`);
  const seen: Record<string, Seen> = {};
  for (const [name, port] of Object.entries(ports)) seen[name] = await lookAt(port, host.value, trust);
  return seen;
}

async function lookAt(port: number, host: Hostname, trust: Trust): Promise<Seen> {
  const { signal } = new AbortController();
  const result = await startTls(await connectTo(port), host, trust, PATIENCE_MS, signal);
  if (result.outcome === 'established') {
    const { version, anchor, chain } = result.facts;
    result.socket.destroy();
    return { outcome: version ?? 'no version', problems: [], anchor, chain: chain.map(subjectOf) };
  }
  const outcome = result.facts.detail ?? result.facts.outcome;
  const options = { timeoutMs: PATIENCE_MS, signal, now: new Date() };
  const again = await lookAtCertificate(await connectTo(port), host, trust, options);
  return {
    outcome,
    problems: (again?.problems ?? []).map(({ kind, link }) => `${kind} ${link}`),
    anchor: again?.anchor ?? null,
    chain: (again?.chain ?? []).map(subjectOf),
  };
}

async function connectTo(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

function subjectOf({ subject }: CertificateFacts): string {
  return subject.replace(` ${RUN_NAME}`, '');
}

async function readInput(): Promise<string> {
  const input: Buffer[] = [];
  for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
  return Buffer.concat(input).toString();
}

const answer =
  process.argv[2] === 'serve' ? await serve() : await look(JSON.parse(await readInput()) as Looked);
process.stdout.write(`${JSON.stringify(answer)}\n`);
