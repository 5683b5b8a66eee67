import { utf8 } from './bytes.ts';
import type { ClientMaker, SaslStep } from './client.ts';
import { BaseClient } from './client-base.ts';
import type { PreparedCredentials } from './prepare.ts';

/**
 * PLAIN (RFC 4616): `[authzid] NUL authcid NUL password`. The server learns the password, so the caller must have
 * verified TLS; nothing in here can know that. A challenge behind it is a fault of the server (§2: a single message).
 */
export const plainClient: ClientMaker = (mechanism, credentials) => new PlainClient(mechanism, credentials);

class PlainClient extends BaseClient {
  protected override first({ authzid, authcid, password }: PreparedCredentials): SaslStep {
    return { kind: 'send', bytes: utf8(`${authzid}\0${authcid}\0${password}`) };
  }
}
