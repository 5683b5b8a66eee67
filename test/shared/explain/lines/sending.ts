import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/sending.ts`. */
export const LINES_OF_SENDING: readonly Line[] = [
  {
    row: 'sending/blocked-by-list',
    code: 'sending_blocked_by_list',
    from: 'documented: Microsoft 365',
    text: '550 5.7.606 Access denied, banned sending IP [192.0.2.7]',
  },
  {
    row: 'sending/blocked-by-list-in-words',
    code: 'sending_blocked_by_list',
    from: 'documented: Postfix, default_rbl_reply',
    text: '554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org',
  },
  {
    row: 'sending/sender-unverified',
    code: 'sending_sender_unverified',
    from: 'documented: Gmail',
    text: '550-5.7.26 Your email has been blocked because the sender is unauthenticated.',
  },
  {
    row: 'sending/sender-unverified-in-words',
    code: 'sending_sender_unverified',
    from: 'documented: Postfix, reject_unknown_reverse_client_hostname',
    text: '450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.7]',
  },
  {
    row: 'sending/sign-in-missing',
    code: 'sending_sign_in_missing',
    from: 'documented: Exchange and Microsoft 365',
    text: '530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM',
  },
  {
    row: 'sending/sign-in-missing-in-words',
    code: 'sending_sign_in_missing',
    from: 'documented: Postfix, reject_unauth_destination',
    text: '554 5.7.1 <bob@example.net>: Relay access denied',
  },
  {
    row: 'sending/too-large',
    code: 'sending_too_large',
    from: 'standard: RFC 3463 §3, in replies and in bounces (RFC 3464)',
    text: '552 5.3.4 Message size exceeds fixed limit',
  },
  {
    row: 'sending/too-large-in-words',
    code: 'sending_too_large',
    from: 'documented: Exim',
    text: '552 Message size exceeds maximum permitted',
  },
  {
    row: 'sending/recipient-full',
    code: 'sending_recipient_full',
    from: 'standard: RFC 3463 §3, in replies and in bounces (RFC 3464)',
    text: 'Diagnostic-Code: smtp; 552 5.2.2 Mailbox full',
  },
  {
    row: 'sending/recipient-unknown',
    code: 'sending_recipient_unknown',
    from: 'documented: Gmail',
    text: 'Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.',
  },
  {
    row: 'sending/recipient-unknown-in-words',
    code: 'sending_recipient_unknown',
    from: 'documented: Exim',
    text: '550 Unknown user',
  },
  {
    row: 'sending/address-not-allowed',
    code: 'sending_address_not_allowed',
    from: 'documented: Microsoft 365',
    text: '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
  },
  {
    row: 'sending/throttled',
    code: 'sending_throttled',
    from: 'documented: Gmail',
    text: '421 4.7.28 Our system has detected an unusual rate of mail originating from your SPF domain.',
  },
];
