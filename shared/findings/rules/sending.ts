import type { ObservationOf, ServerWords } from '../../mail/observation.ts';
import type { SendingStep } from '../../mail/mail-works.ts';
import { finding, type Finding } from '../finding.ts';
import {
  sendingRefusalByCode,
  sendingRefusalByWords,
  type SendingCode,
  type SendingRefusal,
} from '../refusals/sending.ts';
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

/** What a server can have said, or that it said no. */
interface Cause extends Pick<SendingRefusal, 'confidence'> {
  readonly code: SendingCode | 'sending_refused';
}

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
  const { code, confidence } = causeOf(words, step);
  const told = finding(code, { host }, [id], confidence);
  return MENDED_BEFORE.has(code) ? { ...told, actor: 'provider' } : told;
}

// Their pages are for pasted errors, too, and name the person who sends: with a smaller mail, or by signing in. A check has
// signed in, and sends next to nothing: what is left is the server.
const MENDED_BEFORE: ReadonlySet<Cause['code']> = new Set(['sending_sign_in_missing', 'sending_too_large']);

// What is told of an address at MAIL is about the sender.
const OF_RECIPIENTS: ReadonlySet<Cause['code']> = new Set([
  'sending_recipient_full',
  'sending_recipient_unknown',
]);

/** RFC 3463 §3, RFC 5321 §4.2.3: by the enhanced code, by words that are known, and by what is left to the reply. */
function causeOf(words: ServerWords | null, step: SendingStep | null): Cause {
  if (words === null) return seen('sending_refused');
  const enhanced = enhancedCodeIn(words);
  const known = sendingRefusalByCode(enhanced) ?? sendingRefusalByWords(words);
  if (known !== null && !(step === 'sender' && OF_RECIPIENTS.has(known.code))) return known;
  return seen(codeOf(words, enhanced, step));
}

/**
 * What is wrong with a sender is told at MAIL; at RCPT the same 5.7.1 can be about the recipient, and only Postfix's 553
 * (`reject_sender_login_mismatch`, which waits until then) is about the sender.
 */
function codeOf({ replyCode = 0 }: ServerWords, enhanced: string, step: SendingStep | null): Cause['code'] {
  // RFC 4954 §6: to every command but the few that need no sign-in.
  if (replyCode === 530) return 'sending_sign_in_missing';
  const isOfPolicy = /^[45]\.7\./.test(enhanced);
  if (replyCode === 421 || (replyCode < 500 && isOfPolicy)) return 'sending_throttled';
  const isOfSender = step === 'sender' || (step === 'recipient' && replyCode === 553);
  const isForbidden = enhanced === '' ? replyCode === 550 || replyCode === 553 : isOfPolicy;
  return isOfSender && isForbidden ? 'sending_address_not_allowed' : 'sending_refused';
}

function seen(code: Cause['code']): Cause {
  return { code, confidence: 'seen' };
}

// Dovecot's submission puts a code of its own before what the server behind it says: `553 5.0.0 <…> 5.7.1 Sender address …`.
const NO_KIND = '.0.0';
const CODES = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/g;

/** The enhanced status code that says something (RFC 3463 §2); empty where there is none. */
function enhancedCodeIn({ enhancedStatusCode = '', text }: ServerWords): string {
  if (!enhancedStatusCode.endsWith(NO_KIND)) return enhancedStatusCode;
  const behind = [...text.matchAll(CODES)].map(([code]) => code);
  return behind.find((code) => !code.endsWith(NO_KIND)) ?? '';
}
