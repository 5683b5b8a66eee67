import { textOf, utf8 } from './bytes.ts';
import type { SaslCrypto } from './crypto.ts';
import { peerFailed } from './failures.ts';
import { hex } from './hex.ts';
import type { ServerMaker, ServerStep } from './server.ts';
import { BaseServer } from './server-base.ts';

const RANDOM_BYTES = 16;
const ANSWER = /^(?<authcid>.+) (?<digest>[0-9a-f]{32})$/is;

/** CRAM-MD5 (RFC 2195 §2): a challenge that never comes twice, answered with a name and 32 hex digits. */
export const cramMd5Server: ServerMaker = (_, { crypto, hostname = 'localhost' }) =>
  new CramMd5Server(crypto, hostname);

class CramMd5Server extends BaseServer {
  readonly #challenge: Uint8Array;
  #hasChallenged = false;

  constructor(crypto: SaslCrypto, hostname: string) {
    super();
    // RFC 2195 asks for random digits and a time stamp; what it needs them for is that no challenge comes twice.
    this.#challenge = utf8(`<${hex(crypto.randomBytes(RANDOM_BYTES))}@${hostname}>`);
  }

  protected override opening(): ServerStep {
    this.#hasChallenged = true;
    return { kind: 'challenge', bytes: this.#challenge };
  }

  protected override next(response: Uint8Array): ServerStep {
    // An initial response has nothing to answer to.
    if (!this.#hasChallenged) return peerFailed('step-unexpected');
    const { authcid, digest } = ANSWER.exec(textOf(response) ?? '')?.groups ?? {};
    if (authcid === undefined || digest === undefined) return peerFailed('message-malformed');
    return {
      kind: 'credentials',
      credentials: {
        kind: 'cram-md5',
        authcid,
        authzid: '',
        challenge: this.#challenge,
        digest: digest.toLowerCase(),
      },
    };
  }
}
