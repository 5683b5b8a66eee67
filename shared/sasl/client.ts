import { anonymousClient } from './anonymous-client.ts';
import { bearerClient } from './bearer-client.ts';
import type { ClientBinding } from './channel-binding.ts';
import { cramMd5Client } from './cram-md5-client.ts';
import type { SaslCrypto } from './crypto.ts';
import { externalClient } from './external-client.ts';
import type { SaslFailure } from './failures.ts';
import { loginClient } from './login-client.ts';
import type { Mechanism, MechanismFamily } from './mechanisms.ts';
import { plainClient } from './plain-client.ts';
import { scramClient } from './scram-client.ts';

/** What a client signs in with. Text as it was typed; the mechanism prepares it. */
export interface ClientCredentials {
  /** Authentication identity: whose password, token or key this is (RFC 4422 §2). */
  readonly authcid: string;
  /** Identity to act as; left out, the server derives it from the authcid. */
  readonly authzid?: string;
  readonly password?: string;
  /** A bearer token (RFC 6750) for the mechanisms that take one. */
  readonly token?: string;
}

/** What a client is made with, beside its credentials. */
export interface ClientOptions {
  readonly crypto: SaslCrypto;
  /** What is said about channel binding; `unable` where it is left out. */
  readonly channelBinding?: ClientBinding;
  /**
   * Takes SCRAM iteration counts from 1000 up instead of from 4096 (RFC 7677 §4), for old servers, where a person
   * decided so.
   */
  readonly acceptsFewIterations?: boolean;
}

/** What a client does next. Bytes are raw: base64 and framing belong to the protocol. */
export type SaslStep =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  /** There is nothing to send before the server's first challenge. Absent is not empty (RFC 4422 §3). */
  | { readonly kind: 'wait' }
  | { readonly kind: 'failed'; readonly failure: SaslFailure };

/** What the client makes of the server's success. */
export type SaslOutcome =
  | {
      readonly kind: 'done';
      /** True where the server proved that it knows the password; null where the mechanism cannot prove it. */
      readonly serverVerified: true | null;
    }
  | { readonly kind: 'failed'; readonly failure: SaslFailure };

/** Something that a finding may want to say. */
export type SaslNote = 'authcid-changed-by-preparation' | 'password-changed-by-preparation';

/**
 * The client side of one exchange: bytes in, step out. It keeps its own state, does no I/O, never throws for anything
 * that a peer or a person did, and serves once.
 *
 * Call `start` first and send its bytes as the initial response where the protocol allows one; otherwise wait for the
 * server's empty challenge and send them then. Call `respond` for every further challenge. When the protocol reports
 * success, call `conclude`: only its answer tells whether the server proved what the mechanism owes. When the protocol
 * reports a failure, the exchange is over, and nothing has to be called.
 */
export interface SaslClient {
  start(): Promise<SaslStep>;
  respond(challenge: Uint8Array): Promise<SaslStep>;
  /** @param additionalData what came with the success (RFC 4422 §3.7), where anything did */
  conclude(additionalData?: Uint8Array): Promise<SaslOutcome>;
  /** The iteration count that the server asked for, once it is known; null for mechanisms that have none. */
  readonly iterationCount: number | null;
  /** The server's own error document (the JSON of RFC 7628 §3.2.2), raw, where it sent one. */
  readonly peerError: string | null;
  /** Complete once `start` has answered. */
  readonly notes: readonly SaslNote[];
}

/** Makes the client of one family. */
export type ClientMaker = (
  mechanism: Mechanism,
  credentials: ClientCredentials,
  options: ClientOptions,
) => SaslClient;

const CLIENTS: Readonly<Record<MechanismFamily, ClientMaker>> = {
  external: externalClient,
  scram: scramClient,
  oauthbearer: bearerClient,
  xoauth2: bearerClient,
  'cram-md5': cramMd5Client,
  plain: plainClient,
  login: loginClient,
  anonymous: anonymousClient,
};

/**
 * A client for a mechanism of the table. It checks the credentials in `start`, before it gives a byte.
 *
 * @throws {TypeError} for a mechanism that is known by name only
 */
export function saslClient(
  mechanism: Mechanism,
  credentials: ClientCredentials,
  options: ClientOptions,
): SaslClient {
  if (mechanism.family === null) throw new TypeError(`${mechanism.name} is known by name only`);
  return CLIENTS[mechanism.family](mechanism, credentials, options);
}
