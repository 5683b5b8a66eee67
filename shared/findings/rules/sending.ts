import type { ObservationOf, ServerWords } from '../../mail/observation.ts';
import type { SendingStep } from '../../mail/mail-works.ts';
import { finding, type Finding } from '../finding.ts';
import { lastSeen, place, type EndpointView, type Rule } from '../view.ts';

// Nothing takes no time: it is written with one decimal.
const SHORTEST_MS = 100;

/** Whether mail may be sent from the address, whether a mail to oneself was, and whether it arrived. */
export const judgeSending: Rule = (view) => [
  ...judgeQuestion(view),
  ...judgeTestMail(view),
  ...judgeArrival(view),
];

type Stopped = ObservationOf<'sending'> | ObservationOf<'test-mail'>;

type Cause =
  'sending_address_not_allowed' | 'sending_recipient_full' | 'sending_throttled' | 'sending_refused';

function judgeQuestion(view: EndpointView): readonly Finding[] {
  const sending = lastSeen(view, 'sending');
  return sending === undefined || sending.outcome === 'allowed' ? [] : [stoppedOf(view, sending)];
}

function judgeTestMail(view: EndpointView): readonly Finding[] {
  const testMail = lastSeen(view, 'test-mail');
  if (testMail === undefined) return [];
  if (testMail.outcome !== 'taken') return [stoppedOf(view, testMail)];
  return testMail.isWaitedFor
    ? []
    : [finding('sending_arrival_not_watched', { host: place(view).host }, [testMail.id])];
}

/** It is seen where the mail should come in. */
function judgeArrival(view: EndpointView): readonly Finding[] {
  const arrival = lastSeen(view, 'arrival');
  if (arrival === undefined) return [];
  const { host } = place(view);
  const { id, outcome, waitedMs } = arrival;
  const seconds = Math.max(SHORTEST_MS, waitedMs) / 1000;
  switch (outcome) {
    case 'arrived':
      return [finding('sending_test_mail_arrived', { host, seconds }, [id])];
    case 'not-seen':
      return [finding('sending_never_arrived', { host, seconds }, [id])];
    default:
      return [finding('account_session_broken', { host, detail: outcome }, [id])];
  }
}

function stoppedOf(view: EndpointView, { id, outcome, step, words }: Stopped): Finding {
  const { host } = place(view);
  if (outcome === 'not-international') return finding('sending_not_international', { host }, [id]);
  if (outcome !== 'refused') return finding('sending_connection_lost', { host, detail: outcome }, [id]);
  return finding(causeOf(words, step), { host }, [id]);
}

/**
 * RFC 3463 §3, RFC 5321 §4.2.3. What is wrong with a sender is told at MAIL; at RCPT the same 5.7.1 can be about the
 * recipient, and only Postfix's 553 (`reject_sender_login_mismatch`, which waits until then) is about the sender.
 */
function causeOf(words: ServerWords | null, step: SendingStep | null): Cause {
  const replyCode = words?.replyCode ?? 0;
  const kind = kindOf(words);
  // 5.2.2: the mailbox is full. 552 without a code can as well be a mail that is too large, so only the code counts.
  if (kind === '2.2' && step !== 'sender') return 'sending_recipient_full';
  if (replyCode === 421 || (replyCode < 500 && kind.startsWith('7.'))) return 'sending_throttled';
  // Microsoft: no right to send as this address.
  if (kind === '7.60') return 'sending_address_not_allowed';
  const isOfSender = step === 'sender' || (step === 'recipient' && replyCode === 553);
  const isForbidden = kind === '' ? replyCode === 550 || replyCode === 553 : kind.startsWith('7.');
  return isOfSender && isForbidden ? 'sending_address_not_allowed' : 'sending_refused';
}

// Dovecot's submission puts a code of its own before what the server behind it says: `553 5.0.0 <…> 5.7.1 Sender address …`.
const NO_KIND = '0.0';
const CODES = /(?<![\d.])[245]\.(\d{1,3}\.\d{1,3})(?![\d.])/g;

/** What an enhanced status code says behind its class (RFC 3463 §2); empty where there is none. */
function kindOf(words: ServerWords | null): string {
  const [, own = ''] = /^[245]\.(.+)$/.exec(words?.enhancedStatusCode ?? '') ?? [];
  if (own !== NO_KIND) return own;
  const behind = [...(words?.text ?? '').matchAll(CODES)].map(([, kind = '']) => kind);
  return behind.find((kind) => kind !== NO_KIND) ?? '';
}
