import { describe, expect, it } from 'vitest';
import type { MailboxFacts } from '../../../shared/mail/mail-works.ts';
import type { ObservedFacts } from '../../../shared/mail/observation.ts';
import { inTls, signIn } from './facts.ts';
import { judged } from './judged.ts';
import { mailbox, refusedWith, sending, testMail } from './mail-facts.ts';

const signedIn = [...inTls, signIn({ outcome: 'accepted', serverVerified: true })];

function codesOf(...facts: readonly ObservedFacts[]): readonly string[] {
  return judged('implicit-tls', [...signedIn, ...facts]).map(({ code }) => code);
}

describe('an account whose mail works', () => {
  it('is healthy, and nothing else is said', () => {
    expect(codesOf(mailbox(), sending(), testMail())).toEqual(['account_healthy']);
  });

  it.each<[string, MailboxFacts['quota']]>([
    ['no quota is told', null],
    ['the limit is nothing, which means none', { usedBytes: 4_096, limitBytes: 0 }],
    ['there is room for one byte', { usedBytes: 1_023, limitBytes: 1_024 }],
  ])('is not full where %s', (_when, quota) => {
    expect(codesOf(mailbox({ quota }))).toEqual(['account_healthy']);
  });
});

describe('a mailbox that does not open', () => {
  it('takes health away from the account', () => {
    expect(codesOf(mailbox({ outcome: 'refused', step: 'open', words: null }))).toEqual([
      'account_mailbox_broken',
    ]);
  });

  it('is guessed at by the server’s words, and that is said', () => {
    const words = { condition: 'BAD' as const, text: 'User is AUTHENTICATED but not connected.' };
    const [finding] = judged('implicit-tls', [...signedIn, mailbox({ outcome: 'refused', words })]);

    expect(finding).toMatchObject({ code: 'account_without_mailbox', confidence: 'likely' });
  });
});

describe('a mail that is refused', () => {
  it.each<[string, string, string | undefined]>([
    ['the code says it', 'seen', '5.1.1'],
    ['only words say it', 'likely', undefined],
  ])('is as sure as what it is known by: %s', (_what, confidence, enhanced) => {
    const facts = [...signedIn, refusedWith('recipient', 550, enhanced, 'User unknown')];

    expect(judged('implicit-tls', facts)).toMatchObject([{ code: 'sending_recipient_unknown', confidence }]);
  });

  it.each([
    ['sending_sign_in_missing', refusedWith('sender', 530)],
    ['sending_too_large', refusedWith('content', 552, '5.3.4')],
  ])('is the provider’s where the check has done what a person could do: %s', (code, refused) => {
    expect(judged('implicit-tls', [...signedIn, refused])).toMatchObject([{ code, actor: 'provider' }]);
  });

  it('is the only thing that is said, for nothing that follows from it is told', () => {
    const tested = testMail({
      outcome: 'refused',
      step: 'content',
      isWaitedFor: false,
      words: { replyCode: 552, enhancedStatusCode: '5.3.4', text: '5.3.4 too big' },
    });

    expect(codesOf(mailbox(), sending(), tested)).toEqual(['sending_too_large']);
  });
});
