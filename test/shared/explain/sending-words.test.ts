import { describe, expect, it } from 'vitest';
import { explainText } from '../../../shared/explain/explain-text.ts';
import type { FindingCode } from '../../../shared/findings/finding.ts';

/** Whose words, what they mean, and the text as it is pasted. */
type Pasted = readonly [from: string, code: FindingCode, text: string];

const RECIPIENT_UNKNOWN = 'sending_recipient_unknown';
const TOO_LARGE = 'sending_too_large';
const BLOCKED = 'sending_blocked_by_list';
const UNVERIFIED = 'sending_sender_unverified';
const SIGN_IN_MISSING = 'sending_sign_in_missing';

const DSN = (status: string, diagnostic: string): string =>
  [
    'Reporting-MTA: dns; mail.example.org',
    'Final-Recipient: rfc822; bob@example.net',
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${diagnostic}`,
  ].join('\n');

const PASTED: readonly Pasted[] = [
  [
    'Postfix',
    RECIPIENT_UNKNOWN,
    'postfix/smtp[812]: to=<bob@example.net>, relay=mx.example.net[192.0.2.25]:25, dsn=5.1.1, status=bounced (host mx.example.net[192.0.2.25] said: 550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in local recipient table (in reply to RCPT TO command))',
  ],
  ['Postfix', RECIPIENT_UNKNOWN, 'NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 550 5.1.1 no'],
  [
    'Exim',
    RECIPIENT_UNKNOWN,
    'SMTP error from remote mail server after RCPT TO:<bob@example.net>:\n550 No such user here',
  ],
  [
    'Exchange Online',
    RECIPIENT_UNKNOWN,
    "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'",
  ],
  [
    'Exchange Online',
    RECIPIENT_UNKNOWN,
    '550 5.4.1 Recipient address rejected: Access denied. [DB5EUR01FT012.eop-EUR01.prod.protection.outlook.com]',
  ],
  [
    'Gmail',
    RECIPIENT_UNKNOWN,
    '550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient email address for typos or unnecessary spaces.',
  ],
  ['Gmail', RECIPIENT_UNKNOWN, '550 5.2.1 The email account that you tried to reach is inactive.'],
  [
    'Thunderbird',
    RECIPIENT_UNKNOWN,
    'An error occurred while sending mail. The mail server responded:\n5.1.1 <bob@example.net>: Recipient address rejected. Please check the message recipient "bob@example.net" and try again.',
  ],
  [
    'Thunderbird',
    RECIPIENT_UNKNOWN,
    'Beim Senden der Nachricht ist ein Fehler aufgetreten. Der Mail-Server antwortete: 5.1.1 <bob@example.net>: unbekannt.',
  ],
  [
    'msmtp',
    RECIPIENT_UNKNOWN,
    'msmtp: recipient address bob@example.net not accepted by the server\nmsmtp: server message: 550 5.1.1 <bob@example.net>: no such address\nmsmtp: could not send mail',
  ],
  [
    'swaks',
    RECIPIENT_UNKNOWN,
    ' -> RCPT TO:<bob@example.net>\n<** 550 5.1.1 <bob@example.net>: Recipient address rejected: User unknown in virtual mailbox table',
  ],
  [
    'Python',
    RECIPIENT_UNKNOWN,
    "smtplib.SMTPRecipientsRefused: {'bob@example.net': (550, b'5.1.1 <bob@example.net>: unknown')}",
  ],
  ['a bounce', RECIPIENT_UNKNOWN, DSN('5.1.1', '550 5.1.1 The address is not known')],
  ['a bounce of qmail', RECIPIENT_UNKNOWN, 'Sorry, no mailbox here by that name. (#5.1.1)'],

  ['Postfix', TOO_LARGE, '552 5.3.4 Error: message file too big'],
  ['Exim', TOO_LARGE, '552 message size exceeds maximum permitted'],
  [
    'Exchange Online',
    TOO_LARGE,
    "Remote Server returned '550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient'",
  ],
  [
    'Gmail',
    TOO_LARGE,
    "552-5.3.4 Your message exceeded Google's message size limits. To view our message size\n552 5.3.4 guidelines, go to",
  ],
  [
    'Thunderbird',
    TOO_LARGE,
    'The size of the message you are trying to send exceeds the global size limit (20971520 bytes) of the server. The message was not sent; reduce the message size and try again.',
  ],
  ['swaks', TOO_LARGE, '<** 552 5.3.4 Message size exceeds fixed limit'],
  ['Mail on iOS', TOO_LARGE, 'The message was rejected by the server because it is too large.'],
  ['Outlook', TOO_LARGE, 'The attachment size exceeds the allowable limit.'],
  ['a bounce', TOO_LARGE, DSN('5.2.3', '552 5.2.3 too long for this mailbox')],

  [
    'Postfix',
    BLOCKED,
    'An error occurred while sending mail. The mail server responded: 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.7.',
  ],
  [
    'Exchange Online',
    BLOCKED,
    '550 5.7.606 Access denied, banned sending IP [192.0.2.7]. To request removal from this list please visit https://sender.office.com/',
  ],
  [
    'Outlook.com',
    BLOCKED,
    "550 5.7.1 Unfortunately, messages from [192.0.2.7] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
  ],
  ['GMX', BLOCKED, '554-No SMTP service\n554-IP address is black listed.'],
  [
    'Gmail',
    BLOCKED,
    "550-5.7.1 [192.0.2.7] The IP you're using to send mail is not authorized to send email directly to our servers.",
  ],
  [
    'Exim',
    BLOCKED,
    'rejected RCPT <bob@example.net>: 192.0.2.7 is blacklisted at bl.example.net\n550 192.0.2.7 is blacklisted',
  ],
  [
    'Cisco',
    BLOCKED,
    "554-mx.example.net\n554 Your access to this mail system has been rejected due to the sending MTA's poor reputation.",
  ],
  [
    'a bounce',
    BLOCKED,
    DSN('5.7.1', '554 5.7.1 Client host [192.0.2.7] blocked using b.barracudacentral.org'),
  ],

  [
    'Gmail',
    UNVERIFIED,
    "550-5.7.26 Unauthenticated email from example.org is not accepted due to domain's\n550 5.7.26 DMARC policy.",
  ],
  ['Gmail', UNVERIFIED, '550-5.7.27 Your email has been blocked because the sender is unauthenticated.'],
  [
    'Exchange Online',
    UNVERIFIED,
    '550 5.7.509 Access denied, sending domain example.org does not pass DMARC verification and has a DMARC policy of reject.',
  ],
  [
    'Exchange Online',
    UNVERIFIED,
    '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
  ],
  [
    'Postfix',
    UNVERIFIED,
    '550 5.7.23 <bob@example.net>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom',
  ],
  ['rspamd', UNVERIFIED, '554 5.7.1 Action rejected by DMARC policy for example.org'],
  ['a bounce', UNVERIFIED, DSN('5.7.26', '550-5.7.26 This mail has been blocked')],

  ['Postfix', SIGN_IN_MISSING, '<bob@example.net>: Relay access denied (in reply to RCPT TO command)'],
  ['Exim', SIGN_IN_MISSING, '550 relay not permitted'],
  [
    'sendmail',
    SIGN_IN_MISSING,
    '550 5.7.1 <bob@example.net>... Relaying denied. Proper authentication required.',
  ],
  [
    'Outlook',
    SIGN_IN_MISSING,
    "The message could not be sent because one of the recipients was rejected by the server. The rejected e-mail address was 'bob@example.net'. Server Response: '550 5.7.1 Unable to relay', Port: 25, Secure(SSL): No, Server Error: 550, Error Number: 0x800CCC79",
  ],
  [
    'Exchange Online',
    SIGN_IN_MISSING,
    '530 5.7.57 Client not authenticated to send mail. [FR3P281CA0001.DEUP281.PROD.OUTLOOK.COM]',
  ],
  ['Exchange', SIGN_IN_MISSING, '550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain'],
  [
    'Gmail',
    SIGN_IN_MISSING,
    '530-5.7.0 Authentication Required. For more information, go to\n530 5.7.0 https://support.google.com/accounts/troubleshooter/2402620',
  ],
  [
    'msmtp',
    SIGN_IN_MISSING,
    'msmtp: envelope from address ada@example.org not accepted by the server\nmsmtp: server message: 530 5.7.0 Authentication required',
  ],
  [
    'swaks',
    SIGN_IN_MISSING,
    ' -> RCPT TO:<bob@example.net>\n<** 454 4.7.1 <bob@example.net>: Relay access denied',
  ],
  [
    'Mail on iOS',
    SIGN_IN_MISSING,
    'A copy has been placed in your Outbox. The recipient “bob@example.net” was rejected by the server because it does not allow relaying.',
  ],
  [
    'curl',
    SIGN_IN_MISSING,
    '> MAIL FROM:<ada@example.org>\n< 530 5.7.0 Authentication required\ncurl: (55) MAIL failed: 530',
  ],
  ['a bounce', SIGN_IN_MISSING, DSN('5.7.1', '554 5.7.1 <bob@example.net>: Relay access denied')],
];

describe('why a mail was refused', () => {
  it.each(PASTED)('is known, and nothing else is said: %s, %s', (_, code, text) => {
    expect(explainText(text).explanations.map((one) => one.code)).toEqual([code]);
  });

  it.each<[string, FindingCode, string]>([
    ['full mailbox', 'sending_recipient_full', '552 5.2.2 This mailbox is too large'],
    ['password', 'auth_password_refused', '535 5.7.8 Error: authentication failed'],
    [
      'sender',
      'sending_address_not_allowed',
      '553 5.7.1 <a@example.org>: Sender address rejected: not owned by user b',
    ],
    ['domain of the sender', 'sending_address_not_allowed', 'Status: 5.1.8'],
    ['STARTTLS', 'auth_needs_encryption', '530 5.7.0 Must issue a STARTTLS command first'],
    ['policy', 'sending_refused', '554 5.7.1 Message rejected by policy'],
  ])('is not taken for what has another code: %s', (_, code, text) => {
    expect(explainText(text).explanations[0]?.code).toBe(code);
  });
});
