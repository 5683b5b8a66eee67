import type { KeyFacts } from './certificate.ts';
import type { ServerWords, StreamFailure } from './observation.ts';

type KeyKind = KeyFacts['kind'];

/** Why a sign-in was not even begun: nothing was sent. */
export type SignInRefusal =
  | 'not-encrypted'
  /** The password itself would go to a server that only an authority of this computer vouches for. */
  | 'certificate-not-public'
  /** Nobody has confirmed that this server is the right one. */
  | 'not-confirmed'
  /** Nobody has agreed to less than what the server offered before. */
  | 'weaker-than-before'
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
  | 'server-step-unexpected'
  /** The server did not ask for the key in the TLS handshake, or for none of this kind. It was not shown. */
  | 'key-not-asked'
  /** The server turned the key down inside TLS (RFC 8446 §6.2). */
  | 'key-refused'
  /** The key was shown, and nothing came of it: no EXTERNAL, and nobody is signed in. */
  | 'key-without-effect';

/** The key of a device that a sign-in was tried with. Nothing of it is secret. */
export interface UsedKey {
  /** SHA-256 of the SubjectPublicKeyInfo, hex: what helpdesks compare with the keys that are registered. */
  readonly spkiFingerprint: string;
  readonly kind: KeyKind;
  /** Of the key; null where it cannot be told, absent in reports of earlier versions. */
  readonly bits?: number | null;
  /** ISO 8601; null where the certificate's date cannot be read. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** By the clock of this computer. Some servers look at the key alone, and not at the dates around it. */
  readonly validity: 'valid' | 'expired' | 'not-yet-valid';
  /** Whether it was shown in the handshake: to a server that asked for one, whose own certificate was verified. */
  readonly isShown: boolean;
  /** The server's alert against it, by its name in RFC 8446 §6.2: `unknown_ca`. */
  readonly alert: string | null;
  /** Whether the person has revoked it; absent where it is not known: only keys that are kept here can be. */
  readonly isRevoked?: boolean;
}

/** The bearer token that a sign-in was tried with, without any byte of it. */
export interface UsedToken {
  /** What the token says of itself, where it is one that does (RFC 7519 §4.1.4); by the clock of this computer. */
  readonly isExpired: boolean | null;
  /** `status` in the server's error document (RFC 7628 §3.2.2): `invalid_token`. */
  readonly errorStatus: string | null;
  /** The error document, as the server wrote it: its words, made safe to show and cut. */
  readonly text: string | null;
}

/** One attempt to sign in, without any byte that was sent for it. */
export interface SignInFacts {
  readonly kind: 'sign-in';
  /**
   * The mechanism that was used, or that a person asked for in vain; null where there is none. Accepted without one: the
   * key in the TLS handshake was enough (PREAUTH, or submission without AUTH).
   */
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
  /** Absent where it was not tried with a key. */
  readonly key?: UsedKey;
  /** Absent where it was not tried with a token. */
  readonly token?: UsedToken;
}
