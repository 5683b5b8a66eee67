import { connect } from 'node:tls';
import type { RecognisedService } from '../../../shared/mail/observation.ts';
import { recogniseService } from '../../../shared/wire/recognise.ts';
import { verifyingOptions } from '../net/tls.ts';
import { waitFor } from '../net/wait.ts';
import type { Spot } from '../run-log.ts';
import { reachAgain, type LookContext } from './context.ts';

// Servers that speak in the clear speak first and soon; this look is only there to name what was seen.
const PATIENCE_MS = 2_000;

/** Reads the first bytes of a port in the clear, without sending any. Null where it says nothing. */
export async function firstBytesOf(spot: Spot, context: LookContext): Promise<RecognisedService | null> {
  const socket = await reachAgain(spot, context);
  if (socket === null) return null;
  const patienceMs = Math.min(PATIENCE_MS, context.deadlines.greetingMs);
  const bytes = await waitFor<Uint8Array>(patienceMs, new Uint8Array(), context.signal, (done) => {
    socket.once('data', done);
    socket.once('close', () => done(new Uint8Array()));
    socket.resume();
    return () => socket.destroy();
  });
  return recogniseService(bytes, spot.endpoint.host);
}

/**
 * Tells whether a port answers a TLS handshake, whatever its certificate. The socket is destroyed before this returns:
 * nothing that could carry a secret comes out of it.
 */
export async function speaksTls(spot: Spot, context: LookContext): Promise<boolean> {
  const socket = await reachAgain(spot, context);
  if (socket === null) return false;
  return waitFor<boolean>(context.deadlines.tlsMs, false, context.signal, (done) => {
    const tls = connect({
      ...verifyingOptions(socket, spot.endpoint.host, context.trust),
      rejectUnauthorized: false,
    });
    tls.once('secureConnect', () => done(true));
    tls.once('error', () => done(false));
    tls.once('close', () => done(false));
    return () => {
      tls.on('error', () => undefined); // nobody listens any more, and nothing depends on this socket
      tls.destroy();
      socket.destroy();
    };
  });
}
