import type { SaslBegin, SaslReceived } from '../../../../shared/wire/sasl-answer.ts';
import type { Account } from './accounts.ts';
import type { MailBehaviour } from './behaviour.ts';
import type { ServerConnection } from './server-connection.ts';

/** What a server says of itself on this connection, at this moment. */
export interface Offer {
  readonly hostname: string;
  readonly mechanisms: readonly string[];
  /** True where STARTTLS can be asked for now. */
  readonly hasStarttls: boolean;
  /** True where LOGIN and the like are refused (IMAP LOGINDISABLED). */
  readonly hasLoginDisabled: boolean;
}

/** A command of a client that has not signed in. `tag` is IMAP's; the other protocols have none and leave it empty. */
export type Command = { readonly tag: string } & (
  | { readonly kind: 'capabilities' }
  | { readonly kind: 'starttls' }
  | { readonly kind: 'authenticate'; readonly begin: SaslBegin }
  /** The protocol's own sign-in: IMAP LOGIN (RFC 9051 §6.2.3), POP3 USER and PASS (RFC 1939 §7). */
  | { readonly kind: 'password'; readonly authcid: string; readonly password: string }
  | { readonly kind: 'noop' }
  | { readonly kind: 'quit' }
  /** Known, but only after sign-in. */
  | { readonly kind: 'later' }
  /** Not known, or not well formed. */
  | { readonly kind: 'unknown' }
);

/** The commands that say nothing but what they are. */
export type BareKind = Exclude<Command['kind'], 'authenticate' | 'password' | 'unknown'>;

/** Why a command is not carried out before sign-in. */
export type Answer =
  | 'wrong-credentials'
  | 'unknown-mechanism'
  | 'cancelled'
  | 'malformed'
  | 'needs-encryption'
  | 'needs-sign-in'
  | 'unknown-command'
  | 'starttls-not-now'
  | 'starttls-refused'
  | 'capabilities-refused'
  /** To sign in; the connection is ended behind it. */
  | 'too-many-tries';

/** What somebody who has signed in is served with. */
export interface SessionAround {
  readonly behaviour: MailBehaviour;
  readonly deliver: Deliver;
  readonly hostname: string;
  /** The time of day, for what arrives. */
  readonly date: () => Date;
}

/** How one protocol says what all of them say before sign-in, and what it does after it. No state of its own. */
export interface Dialect {
  /** The next command; null where the client is gone, `malformed` where nothing can follow (a line that never ends). */
  read(connection: ServerConnection): Promise<Command | null | 'malformed'>;
  /** All lines of the greeting, as they are sent first and, for ManageSieve, again in TLS (RFC 5804 §2.2). */
  greeting(offer: Offer): readonly string[];
  /** True where the greeting comes again after STARTTLS. */
  readonly greetsAgain: boolean;
  /** IMAP alone: the greeting of somebody who is signed in already (RFC 9051 §7.1.4). */
  readonly preauthenticated: string | null;
  /** A server that has no place for one more connection. */
  readonly turnsAway: string;
  /** All lines of the answer to CAPABILITY, EHLO, CAPA. */
  capabilities(offer: Offer, tag: string): readonly string[];
  /** "Begin TLS now". */
  agree(tag: string): string;
  challenge(bytes: Uint8Array): string;
  /** The client's line within an exchange; null where the client is gone. */
  readResponse(connection: ServerConnection): Promise<SaslReceived | null>;
  /** True where success carries the mechanism's last data (RFC 5804 §1.3); elsewhere it is one more challenge. */
  readonly carriesAdditionalData: boolean;
  accept(tag: string, additionalData: Uint8Array | null): string;
  /** @param words a `Refusal`'s words, or those of `answers` */
  reject(tag: string, words: string): string;
  readonly answers: Readonly<Record<Answer, string>>;
  /** NOOP, and whatever else needs no more than an OK. */
  ok(tag: string): string;
  /** The lines before the connection is ended on QUIT or LOGOUT. */
  bye(tag: string): readonly string[];
  /** Serves somebody who has signed in, until they leave or are gone. Ends the connection itself. */
  session(connection: ServerConnection, account: Account, around: SessionAround): Promise<void>;
}

/**
 * Takes a mail for one address of the practice domain.
 *
 * @returns false where nobody here has this address
 */
export type Deliver = (recipient: string, messageBytes: Uint8Array) => boolean;
