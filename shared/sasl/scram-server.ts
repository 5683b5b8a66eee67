import { encodeBase64 } from './base64.ts';
import { concat, equalInConstantTime, textOf, utf8 } from './bytes.ts';
import type { ChannelBinding } from './channel-binding.ts';
import type { HashName, SaslCrypto } from './crypto.ts';
import { misused, peerFailed, type PeerFailure, type ScramError } from './failures.ts';
import type { ScramStoredKeys } from './identity.ts';
import type { Mechanism } from './mechanisms.ts';
import { parseClientFinal, parseClientFirst, type ClientFirst } from './scram-messages.ts';
import type { ServerMaker, ServerOptions, ServerStep } from './server.ts';
import { BaseServer } from './server-base.ts';

const NONCE_BYTES = 18;

/**
 * SCRAM, server side (RFC 5802 §5): checks flag, binding and nonce itself, and hands the proof on. A stripped list of
 * mechanisms shows as `y` on a server that offers -PLUS, and fails (§6).
 */
export const scramServer: ServerMaker = (mechanism, options) => new ScramServer(mechanism, options);

class ScramServer extends BaseServer {
  readonly #hash: HashName;
  readonly #bindsChannel: boolean;
  readonly #crypto: SaslCrypto;
  readonly #bindings: readonly ChannelBinding[];
  readonly #offersChannelBinding: boolean;
  #first: ClientFirst | null = null;
  #serverFirstMessage: string | null = null;
  #nonce = '';

  constructor(mechanism: Mechanism, options: ServerOptions) {
    super();
    if (mechanism.hash === null) throw new TypeError(`${mechanism.name} has no hash`);
    this.#hash = mechanism.hash;
    this.#bindsChannel = mechanism.bindsChannel;
    this.#crypto = options.crypto;
    this.#bindings = options.channelBindings ?? [];
    this.#offersChannelBinding = options.offersChannelBinding ?? mechanism.bindsChannel;
  }

  protected override next(response: Uint8Array): ServerStep {
    const message = textOf(response);
    if (message === null) return withError('message-malformed', 'invalid-encoding');
    if (this.#first === null) return this.#readClientFirst(message);
    return this.#serverFirstMessage === null
      ? misused('identity-missing')
      : this.#readClientFinal(message, this.#first, this.#serverFirstMessage);
  }

  protected override identified({ salt, iterationCount }: ScramStoredKeys): ServerStep {
    if (this.#first === null || this.#serverFirstMessage !== null) return misused('already-over');
    this.#nonce = this.#first.nonce + encodeBase64(this.#crypto.randomBytes(NONCE_BYTES));
    this.#serverFirstMessage = `r=${this.#nonce},s=${encodeBase64(salt)},i=${iterationCount}`;
    return { kind: 'challenge', bytes: utf8(this.#serverFirstMessage) };
  }

  #readClientFirst(message: string): ServerStep {
    const first = parseClientFirst(message);
    if (first === 'extension-unknown') return withError(first, 'extensions-not-supported');
    if (typeof first === 'string') return withError(first, 'other-error');
    const refusal = this.#refusalOf(first.gs2CbindFlag);
    if (refusal !== null) return refusal;
    this.#first = first;
    return { kind: 'identify', authcid: first.authcid, hash: this.#hash };
  }

  /** RFC 5802 §6: `p` belongs to -PLUS and -PLUS to `p`; `y` on a server that offers -PLUS is a stripped list. */
  #refusalOf(flag: ClientFirst['gs2CbindFlag']): ServerStep | null {
    if (flag.kind === 'p' && !this.#bindsChannel) {
      return withError('channel-binding-unsupported', 'channel-binding-not-supported');
    }
    if (flag.kind === 'p' && !this.#bindings.some(({ type }) => type === flag.type)) {
      return withError('channel-binding-unsupported', 'unsupported-channel-binding-type');
    }
    if (flag.kind === 'y' && this.#offersChannelBinding) {
      return withError('channel-binding-wrong', 'server-does-support-channel-binding');
    }
    return flag.kind !== 'p' && this.#bindsChannel ? withError('message-malformed', 'other-error') : null;
  }

  #readClientFinal(message: string, first: ClientFirst, serverFirstMessage: string): ServerStep {
    const final = parseClientFinal(message);
    if (typeof final === 'string') return withError(final, 'other-error');
    if (final.nonce !== this.#nonce) return withError('nonce-wrong', 'other-error');
    if (!equalInConstantTime(final.cbindInput, this.#expectedBinding(first))) {
      return withError('channel-binding-wrong', 'channel-bindings-dont-match');
    }
    const { clientFirstMessageBare, authcid, authzid } = first;
    const authMessage = utf8(
      `${clientFirstMessageBare},${serverFirstMessage},${final.clientFinalMessageWithoutProof}`,
    );
    return {
      kind: 'credentials',
      credentials: {
        kind: 'scram',
        authcid,
        authzid,
        hash: this.#hash,
        authMessage,
        clientProof: final.clientProof,
      },
    };
  }

  #expectedBinding({ gs2Header, gs2CbindFlag: flag }: ClientFirst): Uint8Array {
    const binding = this.#bindings.find(({ type }) => flag.kind === 'p' && type === flag.type);
    return concat(utf8(gs2Header), binding?.data ?? new Uint8Array());
  }
}

/** RFC 5802 §5.1: the server may say what is wrong in a server-final-message before it fails the exchange. */
function withError(reason: PeerFailure, error: ScramError): ServerStep {
  return { ...peerFailed(reason), bytes: utf8(`e=${error}`) };
}
