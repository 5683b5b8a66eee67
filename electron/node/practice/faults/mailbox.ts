import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { MailBehaviour } from '../mail/behaviour.ts';
import type { Fault } from '../fault.ts';
import { on } from './expected.ts';

type Summary = Fault['summary'];

/** The sign-in is fine; what comes behind it is not. */
export const MAILBOX_FAULTS: readonly Fault[] = [
  mailbox('over-quota', 'over-quota', 'account_over_quota', {
    en: 'The mailbox is full.',
    de: 'Das Postfach ist voll.',
  }),
  mailbox('mailbox-broken', 'broken', 'account_mailbox_broken', {
    en: 'The sign-in works, but the server cannot open the mailbox (Dovecot).',
    de: 'Die Anmeldung klappt, aber der Server kann das Postfach nicht öffnen (Dovecot).',
  }),
  mailbox('not-connected', 'not-connected', 'account_without_mailbox', {
    en: 'The sign-in works, but there is no mailbox behind it (Microsoft).',
    de: 'Die Anmeldung klappt, aber dahinter ist kein Postfach (Microsoft).',
  }),
  mailbox('unsafe-login', 'unsafe-login', 'account_wants_client_name', {
    en: 'The mailbox opens only to programs that say who they are (NetEase).',
    de: 'Das Postfach öffnet sich nur Programmen, die sagen, wer sie sind (NetEase).',
  }),
  sending('sender-refused', 'address-refused', 'sending_address_not_allowed', {
    en: 'You may not send with this address (Postfix).',
    de: 'Sie dürfen mit dieser Adresse nicht senden (Postfix).',
  }),
  sending('recipient-over-quota', 'over-quota', 'sending_recipient_full', {
    en: 'Mails are not taken, the mailbox is full.',
    de: 'Mails werden nicht angenommen, das Postfach ist voll.',
  }),
  sending('sending-throttled', 'throttled', 'sending_throttled', {
    en: 'Too many mails were sent, wait.',
    de: 'Es wurden zu viele Mails gesendet, bitte warten.',
  }),
  sending('recipient-unknown', 'unknown-recipient', 'sending_recipient_unknown', {
    en: 'Nobody is known by the address that a mail is for (Postfix).',
    de: 'Niemand ist unter der Adresse bekannt, an die eine Mail geht (Postfix).',
  }),
  sending('mail-too-large', 'too-large', 'sending_too_large', {
    en: 'Mails are too large, even small ones (Postfix).',
    de: 'Mails sind zu groß, auch kleine (Postfix).',
  }),
  sending('mail-too-large-in-words', 'too-large-in-words', 'sending_too_large', {
    en: 'Mails are too large, which only words say (Exim).',
    de: 'Mails sind zu groß, was nur Worte sagen (Exim).',
  }),
  sending('sender-on-block-list', 'listed', 'sending_blocked_by_list', {
    en: 'Mails are not taken, the address of the computer is on a block list (Postfix).',
    de: 'Mails werden nicht angenommen, die Adresse des Computers steht auf einer Sperrliste (Postfix).',
  }),
  sending('sender-banned', 'banned-address', 'sending_blocked_by_list', {
    en: 'Mails are not taken, the address of the computer is banned (Microsoft).',
    de: 'Mails werden nicht angenommen, die Adresse des Computers ist gesperrt (Microsoft).',
  }),
  sending('sender-unverified', 'unauthenticated', 'sending_sender_unverified', {
    en: 'Nothing proves that mails come from your domain (Google).',
    de: 'Nichts belegt, dass Mails von Ihrer Domain kommen (Google).',
  }),
  sending('sender-spf-failed', 'spf-failed', 'sending_sender_unverified', {
    en: 'Your domain does not let this server send its mails (Postfix).',
    de: 'Ihre Domain lässt diesen Server ihre Mails nicht senden (Postfix).',
  }),
  sending('sign-in-forgotten', 'not-signed-in', 'sending_sign_in_missing', {
    en: 'The sign-in works, and counts for nothing when a mail is sent (Microsoft).',
    de: 'Die Anmeldung klappt und gilt beim Senden nichts (Microsoft).',
  }),
  sending('relay-denied', 'no-relay', 'sending_sign_in_missing', {
    en: 'Mails are not passed on, as if nobody had signed in (Postfix).',
    de: 'Mails werden nicht weitergegeben, als hätte sich niemand angemeldet (Postfix).',
  }),
  {
    ...sending('mail-never-arrives', 'never-arrives', 'sending_never_arrived', {
      en: 'Mails are taken and never arrive.',
      de: 'Mails werden angenommen und kommen nie an.',
    }),
    // Sent over one protocol, and waited for over another.
    expects: { account: 'sending_never_arrived' },
    isSlow: true,
  },
];

function mailbox(name: string, how: MailBehaviour['mailbox'], code: FindingCode, summary: Summary): Fault {
  const expects = on(['imap'], code);
  return { name, summary, behaviour: { mailbox: how }, over: 'implicit-tls', expects };
}

function sending(name: string, how: MailBehaviour['sending'], code: FindingCode, summary: Summary): Fault {
  const expects = on(['submission'], code);
  return { name, summary, behaviour: { sending: how }, over: 'implicit-tls', expects };
}
