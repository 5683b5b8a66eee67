import type { ClientMaker, SaslStep } from './client.ts';
import { BaseClient } from './client-base.ts';

/** ANONYMOUS (RFC 4505) without trace information: nobody is told who did not sign in. */
export const anonymousClient: ClientMaker = (mechanism, credentials) =>
  new AnonymousClient(mechanism, credentials);

class AnonymousClient extends BaseClient {
  protected override first(): SaslStep {
    return { kind: 'send', bytes: new Uint8Array() };
  }
}
