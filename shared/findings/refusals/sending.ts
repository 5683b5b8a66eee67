import type { ServerWords } from '../../mail/observation.ts';
import type { Confidence } from '../finding.ts';

/** The findings that a server's answer to a mail can tell by itself. */
export type SendingCode =
  | 'sending_address_not_allowed'
  | 'sending_blocked_by_list'
  | 'sending_recipient_full'
  | 'sending_recipient_unknown'
  | 'sending_sender_unverified'
  | 'sending_sign_in_missing'
  | 'sending_throttled'
  | 'sending_too_large';

/** How servers refuse a mail for one reason. */
export interface SendingRow {
  readonly code: SendingCode;
  /**
   * Replies with the enhanced code that tells the reason (RFC 3463, RFC 7372, and the providers' own), as they stand on the
   * wire; another reply code in front of the same enhanced one means the same.
   */
  readonly replies: readonly string[];
  /** Texts in lower case, all of one in the same answer, where the codes say nothing but no. */
  readonly says: readonly (readonly string[])[];
}

/**
 * The reasons for which servers refuse mails of those who have signed in, or have not. Where the words of several are in one
 * answer, the first counts: who names a list also tells where to read on, and that page may have any name. As of November 2026.
 */
export const SENDING_ROWS: readonly SendingRow[] = [
  {
    code: 'sending_blocked_by_list',
    // Microsoft's own; everybody else says 5.7.1, and the list in words.
    replies: ['550 5.7.511', '550 5.7.606', '550 5.7.708'],
    says: [
      ['blocked using'], // Postfix: reject_rbl_client, and Exchange
      ['spamhaus.org'],
      ['spamcop.net'],
      ['barracudacentral.org'],
      ['sorbs.net'],
      ['banned sending ip'],
      ['on our block list'], // Outlook.com
      ['is on a block list'],
      ['is on a blocklist'],
      ['is listed in rbl'],
      ['is listed in dnsbl'],
      ['ip address is black listed'], // GMX and WEB.DE
      ['is blacklisted'],
      ['is blocklisted'],
      ["sending mta's poor reputation"], // Cisco
      ['reputation of the sending ip'], // Gmail
      ['is not authorized to send email directly to our servers'], // Gmail, to addresses of homes
      ['traffic not accepted from this ip'],
    ],
  },
  {
    code: 'sending_sender_unverified',
    replies: [
      '550 5.7.20', // RFC 7372 §3.1: DKIM
      '550 5.7.21',
      '550 5.7.22',
      '550 5.7.23', // §3.2: SPF
      '451 4.7.24',
      '550 5.7.24',
      '450 4.7.25', // §3.3: the name of the sending server's address
      '550 5.7.25',
      '421 4.7.26', // §3.4: several of these
      '550 5.7.26',
      '550 5.7.509', // Microsoft: DMARC
      '550 5.7.515', // Outlook.com, to those who send much
    ],
    says: [
      ['sender is unauthenticated'], // Gmail, whose codes for SPF and DKIM are other people's
      ['unauthenticated email from'],
      ['dmarc policy'],
      ['dmarc check'],
      ['dmarc verification'],
      ['dmarc evaluation'],
      ['failed dmarc'],
      ['rejected by dmarc'],
      ['550', 'dmarc'],
      ['554', 'dmarc'],
      ['550', 'dkim'],
      ['554', 'dkim'],
      ['spf check'],
      ['spf fail'],
      ['spf failed'],
      ['spf validation'],
      ['openspf.org'],
      ['openspf.net'],
      ['550', 'spf record'],
      ['cannot find your hostname'],
      ['cannot find your reverse hostname'],
    ],
  },
  {
    code: 'sending_sign_in_missing',
    replies: ['530 5.7.57', '550 5.7.54'], // Exchange and Microsoft 365
    says: [
      ['relay access denied'], // Postfix
      ['relaying denied'], // sendmail
      ['relay not permitted'], // Exim
      ['not permitted to relay'],
      ['unable to relay'], // Exchange
      ['relaying not permitted'],
      ['relaying prohibited'],
      ['relaying not allowed'],
      ['does not allow relaying'],
      ['authentication is required for relay'],
      ['client was not authenticated'],
      ['client not authenticated to send'],
      ['smtp authentication is required'],
      ['smtp auth is required'],
      ['turn on smtp authentication'],
      ['550', 'authentication required'],
      ['553', 'authentication required'],
      ['554', 'authentication required'],
    ],
  },
  {
    code: 'sending_too_large',
    // RFC 3463 §3.4: the system's limit; §3.3: the mailbox's.
    replies: ['552 5.3.4', '554 5.3.4', '552 5.2.3', '550 5.2.3', '554 5.2.3'],
    says: [
      ['message size exceeds'], // Exim and Exchange
      ['mail size exceeds'],
      ['message file too big'],
      ['message too large'],
      ['message too big'],
      ['message is too large'],
      ['message size limits'],
      ['552', 'too large'],
      ['552', 'too big'],
    ],
  },
  {
    code: 'sending_recipient_full',
    replies: ['552 5.2.2', '550 5.2.2', '554 5.2.2', '452 4.2.2'],
    says: [],
  },
  {
    code: 'sending_recipient_unknown',
    // RFC 3463 §3.2; 5.1.10 is RFC 7505's, and Microsoft's for everybody who is not there; 5.2.1: switched off.
    replies: [
      '550 5.1.1',
      '553 5.1.1',
      '550 5.1.2',
      '550 5.1.3',
      '550 5.1.6',
      '550 5.1.10',
      '556 5.1.10',
      '550 5.2.1',
    ],
    says: [
      ['recipient address rejected', 'user unknown'],
      ['5.4.1', 'recipient address rejected'], // Microsoft 365
      ['550', 'user unknown'],
      ['550', 'unknown user'],
      ['550', 'no such user'],
      ['550', 'no such recipient'],
      ['550', 'recipient not found'],
      ['550', 'mailbox not found'],
      ['550', 'invalid recipient'],
      ['account that you tried to reach does not exist'],
      ['no mailbox here by that name'],
      ['requested action not taken: mailbox unavailable'],
    ],
  },
  {
    code: 'sending_address_not_allowed',
    // Microsoft: no right to send as this address. RFC 3463 §3.2: one that is malformed, or of no domain.
    replies: ['550 5.7.60', '554 5.7.60', '553 5.1.7', '550 5.1.7', '553 5.1.8'],
    says: [],
  },
  {
    code: 'sending_throttled',
    replies: ['550 5.7.28', '421 4.7.28'], // a flood of mails, in the registry of enhanced codes
    says: [],
  },
];

/** Why a server refused a mail, and how sure that is. */
export interface SendingRefusal {
  readonly code: SendingCode;
  readonly confidence: Confidence;
}

/** The reason that an enhanced code tells, whatever the reply; null where it tells none. */
export function sendingRefusalByCode(enhanced: string): SendingRefusal | null {
  const row = SENDING_ROWS.find(({ replies }) => replies.some((reply) => reply.endsWith(` ${enhanced}`)));
  return row === undefined ? null : { code: row.code, confidence: 'seen' };
}

/** The reason that the words of an answer make likely; null where they are none that are known. */
export function sendingRefusalByWords({ replyCode = 0, text }: ServerWords): SendingRefusal | null {
  const said = `${replyCode} ${text}`.toLowerCase();
  const row = SENDING_ROWS.find(({ says }) => says.some((form) => form.every((one) => said.includes(one))));
  return row === undefined ? null : { code: row.code, confidence: 'likely' };
}
