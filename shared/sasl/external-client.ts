import { utf8 } from './bytes.ts';
import type { ClientMaker, SaslStep } from './client.ts';
import { BaseClient } from './client-base.ts';
import type { PreparedCredentials } from './prepare.ts';

/**
 * EXTERNAL (RFC 4422 appendix A): the TLS handshake has shown a key already; the message is the identity to act as, and
 * empty as a rule. Empty is a message: protocols write it in their own way.
 */
export const externalClient: ClientMaker = (mechanism, credentials) =>
  new ExternalClient(mechanism, credentials);

class ExternalClient extends BaseClient {
  protected override first({ authzid }: PreparedCredentials): SaslStep {
    return { kind: 'send', bytes: utf8(authzid) };
  }
}
