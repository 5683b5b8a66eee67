import { encodeBase64 } from './base64.ts';
import { concat, equalInConstantTime, textOf, utf8, xor } from './bytes.ts';
import type { Credentials, PeerFailure, SaslClient, SaslOutcome, SaslStep } from './client.ts';
import type { HashName, SaslCrypto } from './crypto.ts';
import type { Mechanism } from './mechanisms.ts';
import { prepare } from './prepare.ts';
import { escapeName, parseServerFinal, parseServerFirst } from './scram-messages.ts';

const NONCE_BYTES = 18;
// RFC 7677 §4: at least 4096. RFC 5802 §5.1 says the same for SHA-1.
const FEWEST_ITERATIONS = 4096;
// A hostile server could ask for hours of work. Real ones ask for at most a few hundred thousand.
const MOST_ITERATIONS = 2_000_000;
// No channel binding: the client has none to offer yet, so "n" and never "y" (RFC 5802 §6).
const GS2_HEADER = 'n,,';

/** SCRAM without channel binding (RFC 5802, RFC 7677). The server's signature is checked; success without it fails. */
export function scramClient(mechanism: Mechanism, credentials: Credentials, crypto: SaslCrypto): SaslClient {
  return new ScramClient(mechanism, credentials, crypto);
}

type State = 'new' | 'first-sent' | 'final-sent' | 'verified' | 'failed';

class ScramClient implements SaslClient {
  iterationCount: number | null = null;
  readonly #hash: HashName;
  readonly #credentials: Credentials;
  readonly #crypto: SaslCrypto;
  #state: State = 'new';
  #nonce = '';
  #clientFirstMessageBare = '';
  #serverSignature = new Uint8Array();

  constructor({ hash }: Mechanism, credentials: Credentials, crypto: SaslCrypto) {
    if (hash === null) throw new TypeError('a SCRAM mechanism needs a hash');
    this.#hash = hash;
    this.#credentials = credentials;
    this.#crypto = crypto;
  }

  async start(): Promise<SaslStep> {
    const prepared = prepare(this.#credentials);
    if ('by' in prepared) return { kind: 'failed', failure: prepared };
    this.#nonce = encodeBase64(this.#crypto.randomBytes(NONCE_BYTES));
    this.#clientFirstMessageBare = `n=${escapeName(prepared.authcid)},r=${this.#nonce}`;
    this.#state = 'first-sent';
    return { kind: 'send', bytes: utf8(GS2_HEADER + this.#clientFirstMessageBare) };
  }

  async respond(challenge: Uint8Array): Promise<SaslStep> {
    const message = textOf(challenge);
    if (message === null) return this.#fail('message-malformed');
    if (this.#state === 'first-sent') return this.#answerServerFirst(message);
    if (this.#state === 'final-sent') return this.#readServerFinal(message);
    return this.#fail('step-unexpected');
  }

  async conclude(additionalData?: Uint8Array): Promise<SaslOutcome> {
    // Some protocols carry the server-final-message as additional data of the success (RFC 4422 §3.7).
    if (additionalData !== undefined && this.#state === 'final-sent') {
      const message = textOf(additionalData);
      if (message === null) return this.#fail('message-malformed');
      const step = this.#readServerFinal(message);
      if (step.kind === 'failed') return step;
    }
    if (this.#state === 'verified') return { kind: 'done', serverVerified: true };
    if (this.#state === 'failed') return this.#fail('step-unexpected');
    // RFC 5802 §3: the client authenticates the server by its signature. "OK" without it proves nothing.
    return this.#fail('proof-missing');
  }

  async #answerServerFirst(message: string): Promise<SaslStep> {
    const first = parseServerFirst(message);
    if (typeof first === 'string') return this.#fail(first);
    // RFC 5802 §5.1: the client MUST verify that the nonce begins with its own; the server must have added to it.
    if (!first.nonce.startsWith(this.#nonce) || first.nonce.length === this.#nonce.length) {
      return this.#fail('nonce-wrong');
    }
    this.iterationCount = first.iterationCount;
    if (first.iterationCount < FEWEST_ITERATIONS) return this.#fail('iterations-too-few');
    if (first.iterationCount > MOST_ITERATIONS) return this.#fail('iterations-too-many');
    this.#state = 'final-sent';

    const clientFinalMessageWithoutProof = `c=${encodeBase64(utf8(GS2_HEADER))},r=${first.nonce}`;
    const authMessage = utf8(`${this.#clientFirstMessageBare},${message},${clientFinalMessageWithoutProof}`);
    const clientProof = await this.#prove(authMessage, first.salt, first.iterationCount);
    return { kind: 'send', bytes: utf8(`${clientFinalMessageWithoutProof},p=${encodeBase64(clientProof)}`) };
  }

  /** The client's proof, and, kept for later, the signature that the server owes (RFC 5802 §3). */
  async #prove(authMessage: Uint8Array, salt: Uint8Array, iterationCount: number): Promise<Uint8Array> {
    const hmac = async (key: Uint8Array, data: Uint8Array): Promise<Uint8Array> =>
      this.#crypto.hmac(this.#hash, key, data);
    const password = utf8(this.#credentials.password.normalize('NFC'));
    const saltedPassword = await this.#crypto.pbkdf2(this.#hash, password, salt, iterationCount);
    const clientKey = await hmac(saltedPassword, utf8('Client Key'));
    const storedKey = await this.#crypto.hash(this.#hash, clientKey);
    const serverKey = await hmac(saltedPassword, utf8('Server Key'));
    this.#serverSignature = concat(await hmac(serverKey, authMessage)) as Uint8Array<ArrayBuffer>;
    return xor(clientKey, await hmac(storedKey, authMessage));
  }

  #readServerFinal(message: string): SaslStep & { kind: 'send' | 'failed' } {
    const final = parseServerFinal(message);
    if (typeof final === 'string') return this.#fail(final);
    if (final.kind === 'error') {
      this.#state = 'failed';
      return {
        kind: 'failed',
        failure: { by: 'peer', reason: 'error-sent', scramError: final.error },
      };
    }
    if (!equalInConstantTime(final.signature, this.#serverSignature)) return this.#fail('proof-wrong');
    this.#state = 'verified';
    return { kind: 'send', bytes: new Uint8Array() };
  }

  #fail(reason: PeerFailure): { kind: 'failed'; failure: { by: 'peer'; reason: PeerFailure } } {
    this.#state = 'failed';
    return { kind: 'failed', failure: { by: 'peer', reason } };
  }
}
