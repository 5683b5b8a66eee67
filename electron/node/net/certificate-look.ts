import type { Socket } from 'node:net';
import { connect } from 'node:tls';
import type { AnchorKind, CertificateFacts, CertificateProblem } from '../../../shared/mail/certificate.ts';
import { certificateProblems } from '../../../shared/mail/certificate-problems.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { checkServerIdentity, pathOf, verifyingOptions } from './tls.ts';
import type { Trust } from './trust.ts';
import { waitFor } from './wait.ts';

/** What a certificate that was rejected says, and what is wrong with it. */
export interface CertificateLook {
  readonly chain: readonly CertificateFacts[];
  readonly anchor: AnchorKind | null;
  readonly problems: readonly CertificateProblem[];
  readonly version: string | null;
}

/**
 * Looks at a certificate that the verifying handshake rejected. It takes a socket of its own, reads the chain and destroys
 * the socket before it returns: nothing that could carry a secret comes out of it.
 *
 * @param now the time to judge validity by
 * @returns null where no handshake came about
 * @throws the signal's reason, when it is aborted
 */
export function lookAtCertificate(
  socket: Socket,
  host: Hostname,
  trust: Trust,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal; readonly now: Date },
): Promise<CertificateLook | null> {
  return waitFor<CertificateLook | null>(options.timeoutMs, null, options.signal, (done) => {
    const tls = connect({ ...verifyingOptions(socket, host, trust), rejectUnauthorized: false });
    tls.once('secureConnect', () => {
      const peer = tls.getPeerCertificate(true);
      const path = pathOf(peer, trust);
      const problems = certificateProblems(path, {
        host,
        now: options.now,
        isNameRight: checkServerIdentity(host, peer) === undefined,
      });
      done({ chain: path.chain, anchor: path.anchor, problems, version: tls.getProtocol() });
    });
    tls.once('error', () => done(null));
    tls.once('close', () => done(null));
    return () => {
      tls.on('error', () => undefined); // nobody listens any more, and nothing depends on this socket
      tls.destroy();
      socket.destroy();
    };
  });
}
