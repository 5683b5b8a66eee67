import { cramMd5Client } from './cram-md5-client.ts';
import type { SaslCrypto } from './crypto.ts';
import type { Mechanism, MechanismFamily } from './mechanisms.ts';
import { plainClient } from './plain-client.ts';
import { scramClient } from './scram-client.ts';

/** What a client signs in with. Text as it was typed; the mechanism prepares it. */
export interface Credentials {
  /** Authentication identity: whose password this is (RFC 4422 §2). */
  readonly authcid: string;
  readonly password: string;
}

/** What is wrong, and who caused it: the peer, the person who signs in, or the code that drives the exchange. */
export type SaslFailure =
  | { readonly by: 'peer'; readonly reason: PeerFailure; readonly scramError?: string }
  | { readonly by: 'user'; readonly reason: UserFailure };

/** What a server can do wrong. */
export type PeerFailure =
  | 'message-malformed'
  | 'nonce-wrong'
  | 'iterations-too-few'
  | 'iterations-too-many'
  | 'extension-unknown'
  | 'proof-missing'
  | 'proof-wrong'
  | 'error-sent'
  | 'step-unexpected';

/** What is wrong with a name or a password, before anything was sent. */
export type UserFailure = 'authcid-unusable' | 'password-unusable';

/** What a client does next. Bytes are raw: base64 and framing belong to the protocol. */
export type SaslStep =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  /** The mechanism is client-first by name only: there is nothing to send yet. Absent is not empty (RFC 4422 §3). */
  | { readonly kind: 'wait' }
  | { readonly kind: 'failed'; readonly failure: SaslFailure };

/** What the client makes of the server's success. */
export type SaslOutcome =
  | { readonly kind: 'done'; readonly serverVerified: boolean | null }
  | { readonly kind: 'failed'; readonly failure: SaslFailure };

/**
 * The client side of one exchange: bytes in, step out. It keeps its own state, does no I/O, and serves once.
 *
 * Call `start` first and send its bytes as the initial response where the protocol allows one; otherwise wait for the
 * server's empty challenge and send them then. Call `respond` for every further challenge. When the protocol reports
 * success, call `conclude`: only its answer tells whether the server proved what the mechanism owes.
 */
export interface SaslClient {
  start(): Promise<SaslStep>;
  respond(challenge: Uint8Array): Promise<SaslStep>;
  conclude(additionalData?: Uint8Array): Promise<SaslOutcome>;
  /** The iteration count that the server asked for, once it is known; null for mechanisms that have none. */
  readonly iterationCount: number | null;
}

type ClientMaker = (mechanism: Mechanism, credentials: Credentials, crypto: SaslCrypto) => SaslClient;

const CLIENTS: Readonly<Record<MechanismFamily, ClientMaker>> = {
  scram: scramClient,
  'cram-md5': cramMd5Client,
  plain: plainClient,
};

/** A client for a mechanism of the table. It checks the credentials in `start`, before it gives a byte. */
export function saslClient(mechanism: Mechanism, credentials: Credentials, crypto: SaslCrypto): SaslClient {
  return CLIENTS[mechanism.family](mechanism, credentials, crypto);
}
