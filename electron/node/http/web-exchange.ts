import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { NoDocument } from '../../../shared/mail/fetch-outcome.ts';
import { waitFor } from '../net/wait.ts';
import {
  BODY_LIMIT_BYTES,
  HTTP_OPTIONS,
  USER_AGENT,
  type FetchContext,
  type FetchRequest,
  type Trail,
} from './fetch-context.ts';
import type { WebConnection } from './web-connection.ts';

/** What a server answered. */
export interface WebAnswer {
  readonly outcome: 'answered';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it was sent. Of answers without a document it is not read, and empty. */
  readonly bytes: Uint8Array;
}

/** How an answer can fail to come. */
export type NoAnswer = Extract<NoDocument, { outcome: 'too-large' | 'malformed' | 'closed' | 'silent' }>;

const DOCUMENT_STATUS = 200;

/**
 * One request and its answer. The connection is for this one alone and is closed when it returns.
 *
 * Known gap: where an answer says neither its length nor its end, who ends the connection on the way can shorten it (Node
 * does not tell whether TLS was ended by the server). Documents have an end of their own.
 *
 * @throws the signal's reason, when it is aborted; the connection is gone then
 */
export function exchange(
  { socket, isToProxy }: WebConnection,
  { post }: FetchRequest,
  trail: Trail,
  { timeoutMs, signal }: FetchContext,
): Promise<WebAnswer | NoAnswer> {
  trail.step = 'answer';
  const { url } = trail;
  return waitFor<WebAnswer | NoAnswer>(timeoutMs, { outcome: 'silent', during: 'answer' }, signal, (done) => {
    const path = `${url.pathname}${url.search}`;
    // Without an agent there is no keep-alive, no queue, and no proxy that the environment names.
    const request = httpRequest({
      ...HTTP_OPTIONS,
      method: post === undefined ? 'GET' : 'POST',
      path: isToProxy ? `${url.origin}${path}` : path,
      headers: {
        Host: url.host,
        ...USER_AGENT,
        'Accept-Encoding': 'identity',
        Connection: 'close',
        ...(post && { 'Content-Type': post.contentType, 'Content-Length': post.bytes.length }),
      },
      createConnection: () => socket,
    });
    const fail = (error?: NodeJS.ErrnoException): void => done(failureOf(error?.code ?? '', trail));
    request.on('error', fail);
    // From a response on, that tells how it ends: the end of a connection can be that of a body.
    request.on('close', () => trail.step === 'answer' && fail());
    request.on('socket', () => socket.resume()); // sockets come here paused
    request.on('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      if (status !== DOCUMENT_STATUS) {
        done({ outcome: 'answered', status, headers, bytes: new Uint8Array() });
        return;
      }
      trail.step = 'body';
      readBytes(response, {
        onEnd: (bytes) => done({ outcome: 'answered', status, headers, bytes }),
        onTooLarge: () => done({ outcome: 'too-large', part: 'body' }),
        onError: fail,
      });
    });
    request.end(post?.bytes);
    return () => {
      request.destroy();
      socket.destroy();
    };
  });
}

function readBytes(
  response: IncomingMessage,
  on: {
    readonly onEnd: (bytes: Uint8Array) => void;
    readonly onTooLarge: () => void;
    readonly onError: (error?: NodeJS.ErrnoException) => void;
  },
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > BODY_LIMIT_BYTES) on.onTooLarge();
    else chunks.push(chunk);
  });
  response.on('end', () => on.onEnd(Buffer.concat(chunks)));
  response.on('error', on.onError);
  response.on('close', () => on.onError());
}

/** The codes of Node's HTTP parser begin with HPE; every other is the connection's. */
function failureOf(code: string, { step }: Trail): NoAnswer {
  if (code === 'HPE_HEADER_OVERFLOW') return { outcome: 'too-large', part: 'head' };
  if (code.startsWith('HPE_')) return { outcome: 'malformed', part: 'http' };
  return {
    outcome: 'closed',
    during: step === 'body' ? 'body' : 'answer',
    detail: code === '' ? null : code,
  };
}
