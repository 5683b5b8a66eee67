import type { ScramError } from '../../../../shared/sasl/failures.ts';
import type { PracticeProtocol } from '../protocols.ts';
import type { Refusal } from './refusal.ts';
import type { MailRefusalName } from './submission/mail-refusals.ts';

/** Where a connection can break: just before the server does its part of this step. */
export type Step = 'tls' | 'greeting' | 'capabilities' | 'starttls' | 'sign-in' | 'proof';

/** How it breaks. */
export type Break = 'reset' | 'closed' | 'silent';

/** What the mail doors do; the discovery side and the certificates have their own. */
export interface MailBehaviour {
  /** False: nothing listens on the mail ports. */
  readonly isListening: boolean;
  readonly breaks: { readonly at: Step; readonly how: Break } | null;
  /** Sends one byte a second. */
  readonly drips: boolean;
  /** The first words of something that is no mail server, or of another one; null where it is itself. */
  readonly impostor: Impostor | null;
  readonly tls: 'usual' | 'at-most-1.2' | 'too-old' | 'no-common-cipher' | 'wants-certificate' | 'swapped';
  readonly starttls:
    'usual' | 'not-offered' | 'refused' | 'garbage' | 'silent' | 'closed' | 'extra-bytes' | 'not-done';
  readonly greeting: 'usual' | 'preauthenticated' | 'turns-away';
  readonly capabilities:
    'usual' | 'refused' | 'endless-line' | 'endless-lines' | 'huge-literal' | 'nested' | 'binary';
  /** What is advertised inside TLS; its order is the server's. */
  readonly mechanisms: readonly string[];
  /** What is advertised before TLS on STARTTLS doors. */
  readonly mechanismsBeforeTls: readonly string[];
  /** What is advertised on STARTTLS doors inside TLS, where it is not `mechanisms`. */
  readonly mechanismsAfterStarttls: readonly string[] | null;
  /** IMAP: LOGINDISABLED inside TLS (RFC 9051 §6.2.3). */
  readonly hasLoginDisabled: boolean;
  /** True: somebody on the way took the -PLUS mechanisms out of the list; the server has them. */
  readonly isPlusStripped: boolean;
  readonly scram: ScramFault | null;
  /** True: it offers -PLUS over TLS 1.3, too, and knows the channel binding of TLS 1.2 only. */
  readonly isBindingOld: boolean;
  /** True: this server, or somebody before it, is bound to another TLS connection than the client is. */
  readonly isBoundElsewhere: boolean;
  /** Says no to credentials that are right. */
  readonly refusal: Refusal | null;
  /**
   * What a registered key in the TLS handshake does: lets EXTERNAL in, signs in at once (PREAUTH, IMAP only), or lets its
   * owner send without AUTH (submission only); or keys are not asked for.
   */
  readonly clientKey: 'external' | 'preauth' | 'enough-to-send' | 'not-asked';
  /** Which user names are known: both forms, or only the part before the @. */
  readonly usernames: 'both' | 'local-part';
  readonly mailbox: 'usual' | 'over-quota' | 'broken' | 'not-connected' | 'unsafe-login';
  readonly sending: 'usual' | 'never-arrives' | MailRefusalName;
}

/** Whose first words are heard instead. */
export type Impostor = PracticeProtocol | 'http' | 'ssh' | 'captive-portal';

/** What a SCRAM server does wrong. */
export type ScramFault =
  | 'nonce-not-ours'
  | 'nonce-not-longer'
  | 'iterations-too-few'
  | 'iterations-too-many'
  | 'iterations-no-number'
  | 'mandatory-extension'
  | 'salt-no-base64'
  | 'signature-missing'
  | 'signature-wrong'
  | 'success-too-early'
  | 'challenge-too-many'
  | 'challenge-no-base64'
  /** `e=` with one of RFC 5802's values, in place of the signature. */
  | `error-${ScramError}`;

const USUAL_MECHANISMS: readonly string[] = [
  'SCRAM-SHA-256-PLUS',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1',
  'CRAM-MD5',
  'PLAIN',
  'LOGIN',
];

/** Mail doors that are well. */
export const USUAL_MAIL: MailBehaviour = {
  isListening: true,
  breaks: null,
  drips: false,
  impostor: null,
  tls: 'usual',
  starttls: 'usual',
  greeting: 'usual',
  capabilities: 'usual',
  mechanisms: USUAL_MECHANISMS,
  mechanismsBeforeTls: [],
  mechanismsAfterStarttls: null,
  hasLoginDisabled: false,
  isPlusStripped: false,
  scram: null,
  isBindingOld: false,
  isBoundElsewhere: false,
  refusal: null,
  clientKey: 'external',
  usernames: 'both',
  mailbox: 'usual',
  sending: 'usual',
};
