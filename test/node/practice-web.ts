import { createHash } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import {
  makeAuthority,
  type Authority,
  type CertificateName,
  type ServerCertificate,
} from '../../electron/node/practice/certificates.ts';
import { startDiscovery, type Discovery } from '../../electron/node/practice/discovery/discovery.ts';
import { WEB_HOSTS } from '../../electron/node/practice/discovery/places.ts';
import { LOOPBACK, PLACES, Played } from './practice-discovery.ts';

/** Where a mail program looks for settings. */
export const AUTOCONFIG = 'https://autoconfig.practice.test/mail/config-v1.1.xml';
/** On the domain itself. */
export const WELL_KNOWN = 'https://practice.test/.well-known/autoconfig/mail/config-v1.1.xml';
/** In the clear. */
export const OVER_HTTP = 'http://autoconfig.practice.test/mail/config-v1.1.xml';
/** Autodiscover v1. */
export const AUTODISCOVER = 'https://practice.test/autodiscover/autodiscover.xml';
/** Autodiscover v2, which says where v1 is. */
export const POINTER = 'https://autodiscover.practice.test/autodiscover/autodiscover.json';
/** The PACC document. */
export const PACC = 'https://ua-auto-config.practice.test/.well-known/user-agent-configuration.json';

/** What is sent with a request. */
export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly body?: string;
  /** `any`: of a host that has no certificate here, because a fault answers in its place. */
  readonly trusts?: 'any';
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly type: string;
  readonly location: string;
  readonly bytes: Buffer;
  readonly text: string;
}

/** The discovery side, and a client that finds the practice addresses there. */
export interface PracticeWeb {
  readonly ports: Discovery['ports'];
  readonly caPem: string;
  /** Asks its DNS server. */
  readonly resolver: Resolver;
  /** Plays one fault until the test ends. */
  play(fault: string): void;
  /** Shows another certificate from the next handshake on. */
  show(certificate: CertificateName): Promise<void>;
  /** A request that is not sent yet. */
  open(address: string, sent?: Sent): http.ClientRequest;
  ask(address: string, sent?: Sent): Promise<Answer>;
  /** The digest of the PACC document that stands in DNS. */
  paccDigest(): Promise<string>;
  /** Starts another discovery side, which plays the same. */
  startAnother(): Promise<Discovery>;
}

/** One for all tests around the call, with a certificate for all its names: started before them, closed after the last. */
export function usePracticeWeb(): PracticeWeb {
  const played = new Played();
  let authority: Authority;
  let certificate: ServerCertificate;
  let discovery: Discovery;
  let resolver: Resolver;
  const start = (): Promise<Discovery> =>
    startDiscovery({
      behaviour: () => played.behaviour,
      doors: PLACES.doors,
      certificate: () => certificate,
    });
  const openHere: PracticeWeb['open'] = (address, sent = {}) =>
    open(address, sent, { ports: discovery.ports, caPem: authority.caPem });
  beforeAll(async () => {
    authority = await makeAuthority({ names: WEB_HOSTS, runName: 'test', now: new Date() });
    certificate = await authority.certificate('good');
    discovery = await start();
    resolver = new Resolver({ timeout: 3_000, tries: 1 });
    resolver.setServers([`${LOOPBACK}:${discovery.ports.dns}`]);
  });
  afterAll(() => discovery.close());
  return {
    get ports() {
      return discovery.ports;
    },
    get caPem() {
      return authority.caPem;
    },
    get resolver() {
      return resolver;
    },
    play: (fault) => played.play(fault),
    async show(name) {
      certificate = await authority.certificate(name);
    },
    open: openHere,
    ask: (address, sent) => answerOf(openHere(address, sent), sent?.body),
    async paccDigest() {
      const [record] = await resolver.resolveTxt('_ua-auto-config.practice.test');
      return /^v=UAAC1; a=sha256; d=(.*)$/.exec(record?.join('') ?? '')?.[1] ?? '';
    },
    startAnother: start,
  };
}

/** A request to a practice address, in which the well-known ports stand for the real ones. */
function open(
  address: string,
  { method, headers, type, body, trusts }: Sent,
  { ports, caPem }: Pick<PracticeWeb, 'ports' | 'caPem'>,
): http.ClientRequest {
  const url = new URL(address);
  const isHttps = url.protocol === 'https:';
  const options = {
    host: LOOPBACK,
    port: isHttps ? ports.https : ports.http,
    servername: url.hostname,
    ca: caPem,
    ...(trusts === 'any' ? { checkServerIdentity: () => undefined } : {}),
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    path: `${url.pathname}${url.search}`,
    headers: { Host: url.host, ...(type === undefined ? {} : { 'Content-Type': type }), ...headers },
    agent: false,
  };
  return isHttps ? https.request(options) : http.request(options);
}

async function answerOf(request: http.ClientRequest, body: string | undefined): Promise<Answer> {
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const bytes = Buffer.concat((await response.toArray()) as Buffer[]);
  const { statusCode = 0, headers } = response;
  return {
    status: statusCode,
    headers,
    type: headers['content-type'] ?? '',
    location: headers.location ?? '',
    bytes,
    text: bytes.toString(),
  };
}

/** Sends bytes and gives what came back until the far end hung up. */
export async function say(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, LOOPBACK);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => socket.destroy());
  socket.write(bytes);
  socket.end();
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

/** What Autodiscover v1 is asked. */
export function autodiscoverRequest(address: string): { readonly type: string; readonly body: string } {
  const body = `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request>
<EMailAddress>${address}</EMailAddress>
<AcceptableResponseSchema>http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a</AcceptableResponseSchema>
</Request></Autodiscover>`;
  return { type: 'text/xml; charset=utf-8', body };
}

/** Type, host, port, security and user name of each server in an autoconfig file. */
export function serversIn(text: string): readonly (readonly string[])[] {
  const server =
    /Server type="(\w+)">\s*<hostname>(.*)<\/hostname>\s*<port>(.*)<\/port>\s*<socketType>(.*)<\/socketType>[^]*?<username>(.*)<\/username>/g;
  return [...text.matchAll(server)].map((match) => match.slice(1));
}

/** The digest that DNS must have of a PACC document. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
