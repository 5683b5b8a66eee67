import { textOf, utf8 } from './bytes.ts';
import { peerFailed } from './failures.ts';
import type { ServerMaker, ServerStep } from './server.ts';
import { BaseServer } from './server-base.ts';

/** LOGIN (draft-murchison-sasl-login): asks for the name, then for the password; a name may come as initial response. */
export const loginServer: ServerMaker = () => new LoginServer();

class LoginServer extends BaseServer {
  #authcid: string | null = null;

  protected override opening(): ServerStep {
    // The draft's own words; old clients look at them.
    return { kind: 'challenge', bytes: utf8('User Name\0') };
  }

  protected override next(response: Uint8Array): ServerStep {
    const text = textOf(response);
    if (text === null || text === '' || text.includes('\0')) return peerFailed('message-malformed');
    if (this.#authcid !== null) {
      return {
        kind: 'credentials',
        credentials: { kind: 'password', authcid: this.#authcid, authzid: '', password: text },
      };
    }
    this.#authcid = text;
    return { kind: 'challenge', bytes: utf8('Password\0') };
  }
}
