import type { Endpoint } from './endpoint.ts';

/** Why a mechanism that the server offers, or that we know, is not used: the reasons of `shared/sasl/choose.ts`. */
export type LeftOutReason =
  | 'not-offered'
  | 'not-supported'
  | 'not-asked-for'
  | 'not-allowed'
  | 'needs-encryption'
  | 'hands-over-secret'
  | 'needs-channel-binding'
  | 'needs-key'
  | 'needs-password'
  | 'needs-token'
  | 'weaker-than-chosen';

/** What a server learns by a sign-in: a proof that the password is known, or the key; or the password or token itself, inside verified TLS. */
export type ServerLearns = 'proof' | 'key-proof' | 'password' | 'token';

/** What will be done at one endpoint, said before it is done. */
export interface PlannedSignIn {
  readonly endpoint: Endpoint;
  /** The user name that will be sent, masked. */
  readonly username: string;
  /** SASL name, as on the wire. */
  readonly mechanism: string;
  /** What the sign-in is bound to the TLS channel with (RFC 9266, RFC 5929), or null. */
  readonly channelBinding: string | null;
  readonly serverLearns: ServerLearns;
  /** Whether the server has to prove that it knows the password, too. */
  readonly serverProves: boolean;
  /**
   * The registrable domain that a person has to confirm before anything secret goes there, because nobody who can be trusted
   * names this server, or because it is of another domain than the address; null where nothing has to be confirmed.
   */
  readonly toConfirm: string | null;
  /**
   * The stronger mechanism that this server offered at an earlier run and does not offer now: a person has to agree before
   * anything secret goes there all the same. Null where there is none.
   */
  readonly strongerBefore: string | null;
  /** Sign-ins that this run still makes there. Some servers lock accounts after few wrong passwords. */
  readonly triesLeft: number;
  readonly leftOut: readonly { readonly mechanism: string; readonly reason: LeftOutReason }[];
}

/** The endpoints, user name and mechanisms for incoming and outgoing mail. */
export interface Plan {
  readonly incoming: PlannedSignIn | null;
  readonly outgoing: PlannedSignIn | null;
}
