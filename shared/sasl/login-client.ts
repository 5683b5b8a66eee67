import { utf8 } from './bytes.ts';
import type { ClientMaker, SaslOutcome, SaslStep } from './client.ts';
import { BaseClient } from './client-base.ts';
import { peerFailed } from './failures.ts';
import type { PreparedCredentials } from './prepare.ts';

/**
 * LOGIN (draft-murchison-sasl-login): the name to the first challenge, the password to the second, whatever they say:
 * servers word them differently, and the draft tells clients not to look.
 */
export const loginClient: ClientMaker = (mechanism, credentials) => new LoginClient(mechanism, credentials);

class LoginClient extends BaseClient {
  #answers = 0;

  protected override first(): SaslStep {
    return { kind: 'wait' };
  }

  protected override next(_challenge: Uint8Array, { authcid, password }: PreparedCredentials): SaslStep {
    const text = [authcid, password][this.#answers++];
    return text === undefined ? peerFailed('step-unexpected') : { kind: 'send', bytes: utf8(text) };
  }

  protected override last(): SaslOutcome {
    return this.#answers === 2 ? { kind: 'done', serverVerified: null } : peerFailed('step-unexpected');
  }
}
