/**
 * What is wrong with an exchange, and who caused it: the peer, the person who signs in, or nobody but the code that
 * drives it (`ours`), which is misuse and a bug.
 */
export type SaslFailure =
  | { readonly by: 'peer'; readonly reason: PeerFailure; readonly scramError?: ScramError }
  | { readonly by: 'user'; readonly reason: UserFailure }
  | { readonly by: 'ours'; readonly reason: OwnFailure };

/** What a peer can do wrong. */
export type PeerFailure =
  | 'message-malformed'
  | 'nonce-wrong'
  | 'iterations-too-few'
  | 'iterations-too-many'
  | 'extension-unknown'
  | 'proof-missing'
  | 'proof-wrong'
  | 'channel-binding-wrong'
  | 'channel-binding-unsupported'
  | 'error-sent'
  | 'step-unexpected'
  | 'cancelled';

/** What is wrong with a name, a password or a token, before anything was sent. */
export type UserFailure = `${'authcid' | 'authzid' | 'password' | 'token'}-unusable`;

/** What was asked of a step machine that it cannot do. */
export type OwnFailure = 'used-twice' | 'already-over' | 'identity-missing' | 'binding-missing';

/** The server-error-values of SCRAM (RFC 5802 §7); every other value is an extension and counts as `other-error`. */
export type ScramError = (typeof SCRAM_ERRORS)[number];

/** All of them. */
export const SCRAM_ERRORS = [
  'invalid-encoding',
  'extensions-not-supported',
  'invalid-proof',
  'channel-bindings-dont-match',
  'server-does-support-channel-binding',
  'channel-binding-not-supported',
  'unsupported-channel-binding-type',
  'unknown-user',
  'invalid-username-encoding',
  'no-resources',
  'other-error',
] as const;

/** A failure that the peer caused. */
export function peerFailed(reason: PeerFailure): {
  readonly kind: 'failed';
  readonly failure: { readonly by: 'peer'; readonly reason: PeerFailure };
} {
  return { kind: 'failed', failure: { by: 'peer', reason } };
}

/** A failure of whoever drives the exchange. */
export function misused(reason: OwnFailure): {
  readonly kind: 'failed';
  readonly failure: { readonly by: 'ours'; readonly reason: OwnFailure };
} {
  return { kind: 'failed', failure: { by: 'ours', reason } };
}
