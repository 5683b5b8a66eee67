import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a call's request has to show: who serves, and the secret that only our own page was given. */
export interface Gate {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly token: string;
}

/**
 * Tells whether a request was meant for us: the one Host that our page uses. A page of another site whose name was made
 * to point here (DNS rebinding) sends its own name.
 */
export function isForUs(request: IncomingMessage, gate: Gate): boolean {
  return only(request, 'host') === gate.host;
}

/** The status to refuse a call with before its body is read, or undefined where our own page is calling. */
export function refusalOfCall(request: IncomingMessage, gate: Gate): 401 | 403 | 415 | undefined {
  if (only(request, 'origin') !== `http://${gate.host}`) return 403;
  const site = request.headersDistinct['sec-fetch-site'];
  if (site !== undefined && site.join() !== 'same-origin') return 403;
  if (!hasToken(request, gate.token)) return 401;
  if (only(request, 'content-type') !== 'application/json') return 415;
  return undefined;
}

function hasToken(request: IncomingMessage, token: string): boolean {
  const shown = only(request, 'authorization');
  // Digests have one length, which timingSafeEqual needs and which says nothing about the token's.
  return shown !== undefined && timingSafeEqual(digest(shown), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A header's value where it came exactly once. */
function only(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? values[0] : undefined;
}
