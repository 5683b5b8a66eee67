import type {
  CapabilitiesFacts,
  GreetingFacts,
  ServerWords,
  StreamFailure,
} from '../../../shared/mail/observation.ts';
import type { ExchangeAnswer, WrittenResponse } from '../../../shared/wire/sasl-answer.ts';
import type { Software } from '../../../shared/wire/software.ts';
import type { LineConnection } from '../net/line-connection.ts';
import type { VerifiedConnection } from '../net/verified-connection.ts';
import type { Deadlines } from '../net/deadlines.ts';

/** What a server said first, with its capabilities where the greeting already has them (IMAP, ManageSieve). */
export interface Greeting {
  readonly facts: GreetingFacts;
  readonly capabilities: readonly string[] | null;
}

/** What a list of capabilities says, whatever command brought it. */
export type CapabilityList = Pick<CapabilitiesFacts, 'outcome' | 'capabilities' | 'mechanisms' | 'words'>;

/** The list, and what the server says that it is, where it was asked beside (IMAP's ID). */
export interface CapabilityAnswer extends CapabilityList {
  readonly id?: Software;
}

/** The answer to the command that asks for TLS. */
export interface StarttlsAnswer {
  readonly outcome: 'agreed' | 'refused' | StreamFailure;
  readonly words: ServerWords | null;
}

/** The command that begins a sign-in. */
export interface SignInCommand {
  readonly command: string;
  /** What follows it on the same line; null where there is nothing, or where the server or its length forbids it. */
  readonly initialResponse: WrittenResponse | null;
}

/** Sends a name and a password, which have no control characters, and reads the answer. */
export type OwnSignIn = (
  connection: VerifiedConnection,
  who: { readonly username: string; readonly password: string },
  deadlines: Deadlines,
) => Promise<ExchangeAnswer>;

/**
 * How one protocol says what all of them say before and during sign-in. It belongs to one connection, and keeps no more of
 * it than the protocol itself does: a counter for tags, or that the server speaks next.
 */
export interface Talk {
  greeting(connection: LineConnection, deadlines: Deadlines): Promise<Greeting>;
  /** Asks for the capabilities; or hears them, where the server says them by itself after STARTTLS (ManageSieve). */
  capabilities(connection: LineConnection, deadlines: Deadlines): Promise<CapabilityAnswer>;
  /** The mechanisms in a capability list. */
  mechanisms(capabilities: readonly string[]): readonly string[];
  offersStarttls(capabilities: readonly string[]): boolean;
  /** Asks for TLS and reads the one answer. Whatever comes after that answer is not read. */
  starttls(connection: LineConnection, deadlines: Deadlines): Promise<StarttlsAnswer>;
  /** @param initialResponse of the mechanism; null where it has none */
  authenticate(
    mechanism: string,
    initialResponse: Uint8Array | null,
    capabilities: readonly string[],
  ): SignInCommand;
  /**
   * The protocol's own sign-in with a name and a password, for a server that lists no mechanism at all (IMAP LOGIN, POP3 USER
   * and PASS); null where LOGIN is a mechanism of SASL there, or nothing.
   */
  ownSignIn(capabilities: readonly string[]): OwnSignIn | null;
  /** A response to a challenge, as this protocol writes it. */
  response(bytes: Uint8Array): WrittenResponse;
  /** Gives the exchange up in place of a response (RFC 4422 §3.5). */
  readonly cancel: string;
  /** Reads the next answer of an exchange. */
  exchange(connection: LineConnection, deadlines: Deadlines): Promise<ExchangeAnswer>;
  /** The polite end: sent, its answer not waited for. */
  readonly goodbye: string;
}
