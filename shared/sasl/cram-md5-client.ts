import { utf8 } from './bytes.ts';
import type { ClientMaker, SaslOutcome, SaslStep } from './client.ts';
import { BaseClient } from './client-base.ts';
import type { SaslCrypto } from './crypto.ts';
import { peerFailed } from './failures.ts';
import { hex } from './hex.ts';
import type { Mechanism } from './mechanisms.ts';
import type { ClientCredentials } from './client.ts';
import type { PreparedCredentials } from './prepare.ts';

/** CRAM-MD5 (RFC 2195): the server sends a challenge, the client its name and HMAC-MD5 of it in hex. */
export const cramMd5Client: ClientMaker = (mechanism, credentials, { crypto }) =>
  new CramMd5Client(mechanism, credentials, crypto);

class CramMd5Client extends BaseClient {
  readonly #crypto: SaslCrypto;
  #hasAnswered = false;

  constructor(mechanism: Mechanism, credentials: ClientCredentials, crypto: SaslCrypto) {
    super(mechanism, credentials);
    this.#crypto = crypto;
  }

  protected override first(): SaslStep {
    return { kind: 'wait' };
  }

  protected override async next(
    challenge: Uint8Array,
    { authcid, password }: PreparedCredentials,
  ): Promise<SaslStep> {
    // RFC 2195 §2: the challenge is never empty; one answer belongs to it.
    if (this.#hasAnswered || challenge.length === 0) return peerFailed('step-unexpected');
    this.#hasAnswered = true;
    const digest = await this.#crypto.hmac('MD5', utf8(password), challenge);
    return { kind: 'send', bytes: utf8(`${authcid} ${hex(digest)}`) };
  }

  protected override last(): SaslOutcome {
    return this.#hasAnswered ? { kind: 'done', serverVerified: null } : peerFailed('step-unexpected');
  }
}
