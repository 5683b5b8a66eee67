import { textOf } from './bytes.ts';
import { peerFailed } from './failures.ts';
import type { ServerMaker, ServerStep } from './server.ts';
import { BaseServer } from './server-base.ts';

const LONGEST_TRACE = 255;

/** ANONYMOUS (RFC 4505): refused, unless the options let it in. */
export const anonymousServer: ServerMaker = (_, { allowsAnonymous = false }) =>
  new AnonymousServer(allowsAnonymous);

class AnonymousServer extends BaseServer {
  readonly #isAllowed: boolean;

  constructor(isAllowed: boolean) {
    super();
    this.#isAllowed = isAllowed;
  }

  protected override next(response: Uint8Array): ServerStep {
    if (!this.#isAllowed) return peerFailed('step-unexpected');
    const trace = textOf(response);
    if (trace === null || [...trace].length > LONGEST_TRACE) return peerFailed('message-malformed');
    return { kind: 'credentials', credentials: { kind: 'anonymous', authcid: '', authzid: '', trace } };
  }
}
