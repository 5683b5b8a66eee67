import type {
  ArrivalFacts,
  MailboxFacts,
  SendingFacts,
  TestMailFacts,
} from '../../../shared/mail/mail-works.ts';

/** A look into a mailbox that is well. */
export const mailbox = (facts: Partial<MailboxFacts> = {}): MailboxFacts => ({
  kind: 'mailbox',
  outcome: 'opened',
  step: null,
  wantsClientName: false,
  folders: 4,
  roles: ['inbox', 'sent'],
  quota: { usedBytes: 1_048_576, limitBytes: 52_428_800 },
  mails: 3,
  newest: '2026-11-21',
  words: null,
  ...facts,
});

/** The question whether mail may be sent. */
export const sending = (facts: Partial<SendingFacts> = {}): SendingFacts => ({
  kind: 'sending',
  outcome: 'allowed',
  step: null,
  words: null,
  ...facts,
});

/** The answer of a server to one step of sending. */
export const refusedWith = (
  step: NonNullable<SendingFacts['step']>,
  replyCode: number,
  enhancedStatusCode?: string,
  text = '',
): SendingFacts =>
  sending({
    outcome: 'refused',
    step,
    words: { replyCode, text, ...(enhancedStatusCode === undefined ? {} : { enhancedStatusCode }) },
  });

/** A mail to oneself. */
export const testMail = (facts: Partial<TestMailFacts> = {}): TestMailFacts => ({
  kind: 'test-mail',
  outcome: 'taken',
  step: null,
  isWaitedFor: true,
  words: null,
  ...facts,
});

/** Its arrival. */
export const arrival = (outcome: ArrivalFacts['outcome']): ArrivalFacts => ({
  kind: 'arrival',
  outcome,
  waitedMs: 2_300,
});
