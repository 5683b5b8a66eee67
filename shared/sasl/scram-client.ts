import { encodeBase64 } from './base64.ts';
import { concat, equalInConstantTime, textOf, utf8, xor } from './bytes.ts';
import type { ClientBinding } from './channel-binding.ts';
import type { ClientCredentials, ClientMaker, ClientOptions, SaslOutcome, SaslStep } from './client.ts';
import { BaseClient } from './client-base.ts';
import type { HashName, SaslCrypto } from './crypto.ts';
import { misused, peerFailed } from './failures.ts';
import type { Mechanism } from './mechanisms.ts';
import type { PreparedCredentials } from './prepare.ts';
import { deriveScramKeys } from './scram-keys.ts';
import { escapeName, parseServerFinal, parseServerFirst } from './scram-messages.ts';

const NONCE_BYTES = 18;
// RFC 7677 §4: at least 4096. RFC 5802 §5.1 says the same for SHA-1.
const FEWEST_ITERATIONS = 4096;
const FEWEST_WITH_EXCEPTION = 1000;
// A hostile server could ask for hours of work. Real ones ask for at most a few hundred thousand.
const MOST_ITERATIONS = 2_000_000;

/**
 * SCRAM with and without channel binding (RFC 5802, RFC 7677, RFC 9266). The server's signature is checked; success
 * without it fails, and so does every message that comes too early or too late.
 */
export const scramClient: ClientMaker = (mechanism, credentials, options) =>
  new ScramClient(mechanism, credentials, options);

type Stage = 'first-sent' | 'final-sent' | 'verified';

class ScramClient extends BaseClient {
  readonly #hash: HashName;
  readonly #bindsChannel: boolean;
  readonly #crypto: SaslCrypto;
  readonly #binding: ClientBinding;
  readonly #fewestIterations: number;
  #stage: Stage = 'first-sent';
  #gs2Header = '';
  #nonce = '';
  #clientFirstMessageBare = '';
  #serverSignature: Uint8Array = new Uint8Array();

  constructor(mechanism: Mechanism, credentials: ClientCredentials, options: ClientOptions) {
    super(mechanism, credentials);
    if (mechanism.hash === null) throw new TypeError(`${mechanism.name} has no hash`);
    this.#hash = mechanism.hash;
    this.#bindsChannel = mechanism.bindsChannel;
    this.#crypto = options.crypto;
    this.#binding = options.channelBinding ?? { kind: 'unable' };
    this.#fewestIterations =
      options.acceptsFewIterations === true ? FEWEST_WITH_EXCEPTION : FEWEST_ITERATIONS;
  }

  protected override first({ authcid, authzid }: PreparedCredentials): SaslStep {
    // -PLUS means `p`, and nothing but -PLUS does (RFC 5802 §6).
    if (this.#bindsChannel !== (this.#binding.kind === 'bound')) return misused('binding-missing');
    this.#gs2Header = `${flagOf(this.#binding)},${authzid === '' ? '' : `a=${escapeName(authzid)}`},`;
    this.#nonce = encodeBase64(this.#crypto.randomBytes(NONCE_BYTES));
    this.#clientFirstMessageBare = `n=${escapeName(authcid)},r=${this.#nonce}`;
    return { kind: 'send', bytes: utf8(this.#gs2Header + this.#clientFirstMessageBare) };
  }

  protected override async next(challenge: Uint8Array, { password }: PreparedCredentials): Promise<SaslStep> {
    const message = textOf(challenge);
    if (message === null) return peerFailed('message-malformed');
    if (this.#stage === 'first-sent') return this.#answerServerFirst(message, password);
    return this.#stage === 'final-sent' ? this.#readServerFinal(message) : peerFailed('step-unexpected');
  }

  protected override last(additionalData?: Uint8Array): SaslOutcome {
    // Some protocols carry the server-final-message as additional data of the success (RFC 4422 §3.7).
    if (additionalData !== undefined && this.#stage === 'final-sent') {
      const step = this.#readServerFinal(textOf(additionalData) ?? '');
      if (step.kind === 'failed') return step;
    }
    // RFC 5802 §3: the client authenticates the server by its signature. "OK" without it proves nothing.
    return this.#stage === 'verified' ? { kind: 'done', serverVerified: true } : peerFailed('proof-missing');
  }

  async #answerServerFirst(message: string, password: string): Promise<SaslStep> {
    // RFC 5802 §5.1, §7: `e` is the server's last word. One that MUST fail over the client's first message (§6: `y` where
    // it has channel binding) has no first message of its own before it.
    if (message.startsWith('e=')) return this.#readServerFinal(message);
    const first = parseServerFirst(message);
    if (typeof first === 'string') return peerFailed(first);
    // RFC 5802 §5.1: the client MUST verify that the nonce begins with its own; the server must have added to it.
    if (!first.nonce.startsWith(this.#nonce) || first.nonce.length === this.#nonce.length) {
      return peerFailed('nonce-wrong');
    }
    this.iterationCount = first.iterationCount;
    if (first.iterationCount < this.#fewestIterations) return peerFailed('iterations-too-few');
    if (first.iterationCount > MOST_ITERATIONS) return peerFailed('iterations-too-many');
    this.#stage = 'final-sent';

    const cbindInput = concat(
      utf8(this.#gs2Header),
      this.#binding.kind === 'bound' ? this.#binding.binding.data : new Uint8Array(),
    );
    const withoutProof = `c=${encodeBase64(cbindInput)},r=${first.nonce}`;
    const authMessage = utf8(`${this.#clientFirstMessageBare},${message},${withoutProof}`);
    const hash = this.#hash;
    const keys = await deriveScramKeys(this.#crypto, hash, password, first.salt, first.iterationCount);
    this.#serverSignature = await this.#crypto.hmac(hash, keys.serverKey, authMessage);
    const clientSignature = await this.#crypto.hmac(hash, keys.storedKey, authMessage);
    const clientProof = xor(keys.clientKey, clientSignature);
    return { kind: 'send', bytes: utf8(`${withoutProof},p=${encodeBase64(clientProof)}`) };
  }

  #readServerFinal(message: string): Extract<SaslStep, { kind: 'send' | 'failed' }> {
    const final = parseServerFinal(message);
    if (typeof final === 'string') return peerFailed(final);
    if (final.kind === 'error') {
      return { kind: 'failed', failure: { by: 'peer', reason: 'error-sent', scramError: final.error } };
    }
    if (!equalInConstantTime(final.serverSignature, this.#serverSignature)) return peerFailed('proof-wrong');
    this.#stage = 'verified';
    return { kind: 'send', bytes: new Uint8Array() };
  }
}

function flagOf(binding: ClientBinding): string {
  if (binding.kind === 'bound') return `p=${binding.binding.type}`;
  return binding.kind === 'not-offered' ? 'y' : 'n';
}
