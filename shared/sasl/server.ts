import { anonymousServer } from './anonymous-server.ts';
import { bearerServer } from './bearer-server.ts';
import type { ChannelBinding } from './channel-binding.ts';
import { cramMd5Server } from './cram-md5-server.ts';
import type { Credentials } from './credentials.ts';
import type { HashName, SaslCrypto } from './crypto.ts';
import { externalServer } from './external-server.ts';
import type { SaslFailure } from './failures.ts';
import type { ScramStoredKeys } from './identity.ts';
import { loginServer } from './login-server.ts';
import type { Mechanism, MechanismFamily } from './mechanisms.ts';
import { plainServer } from './plain-server.ts';
import { scramServer } from './scram-server.ts';

/** What a server is made with. */
export interface ServerOptions {
  readonly crypto: SaslCrypto;
  /** What this connection can be bound with; empty where it cannot. */
  readonly channelBindings?: readonly ChannelBinding[];
  /** True where the server advertises a -PLUS mechanism on this connection: a `y` is then a stripped list. */
  readonly offersChannelBinding?: boolean;
  /** spkiFingerprint of the key that the client proved in the TLS handshake, for EXTERNAL; null where it showed none. */
  readonly clientKey?: string | null;
  /** Lets ANONYMOUS in. Refused by default. */
  readonly allowsAnonymous?: boolean;
  /** Stands in CRAM-MD5's challenge (RFC 2195 §2). */
  readonly hostname?: string;
}

/** What a server does next. Bytes are raw: base64 and framing belong to the protocol. */
export type ServerStep =
  | { readonly kind: 'challenge'; readonly bytes: Uint8Array }
  /** SCRAM has a name and needs its stored keys to go on: call `identify`, for unknown names too. */
  | { readonly kind: 'identify'; readonly authcid: string; readonly hash: HashName }
  /** All has arrived: verify it against an identity (`verify`), and send what that gives. */
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  /** @param bytes the mechanism's own last message, to be sent before the protocol's failure, where it has one */
  | { readonly kind: 'failed'; readonly failure: SaslFailure; readonly bytes?: Uint8Array };

/**
 * The server side of one exchange: bytes in, step out. It keeps its own state, does no I/O, knows no accounts, never
 * throws for anything that a peer did, and serves once.
 */
export interface SaslServer {
  /** @param initialResponse undefined where the client sent none, which is not the same as an empty one */
  start(initialResponse?: Uint8Array): Promise<ServerStep>;
  respond(response: Uint8Array): Promise<ServerStep>;
  /** Answers the step `identify`. */
  identify(keys: ScramStoredKeys): Promise<ServerStep>;
}

/** Makes the server of one family. */
export type ServerMaker = (mechanism: Mechanism, options: ServerOptions) => SaslServer;

const SERVERS: Readonly<Record<MechanismFamily, ServerMaker>> = {
  external: externalServer,
  scram: scramServer,
  oauthbearer: bearerServer,
  xoauth2: bearerServer,
  'cram-md5': cramMd5Server,
  plain: plainServer,
  login: loginServer,
  anonymous: anonymousServer,
};

/**
 * A server for a mechanism of the table.
 *
 * @throws {TypeError} for a mechanism that is known by name only
 */
export function saslServer(mechanism: Mechanism, options: ServerOptions): SaslServer {
  if (mechanism.family === null) throw new TypeError(`${mechanism.name} is known by name only`);
  return SERVERS[mechanism.family](mechanism, options);
}
