import type { ServerWords, StreamFailure } from './observation.ts';

/** Why a sign-in was not even begun: nothing was sent. */
export type SignInRefusal =
  | 'not-encrypted'
  /** The password itself would go to a server that only an authority of this computer vouches for. */
  | 'certificate-not-public'
  /** Nobody has confirmed that this server is the right one. */
  | 'not-confirmed'
  | 'no-safe-mechanism'
  | 'mechanism-not-offered'
  | 'password-unusable'
  | 'username-unusable'
  | 'stopped-after-other';

/** Why a sign-in that was begun came to no end that can be trusted. */
export type SignInFailure =
  | StreamFailure
  | 'server-proof-missing'
  | 'server-proof-wrong'
  | 'server-nonce-wrong'
  | 'server-iterations-too-few'
  | 'server-iterations-too-many'
  | 'server-message-malformed'
  | 'server-step-unexpected';

/** One attempt to sign in, without any byte that was sent for it. */
export interface SignInFacts {
  readonly kind: 'sign-in';
  /** The mechanism that was used, or that a person asked for in vain; null where there is none. */
  readonly mechanism: string | null;
  readonly channelBinding: string | null;
  /** True where the mechanism hands the password itself to the server. */
  readonly sendsSecret: boolean;
  readonly outcome: 'accepted' | 'rejected' | 'refused-by-us' | 'failed';
  /** True only where the server proved that it knows the password; null where the mechanism cannot prove it. */
  readonly serverVerified: boolean | null;
  readonly refusal: SignInRefusal | null;
  readonly failure: SignInFailure | null;
  /** SCRAM's `e=` value, where the server sent one (RFC 5802 §7). */
  readonly scramError: string | null;
  /** SCRAM's iteration count, where it came that far. */
  readonly iterationCount: number | null;
  readonly words: ServerWords | null;
}
