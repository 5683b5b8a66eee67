import { inTls, signIn } from './facts.ts';
import type { Case } from './judged.ts';
import { arrival, mailbox, refusedWith, sending, testMail } from './mail-facts.ts';

const signedIn = [...inTls, signIn({ outcome: 'accepted', serverVerified: true })];
const text = (said: string) => ({ condition: 'BAD' as const, text: said });

/** The answers of servers, each to one step, that all mean the same. */
function refusals(
  code: Case[0],
  answers: readonly Readonly<Parameters<typeof refusedWith>>[],
): readonly Case[] {
  return answers.map((answer) => [code, 'implicit-tls', [...signedIn, refusedWith(...answer)]]);
}

/** After the sign-in: for each finding the observations that reach it. */
export const MAIL_CASES: readonly Case[] = [
  [
    'account_over_quota',
    'implicit-tls',
    [...signedIn, mailbox({ quota: { usedBytes: 52_428_800, limitBytes: 52_428_800 } })],
  ],
  [
    'account_mailbox_broken',
    'implicit-tls',
    [
      ...signedIn,
      mailbox({
        outcome: 'refused',
        step: 'open',
        words: { condition: 'NO', responseCode: 'SERVERBUG', text: 'Internal error' },
      }),
    ],
  ],
  [
    'account_without_mailbox',
    'implicit-tls',
    [
      ...signedIn,
      mailbox({
        outcome: 'refused',
        step: 'folders',
        words: text('User is authenticated but not connected.'),
      }),
    ],
  ],
  ['account_wants_client_name', 'implicit-tls', [...signedIn, mailbox({ wantsClientName: true })]],
  [
    'account_client_refused',
    'implicit-tls',
    [...signedIn, mailbox({ outcome: 'refused', step: 'open', words: text('EXAMINE Unsafe Login.') })],
  ],
  ['account_session_broken', 'implicit-tls', [...signedIn, mailbox({ outcome: 'silent', step: 'folders' })]],
  ['account_session_broken', 'implicit-tls', [...signedIn, mailbox(), arrival('closed')]],
  ['sending_address_not_allowed', 'implicit-tls', [...signedIn, refusedWith('sender', 553, '5.7.1')]],
  ['sending_address_not_allowed', 'implicit-tls', [...signedIn, refusedWith('sender', 550)]],
  // Postfix waits until the recipient is named.
  ['sending_address_not_allowed', 'implicit-tls', [...signedIn, refusedWith('recipient', 553, '5.7.1')]],
  // Dovecot's submission hides the code of the server behind it.
  [
    'sending_address_not_allowed',
    'implicit-tls',
    [...signedIn, refusedWith('recipient', 553, '5.0.0', '5.0.0 <a@example.org> 5.7.1 Sender rejected')],
  ],
  // An address of a computer is no code.
  [
    'sending_refused',
    'implicit-tls',
    [...signedIn, refusedWith('sender', 554, '5.0.0', '5.0.0 5.7.1.9 is blocked')],
  ],
  // Microsoft says it when the mail is there.
  ['sending_address_not_allowed', 'implicit-tls', [...signedIn, refusedWith('content', 550, '5.7.60')]],
  ['sending_recipient_full', 'implicit-tls', [...signedIn, refusedWith('recipient', 452, '4.2.2')]],
  ['sending_recipient_full', 'implicit-tls', [...signedIn, refusedWith('content', 552, '5.2.2')]],
  ['sending_throttled', 'implicit-tls', [...signedIn, refusedWith('sender', 421, '4.7.0')]],
  ['sending_throttled', 'implicit-tls', [...signedIn, refusedWith('recipient', 450, '4.7.1')]],
  ...refusals('sending_recipient_unknown', [
    ['recipient', 550, '5.1.1'],
    ['recipient', 550, '5.1.10', '5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'],
    ['recipient', 550, undefined, 'Unknown user'],
    ['content', 550, '5.4.1', '5.4.1 Recipient address rejected: Access denied'],
    // Dovecot's submission hides the code of the server behind it.
    ['recipient', 550, '5.0.0', '5.0.0 <a@example.org> 5.1.1 no'],
  ]),
  ...refusals('sending_too_large', [
    ['content', 552, '5.3.4'],
    ['content', 550, '5.2.3', '5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient'],
    ['content', 552, undefined, 'Message size exceeds maximum permitted'],
  ]),
  ...refusals('sending_blocked_by_list', [
    ['recipient', 554, '5.7.1', '5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org'],
    ['sender', 550, undefined, '192.0.2.7 is blacklisted at bl.example.net'],
    ['recipient', 550, '5.7.1', '5.7.1 No: https://www.spamhaus.org/query/ip/192.0.2.7'],
    ['recipient', 550, '5.7.1', '5.7.1 See http://dnsbl.sorbs.net/ and mail from a@example.org'],
    ['recipient', 550, '5.7.606'],
    ['recipient', 450, '4.7.1', '4.7.1 Client host [192.0.2.7] blocked using bl.spamcop.net'],
  ]),
  ...refusals('sending_sender_unverified', [
    ['content', 550, '5.7.26'],
    ['recipient', 550, '5.7.23'],
    ['content', 421, '4.7.26'],
    // Google's own code for SPF is another one in the registry.
    ['content', 550, '5.7.27', '5.7.27 Your email has been blocked because the sender is unauthenticated.'],
    ['recipient', 450, '4.7.1', '4.7.1 Client host rejected: cannot find your hostname, [192.0.2.7]'],
    ['recipient', 554, '5.7.1', '5.7.1 http://www.openspf.org/Why?s=mfrom;id=a@example.org'],
  ]),
  ...refusals('sending_sign_in_missing', [
    ['sender', 530, '5.7.57'],
    ['sender', 530, '5.7.0'],
    ['sender', 530, undefined],
    ['sender', 550, '5.7.1', '5.7.1 Authentication required'],
    ['recipient', 554, '5.7.1', '5.7.1 <a@example.org>: Relay access denied'],
    ['recipient', 550, undefined, 'relay not permitted'],
  ]),
  ...refusals('sending_address_not_allowed', [['sender', 553, '5.1.8']]),
  ...refusals('sending_throttled', [['content', 550, '5.7.28']]),
  // The code of a full mailbox is no mail that is too large, whatever the words.
  ...refusals('sending_recipient_full', [['content', 552, '5.2.2', '5.2.2 message too large for the quota']]),
  // At MAIL it is about the sender.
  ...refusals('sending_refused', [['sender', 550, '5.1.1']]),
  // A relay that is refused is about the recipient.
  ['sending_refused', 'implicit-tls', [...signedIn, refusedWith('recipient', 554, '5.7.1')]],
  ['sending_refused', 'implicit-tls', [...signedIn, refusedWith('sender', 451, '4.3.0')]],
  ['sending_not_international', 'implicit-tls', [...signedIn, sending({ outcome: 'not-international' })]],
  ['sending_connection_lost', 'implicit-tls', [...signedIn, sending({ outcome: 'reset', step: 'sender' })]],
  [
    'sending_connection_lost',
    'implicit-tls',
    [...signedIn, sending(), testMail({ outcome: 'silent', step: 'content', isWaitedFor: false })],
  ],
  ['sending_arrival_not_watched', 'implicit-tls', [...signedIn, sending(), testMail({ isWaitedFor: false })]],
  ['sending_test_mail_arrived', 'implicit-tls', [...signedIn, mailbox(), arrival('arrived')]],
  ['sending_never_arrived', 'implicit-tls', [...signedIn, mailbox(), arrival('not-seen')]],
];
