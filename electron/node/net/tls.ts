import type { Socket } from 'node:net';
import {
  checkServerIdentity as checkNames,
  connect,
  type ConnectionOptions,
  type DetailedPeerCertificate,
  type EphemeralKeyInfo,
  type PeerCertificate,
  type TLSSocket,
} from 'node:tls';
import type { CertificatePath } from '../../../shared/mail/certificate.ts';
import { weaknessesOf } from '../../../shared/mail/certificate-problems.ts';
import { isIpAddress, type Hostname } from '../../../shared/mail/hostname.ts';
import type { TlsFacts } from '../../../shared/mail/observation.ts';
import { certificatesOf } from './certificate-facts.ts';
import { followPath } from './certificate-path.ts';
import { CODES_OF_OURS, tlsOutcomeOf } from './tls-codes.ts';
import type { Trust } from './trust.ts';
import { waitFor } from './wait.ts';

/** TLS with a verified certificate, or the facts of how it failed; the socket is closed in that case. */
export type TlsResult =
  | { readonly outcome: 'established'; readonly socket: TLSSocket; readonly facts: TlsFacts }
  | { readonly outcome: 'failed'; readonly facts: TlsFacts };

/**
 * The options of every handshake that may be followed by a secret. `rejectUnauthorized` stands here in so many words,
 * because without them the environment variable NODE_TLS_REJECT_UNAUTHORIZED would decide.
 *
 * @param onPath gets the path of the chain that was verified
 */
export function verifyingOptions(
  socket: Socket,
  host: Hostname,
  trust: Trust,
  onPath: (path: CertificatePath) => void = () => undefined,
): ConnectionOptions {
  return {
    socket,
    host,
    // RFC 6066 §3: an address is never sent as server name.
    ...(isIpAddress(host) ? {} : { servername: host }),
    secureContext: trust.context,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    // Called when the chain is verified, before anybody hears of the connection; with an error the socket is never
    // `authorized`. Node calls it with all of the chain, whatever its type says.
    checkServerIdentity: (name, certificate) => {
      const path = pathOf(certificate, trust);
      onPath(path);
      return checkServerIdentity(name, certificate) ?? checkStrength(path);
    },
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
    // To ask for the chain once more takes longer than everything else here.
    let path: CertificatePath | undefined;
    const tls = connect(verifyingOptions(socket, host, trust, (verified) => (path = verified)));
    tls.once('secureConnect', () => {
      isTaken = true;
      tls.pause();
      done({ outcome: 'established', socket: tls, facts: establishedFacts(tls, trust, path) });
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
  return errorWith('ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate has no subjectAltName');
}

/** The chain that a peer showed, with whom it ends at. */
export function pathOf(
  peer: Partial<DetailedPeerCertificate> | PeerCertificate,
  trust: Trust,
): CertificatePath {
  return followPath(certificatesOf(peer), trust.anchors);
}

/** What Mozilla's root programme forbids is rejected in every runtime, though some TLS libraries take it. */
function checkStrength(path: CertificatePath): Error | undefined {
  const [weakness] = weaknessesOf(path);
  if (weakness === undefined) return undefined;
  const code = weakness.kind === 'weak-key' ? CODES_OF_OURS.weakKey : CODES_OF_OURS.weakSignature;
  return errorWith(code, 'the chain has a link that could be forged');
}

function errorWith(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/**
 * What is told of a handshake that succeeded.
 *
 * @param path of its chain, where that is known already
 */
export function establishedFacts(
  tls: TLSSocket,
  trust: Trust,
  path: CertificatePath = pathOf(tls.getPeerCertificate(true), trust),
): TlsFacts {
  const { chain, anchor } = path;
  return {
    kind: 'tls-handshake',
    outcome: 'established',
    version: tls.getProtocol(),
    cipher: tls.getCipher().standardName,
    keyExchange: keyExchangeOf(tls),
    alpn: tls.alpnProtocol === false || tls.alpnProtocol === null ? null : tls.alpnProtocol,
    chain,
    anchor,
    certificateProblems: [],
    ...(trust.limitedTo === undefined ? {} : { limitedTo: trust.limitedTo }),
    detail: null,
  };
}

/** The group: `X25519`, or `DH 2048`. Electron's TLS library does not tell, and gives an empty object. */
function keyExchangeOf(tls: TLSSocket): string | null {
  const info: Partial<EphemeralKeyInfo> | null = tls.getEphemeralKeyInfo();
  if (info?.name !== undefined) return info.name;
  return info?.type === undefined ? null : `${info.type} ${info.size ?? '?'}`;
}

/** What is told of one that did not. */
export function failed(
  outcome: Exclude<TlsFacts['outcome'], 'established'>,
  detail: string | null,
): TlsResult {
  const facts: TlsFacts = {
    kind: 'tls-handshake',
    outcome,
    version: null,
    cipher: null,
    keyExchange: null,
    alpn: null,
    chain: [],
    anchor: null,
    certificateProblems: [],
    detail,
  };
  return { outcome: 'failed', facts };
}
