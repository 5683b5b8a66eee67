import type { Socket } from 'node:net';
import {
  checkServerIdentity as checkNames,
  connect,
  type ConnectionOptions,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import { isIpAddress, type Hostname } from '../../../shared/mail/hostname.ts';
import type { TlsFacts } from '../../../shared/mail/observation.ts';
import { chainFacts } from './certificate-facts.ts';
import { tlsOutcomeOf } from './tls-codes.ts';
import type { Trust } from './trust.ts';
import { waitFor } from './wait.ts';

/** TLS with a verified certificate, or the facts of how it failed; the socket is closed in that case. */
export type TlsResult =
  | { readonly outcome: 'established'; readonly socket: TLSSocket; readonly facts: TlsFacts }
  | { readonly outcome: 'failed'; readonly facts: TlsFacts };

/**
 * The options of every handshake that may be followed by a secret. `rejectUnauthorized` stands here in so many words,
 * because without them the environment variable NODE_TLS_REJECT_UNAUTHORIZED would decide.
 */
export function verifyingOptions(socket: Socket, host: Hostname, trust: Trust): ConnectionOptions {
  return {
    socket,
    host,
    // RFC 6066 §3: an address is never sent as server name.
    ...(isIpAddress(host) ? {} : { servername: host }),
    secureContext: trust,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    checkServerIdentity,
  };
}

/**
 * A TLS handshake on a connected socket.
 *
 * @throws the signal's reason, when it is aborted; the socket is gone then
 */
export function startTls(
  socket: Socket,
  host: Hostname,
  trust: Trust,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<TlsResult> {
  return waitFor<TlsResult>(timeoutMs, failed('silent', null), signal, (done) => {
    let isTaken = false;
    const tls = connect(verifyingOptions(socket, host, trust));
    tls.once('secureConnect', () => {
      isTaken = true;
      tls.pause();
      done({ outcome: 'established', socket: tls, facts: establishedFacts(tls) });
    });
    tls.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? 'UNKNOWN';
      done(failed(tlsOutcomeOf(code), code));
    });
    tls.once('close', () => done(failed('closed', null)));
    return () => {
      if (!isTaken) tls.destroy();
      if (!isTaken) socket.destroy();
    };
  });
}

/**
 * Checks the reference identity against subjectAltName only (RFC 9525 §6.3). Node would fall back to the common name of
 * a certificate that has none.
 */
export function checkServerIdentity(host: string, certificate: PeerCertificate): Error | undefined {
  if (certificate.subjectaltname !== undefined) return checkNames(host, certificate);
  const error: NodeJS.ErrnoException = new Error('the certificate has no subjectAltName');
  error.code = 'ERR_TLS_CERT_ALTNAME_INVALID';
  return error;
}

function establishedFacts(tls: TLSSocket): TlsFacts {
  return {
    kind: 'tls-handshake',
    outcome: 'established',
    version: tls.getProtocol(),
    cipher: tls.getCipher().standardName,
    chain: chainFacts(tls.getPeerCertificate(true)),
    certificateProblems: [],
    detail: null,
  };
}

function failed(outcome: Exclude<TlsFacts['outcome'], 'established'>, detail: string | null): TlsResult {
  const facts: TlsFacts = {
    kind: 'tls-handshake',
    outcome,
    version: null,
    cipher: null,
    chain: [],
    certificateProblems: [],
    detail,
  };
  return { outcome: 'failed', facts };
}
