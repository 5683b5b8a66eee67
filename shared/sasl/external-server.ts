import { textOf } from './bytes.ts';
import { peerFailed } from './failures.ts';
import type { ServerMaker, ServerStep } from './server.ts';
import { BaseServer } from './server-base.ts';

/** EXTERNAL (RFC 4422 appendix A): the key of the TLS handshake, and perhaps the identity to act as. */
export const externalServer: ServerMaker = (_, { clientKey = null }) => new ExternalServer(clientKey);

class ExternalServer extends BaseServer {
  readonly #clientKey: string | null;

  constructor(clientKey: string | null) {
    super();
    this.#clientKey = clientKey;
  }

  protected override next(response: Uint8Array): ServerStep {
    const authzid = textOf(response);
    if (authzid === null || authzid.includes('\0')) return peerFailed('message-malformed');
    // Offered only where a certificate was asked for; a client that showed none has no key to be known by.
    if (this.#clientKey === null) return peerFailed('proof-missing');
    return {
      kind: 'credentials',
      credentials: { kind: 'external', authcid: '', authzid, clientKey: this.#clientKey },
    };
  }
}
