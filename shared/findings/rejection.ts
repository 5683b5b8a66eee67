import type { ServerWords } from '../mail/observation.ts';

/** What a server's "no" to a sign-in means. */
export type Rejection = 'credentials' | 'unavailable' | 'between' | 'other';

// RFC 5530 §3, RFC 9051 §7.1.
const BY_RESPONSE_CODE: Readonly<Record<string, Rejection>> = {
  AUTHENTICATIONFAILED: 'credentials',
  UNAVAILABLE: 'unavailable',
  INUSE: 'unavailable',
  SERVERBUG: 'unavailable',
  LIMIT: 'unavailable',
  AUTHORIZATIONFAILED: 'other',
  EXPIRED: 'other',
  PRIVACYREQUIRED: 'other',
  CONTACTADMIN: 'other',
  NOPERM: 'other',
  CANNOT: 'other',
  CLIENTBUG: 'other',
};

// RFC 5802 §7: what says that name or proof are wrong.
const CREDENTIAL_ERRORS = new Set(['invalid-proof', 'unknown-user', 'other-error']);

// RFC 5802 §6, §7: what is wrong with the exchange itself. Said before name and password are judged.
const EXCHANGE_ERRORS: Readonly<Record<string, Rejection>> = {
  'channel-bindings-dont-match': 'between',
  'server-does-support-channel-binding': 'other',
  'channel-binding-not-supported': 'other',
  'unsupported-channel-binding-type': 'other',
  'extensions-not-supported': 'other',
  'invalid-encoding': 'other',
};

/**
 * Tells a wrong password from a server in trouble and from everything else, by codes and never by English text. An IMAP
 * NO without any code means the name or the password as a rule: that is all that old servers say.
 */
export function rejectionOf(words: ServerWords | null, scramError: string | null): Rejection {
  // The protocol ends a failed exchange with the code that a wrong password has, too: SCRAM's own word is more exact.
  const ofExchange = EXCHANGE_ERRORS[scramError ?? ''];
  if (ofExchange !== undefined) return ofExchange;
  if (words?.responseCode !== undefined) return BY_RESPONSE_CODE[words.responseCode] ?? 'other';
  if (words?.replyCode !== undefined) return byReplyCode(words.replyCode);
  if (words?.condition === 'BYE') return 'unavailable';
  if (words?.condition === 'BAD') return 'other';
  return scramError === null || CREDENTIAL_ERRORS.has(scramError) ? 'credentials' : 'other';
}

/** RFC 4954 §6: 535 is a wrong name or password; 4yz is for now only (RFC 5321 §4.2.1). */
function byReplyCode(replyCode: number): Rejection {
  if (replyCode === 535) return 'credentials';
  return replyCode < 500 ? 'unavailable' : 'other';
}
