import { inTls, signIn } from './facts.ts';
import type { Case } from './judged.ts';
import { arrival, mailbox, refusedWith, sending, testMail } from './mail-facts.ts';

const signedIn = [...inTls, signIn({ outcome: 'accepted', serverVerified: true })];
const text = (said: string) => ({ condition: 'BAD' as const, text: said });

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
