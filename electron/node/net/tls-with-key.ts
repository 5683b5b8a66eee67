import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import type { DeviceKey } from '../keys/device-key.ts';
import { HandshakeGate } from './handshake-gate.ts';
import { establishedFacts, failed, verifyingOptions, type TlsResult } from './tls.ts';
import { CODES_OF_OURS, isAboutOwnCertificate, KEY_KIND_NOT_TAKEN, tlsOutcomeOf } from './tls-codes.ts';
import type { Trust } from './trust.ts';
import { waitFor } from './wait.ts';

/** A key for one handshake, and what has to be known of the server before. */
export interface KeyToShow {
  readonly key: DeviceKey;
  /**
   * SHA-256 (hex) of the certificate that this server was verified with in this run, without a key. In TLS 1.2 the key is
   * shown to this certificate alone, because there it has to go out before the handshake is over. Null where there was
   * none, and then to nobody.
   */
  readonly verifiedBefore: string | null;
}

/**
 * A TLS handshake on a connected socket that shows the key of a device, if the server asks for one, and never before its
 * own certificate is verified (promise 1). Facts that are established say whether it was shown.
 *
 * In TLS 1.3 the chain is verified as always, and only then the client's flight is let through. In TLS 1.2 the server has
 * to hold the key of the certificate that was verified a moment before, on a connection without ours; then the chain is
 * verified once more. Known gap: a server that asks for a certificate in TLS 1.2 and refuses everybody without one was
 * verified by nobody before, and is not shown any.
 *
 * @throws the signal's reason, when it is aborted; the socket is gone then
 */
export function startTlsWithKey(
  socket: Socket,
  host: Hostname,
  trust: Trust,
  { key, verifiedBefore }: KeyToShow,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<TlsResult> {
  return waitFor<TlsResult>(timeoutMs, failed('silent', null), signal, (done) => {
    let isTaken = false;
    const gate = new HandshakeGate(socket);
    const tls = connect({
      ...verifyingOptions(socket, host, trust),
      socket: gate,
      secureContext: key.contextFor(trust),
    });
    const shown = (): 'shown' | 'not-asked' => (gate.hasShownCertificate ? 'shown' : 'not-asked');
    gate.whenHeld(() => {
      if (tls.getProtocol() === 'TLSv1.3') return; // it waits for `secureConnect`
      if (verifiedBefore !== null && fingerprintOf(tls.getPeerCertificate()) === verifiedBefore) gate.open();
      else done(withKey(failed('certificate-rejected', CODES_OF_OURS.changed), 'not-asked'));
    });
    tls.once('secureConnect', () => {
      tls.pause();
      const facts = establishedFacts(tls, trust);
      gate.whenFlown(() => {
        isTaken = true;
        done(withKey({ outcome: 'established', socket: tls, facts }, shown()));
      });
      gate.open();
    });
    tls.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? 'UNKNOWN';
      const isAboutKey =
        code === KEY_KIND_NOT_TAKEN || (gate.hasShownCertificate && isAboutOwnCertificate(code));
      const outcome = isAboutKey ? 'client-certificate-required' : tlsOutcomeOf(code);
      done(withKey(failed(outcome, code), shown()));
    });
    tls.once('close', () => done(withKey(failed('closed', null), shown())));
    return () => {
      if (isTaken) return;
      tls.destroy();
      gate.destroy();
    };
  });
}

function withKey(result: TlsResult, clientCertificate: 'shown' | 'not-asked'): TlsResult {
  return { ...result, facts: { ...result.facts, clientCertificate } };
}

/** Where there is no certificate, Node gives an empty object. */
function fingerprintOf({ raw }: Partial<PeerCertificate>): string | null {
  return raw === undefined ? null : createHash('sha256').update(raw).digest('hex');
}
