import { constants } from 'node:crypto';
import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { readBody } from '../../http/read-body.ts';
import { boundConnections, requestLimits } from '../../http/server-limits.ts';
import type { ServerCertificate } from '../certificates.ts';
import { listenNear } from '../listen.ts';
import { contextOptions } from '../secure-context.ts';
import type { WebReply, WebRequest } from './web-reply.ts';

/** Answers a request. */
export type Replier = (request: WebRequest) => WebReply;

/** A web server that is listening but answers nothing yet. */
export interface WebServer {
  readonly port: number;
  /** Answers from now on. To be called once, when everything that answers are made of is known. */
  answerWith(replier: Replier): void;
  close(): Promise<void>;
}

const BODY_LIMIT_BYTES = 16 * 1024;
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** How long a connection may last. An answer that is sent byte by byte ends with it. */
const CONNECTION_TIMEOUT_MS = 60_000;
const DRIP_MS = 1_000;

/** Starts the plain HTTP server on loopback, on the preferred port or the next free one. */
export function startHttpServer(preferredPort: number): Promise<WebServer> {
  return start(http.createServer(requestLimits()), 'http', preferredPort);
}

/**
 * Starts the HTTPS server. Every handshake that names its host (RFC 6066 §3) gets the certificate of that moment; one
 * that names none gets the certificate of the start.
 */
export function startHttpsServer(
  preferredPort: number,
  certificate: () => ServerCertificate,
): Promise<WebServer> {
  const context = (): SecureContextOptions => ({
    ...contextOptions(certificate()),
    // As at the mail doors: nobody needs it, and who does it and goes away would leave something here.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  });
  const options: https.ServerOptions = {
    ...requestLimits(),
    ...context(),
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    SNICallback: (_name, done) => done(null, createSecureContext(context())),
  };
  return start(https.createServer(options), 'https', preferredPort);
}

async function start(
  server: http.Server | https.Server,
  scheme: WebRequest['scheme'],
  preferredPort: number,
): Promise<WebServer> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  };
  boundConnections(server);
  server.on('connection', (socket: Socket) => {
    keep(socket);
    const timer = setTimeout(() => socket.destroy(), CONNECTION_TIMEOUT_MS);
    socket.on('close', () => clearTimeout(timer));
  });
  server.on('secureConnection', keep);
  const port = await listenNear(server, preferredPort);
  return {
    port,
    answerWith(replier) {
      const asked = new WeakSet<Socket>();
      server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
        const { socket } = request;
        // What is piled up behind the first waits for a turn that never comes. Node counts these words, though, and
        // reads no more where there are many.
        if (asked.has(socket)) return void response.writeHead(503).end();
        asked.add(socket);
        void answer(request, response, scheme, replier);
      });
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      // Also those whose TLS has not begun, which the server does not count as its own. What belongs to a socket ends
      // with it, and not with the server.
      const ends = [...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed, ...ends]);
    },
  };
}

async function answer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  scheme: WebRequest['scheme'],
  replier: Replier,
): Promise<void> {
  const body = await readBody(request, BODY_LIMIT_BYTES);
  if (response.destroyed) return;
  const tooLong: WebReply = { status: 413, headers: {}, body: '' };
  send(response, body === null ? tooLong : replier(readRequest(request, scheme, body)));
}

function readRequest(
  { headers, method = '', url = '' }: http.IncomingMessage,
  scheme: WebRequest['scheme'],
  body: string,
): WebRequest {
  const [path = '', ...query] = url.split('?');
  return {
    scheme,
    method,
    host: (headers.host ?? '').toLowerCase().replace(/:\d*$/, ''),
    path,
    query: new URLSearchParams(query.join('?')),
    contentType: (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
    body,
  };
}

/** Nothing is kept anywhere, because a fault may change it; and no page of another site may read it: no CORS header. */
function send(response: http.ServerResponse, { status, headers, body, drips }: WebReply): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    ...headers,
    'Cache-Control': 'no-store',
    'Content-Length': bytes.length,
    // One answer for each connection: RFC 9112 §9.6 forbids to process further requests behind this.
    Connection: 'close',
  });
  if (drips === true) drip(response, bytes);
  else response.end(bytes);
}

function drip(response: http.ServerResponse, bytes: Buffer): void {
  let sent = 0;
  const next = (): void => {
    response.write(bytes.subarray(sent, sent + 1));
    sent += 1;
    if (sent < bytes.length) return;
    // Not only when it is closed: a client that does not take the last byte keeps it open, and nothing may follow.
    clearInterval(timer);
    response.end();
  };
  const timer = setInterval(next, DRIP_MS);
  response.on('close', () => clearInterval(timer));
  next();
}
