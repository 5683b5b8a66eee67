import type { SendingStep } from '../../../../../shared/mail/mail-works.ts';

/** A known kind of server's "no" to a mail, in its own words. */
interface MailRefusal {
  /** The command that it is the answer to; `content` is the end of the mail. */
  readonly at: SendingStep;
  /** The whole reply, whose lines are joined by CRLF; `{address}`, `{user}` and `{host}` stand for what is known by then. */
  readonly words: string;
}

/** Why a mail can be refused. As of November 2026. */
export type MailRefusalName =
  | 'address-refused'
  | 'throttled'
  | 'over-quota'
  | 'unknown-recipient'
  | 'too-large'
  | 'too-large-in-words'
  | 'listed'
  | 'banned-address'
  | 'unauthenticated'
  | 'spf-failed'
  | 'not-signed-in'
  | 'no-relay';

const REFUSALS: Readonly<Record<MailRefusalName, MailRefusal>> = {
  // Postfix: reject_sender_login_mismatch
  'address-refused': {
    at: 'sender',
    words: '553 5.7.1 <{address}>: Sender address rejected: not owned by user {user}',
  },
  throttled: { at: 'sender', words: '421 4.7.0 {host} Too many messages, slow down' },
  'over-quota': { at: 'recipient', words: '452 4.2.2 <{address}>: The mailbox is over quota' },
  // Postfix
  'unknown-recipient': {
    at: 'recipient',
    words: '550 5.1.1 <{address}>: Recipient address rejected: User unknown in local recipient table',
  },
  // Postfix
  'too-large': { at: 'content', words: '552 5.3.4 Error: message file too big' },
  // Exim, which sends no enhanced codes
  'too-large-in-words': { at: 'content', words: '552 Message size exceeds maximum permitted' },
  // Postfix: reject_rbl_client
  listed: {
    at: 'recipient',
    words:
      '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.7',
  },
  // Microsoft 365
  'banned-address': {
    at: 'recipient',
    words: '550 5.7.606 Access denied, banned sending IP [192.0.2.7]',
  },
  // Google
  unauthenticated: {
    at: 'content',
    words: [
      '550-5.7.26 Your email has been blocked because the sender is unauthenticated.',
      '550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.',
      '550 5.7.26  Authentication results: DKIM = did not pass, SPF = did not pass',
    ].join('\r\n'),
  },
  // Postfix with a policy service for SPF (RFC 7372 §3.2)
  'spf-failed': {
    at: 'recipient',
    words:
      '550 5.7.23 <{address}>: Recipient address rejected: Message rejected due to: SPF fail - not authorized',
  },
  // Exchange and Microsoft 365
  'not-signed-in': { at: 'sender', words: '530 5.7.57 Client not authenticated to send mail.' },
  // Postfix: reject_unauth_destination
  'no-relay': { at: 'recipient', words: '554 5.7.1 <{address}>: Relay access denied' },
};

/** What stands in the words of a refusal. */
export type RefusalValues = Readonly<Record<'address' | 'user' | 'host', string>>;

/**
 * The reply to a step of a mail that is refused for this reason.
 *
 * @param name of the reason, or anything else that a server does with mails
 * @returns null where this reason is not told at this step, or is none
 */
export function mailRefusalAt(step: SendingStep, name: string, values: RefusalValues): string | null {
  const refusal = Object.entries(REFUSALS).find(([one, { at }]) => one === name && at === step)?.[1];
  if (refusal === undefined) return null;
  // The names in the pattern are the keys of the values.
  return refusal.words.replace(/\{(address|user|host)\}/g, (_, key: keyof RefusalValues) => values[key]);
}
