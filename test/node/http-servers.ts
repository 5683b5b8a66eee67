import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, expect } from 'vitest';
import { fetchDocument, type FetchOutcome } from '../../electron/node/http/fetch-document.ts';
import {
  FETCH_TIMEOUT_MS,
  type FetchContext,
  type FetchRequest,
} from '../../electron/node/http/fetch-context.ts';
import { createTrust } from '../../electron/node/net/trust.ts';
import { makeAuthority, type CertificateName } from '../../electron/node/practice/certificates.ts';
import { contextOptions } from '../../electron/node/practice/secure-context.ts';
import type { Hostname } from '../../shared/mail/hostname.ts';
import { portOf } from '../servers/ports.ts';

/** Where everything of these tests listens. */
export const LOOPBACK = '127.0.0.1';
/** What is fetched where a test does not care. */
export const DOCUMENT = 'https://autoconfig.example.test/mail/config-v1.1.xml';

const NAMES = ['autoconfig.example.test', 'other.test', LOOPBACK, '127.0.0.2'];
const AUTHORITY = await makeAuthority({ names: NAMES, runName: 'http', now: new Date() });
const TRUST = createTrust([AUTHORITY.caPem], []);

/** A server of one test. */
export interface TestServer {
  readonly port: number;
  /** The bytes that were heard on all connections. Not of `serveHttp`, whose parser takes them. */
  readonly heard: () => string;
  readonly connections: () => number;
}

/** How a server is reached; over TLS with a good certificate where nothing else is said. */
export interface Reached {
  readonly certificate?: CertificateName;
  readonly isCleartext?: true;
  readonly host?: string;
  /** Any that is free where none is said. */
  readonly port?: number;
}

const running: { readonly server: Server; readonly ends: Promise<unknown>[] }[] = [];

// Whatever came of a request, no connection is left of it: the servers here never end one that a client keeps.
afterEach(async () => {
  for (const { server, ends } of running.splice(0)) {
    await Promise.all(ends);
    server.close();
  }
});

/** A server that answers with HTTP, and never hangs up behind an answer, whatever it is asked to do. */
export function serveHttp(listener: RequestListener, reached: Reached = {}): Promise<TestServer> {
  const http = createHttpServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    response.shouldKeepAlive = true;
    listener(request, response);
  });
  return serve((socket) => http.emit('connection', socket), reached);
}

/** A server that answers a request with these bytes, and keeps the connection open unless it is told to end it. */
export function serveBytes(
  answer: string | Buffer | ((socket: Socket) => void),
  reached: Reached = {},
): Promise<TestServer> {
  const say = typeof answer === 'function' ? answer : (socket: Socket) => socket.write(answer);
  return serve((socket) => {
    let request = '';
    socket.on('data', (bytes: Buffer) => {
      request += bytes.toString('latin1');
      if (isWhole(request)) say(socket);
    });
  }, reached);
}

/** Whether a request is there to the last byte of its body. */
function isWhole(request: string): boolean {
  const end = request.indexOf('\r\n\r\n');
  const length = /\r\nContent-Length: (\d+)\r\n/.exec(request)?.[1] ?? '0';
  return end > 0 && request.length === end + 4 + Number(length);
}

/** A server for connections, inside TLS where that is wanted. */
export async function serve(take: (socket: Socket) => void, reached: Reached = {}): Promise<TestServer> {
  const { certificate = 'good', isCleartext, host = LOOPBACK, port = 0 } = reached;
  const heard: Buffer[] = [];
  const ends: Promise<unknown>[] = [];
  const listen = (socket: Socket): void => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes: Buffer) => heard.push(bytes));
    take(socket);
  };
  const server =
    isCleartext === true
      ? createServer(listen)
      : createTlsServer(contextOptions(await AUTHORITY.certificate(certificate)), listen);
  server.on('connection', (socket: Socket) => ends.push(new Promise((done) => socket.once('close', done))));
  server.on('tlsClientError', () => undefined); // some clients here give up
  server.listen(port, host);
  await once(server, 'listening');
  running.push({ server, ends });
  return {
    port: portOf(server),
    heard: () => Buffer.concat(heard).toString('latin1'),
    connections: () => ends.length,
  };
}

/** A context in which every name is the loopback address, which may be reached, and every port that of the server. */
export function contextFor(
  { port }: Pick<TestServer, 'port'>,
  other: Partial<FetchContext> = {},
): FetchContext {
  return {
    resolve: resolvingTo([LOOPBACK]),
    mayReach: (address) => address === LOOPBACK,
    trust: TRUST,
    timeoutMs: FETCH_TIMEOUT_MS,
    signal: new AbortController().signal,
    portFor: () => port,
    ...other,
  };
}

/** A DNS in which every name has these addresses. */
export function resolvingTo(addresses: readonly string[]): FetchContext['resolve'] {
  return async (host) => ({
    kind: 'dns-answer',
    host,
    outcome: addresses.length > 0 ? 'resolved' : 'not-found',
    saidBy: 'dns',
    addresses,
    detail: addresses.length > 0 ? null : 'ENOTFOUND',
  });
}

/** Fetches from a server. */
export function fetchFrom(
  server: Pick<TestServer, 'port'>,
  url: string = DOCUMENT,
  request: Omit<FetchRequest, 'url'> = {},
  other: Partial<FetchContext> = {},
): Promise<FetchOutcome> {
  return fetchDocument({ url: new URL(url), ...request }, contextFor(server, other));
}

/** The document as text; a test in which none came ends here. */
export function textOf({ facts, bytes }: FetchOutcome): string {
  expect(facts.outcome).toBe('document');
  return Buffer.from(bytes ?? []).toString();
}

/** A name as the type of names. */
export function named(host: string): Hostname {
  return host as Hostname; // the tests write them right
}

/** Waits for what may take no longer than its time, give or take a busy machine. */
export async function inTime<T>(wanted: Promise<T>, timeMs: number): Promise<T> {
  const startedAt = performance.now();
  const got = await wanted;
  expect(performance.now() - startedAt).toBeLessThan(timeMs + 1_500);
  return got;
}
