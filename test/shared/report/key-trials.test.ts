import { describe, expect, it } from 'vitest';
import type { KeyOutcome } from '../../../shared/mail/device.ts';
import type { SignInFacts, UsedKey } from '../../../shared/mail/sign-in.ts';
import { keyTrialsIn } from '../../../shared/report/key-trials.ts';
import { finished, IMAP, plan, planned, saw, SIGNED_IN, SMTP, started } from './events.ts';

const AT = '2026-11-22T08:00:00.000Z';
const KEY: UsedKey = {
  spkiFingerprint: 'ab'.repeat(32),
  kind: 'ed25519',
  notBefore: null,
  notAfter: null,
  validity: 'valid',
  isShown: true,
  alert: null,
};
const BY_KEY: SignInFacts = { ...SIGNED_IN, mechanism: 'EXTERNAL', serverVerified: null, key: KEY };

function trialsOf(endpoint: typeof IMAP, facts: SignInFacts) {
  const events = [started(endpoint), plan(planned(endpoint), null), saw(endpoint, facts)];
  return keyTrialsIn(finished(events).report, AT);
}

describe('what came of a key', () => {
  it.each<readonly [string, Partial<SignInFacts>, typeof IMAP, KeyOutcome | null]>([
    ['let in by EXTERNAL', {}, IMAP, 'external'],
    ['greeted with PREAUTH', { mechanism: null }, IMAP, 'preauth'],
    ['let through to send', { mechanism: null }, SMTP, 'certificate-alone'],
    ['turned down in words', { outcome: 'rejected' }, IMAP, 'refused'],
    ['turned down inside TLS', { outcome: 'failed', failure: 'key-refused' }, IMAP, 'refused'],
    ['not asked for', { outcome: 'failed', failure: 'key-not-asked' }, IMAP, 'not-asked'],
    ['shown in vain', { outcome: 'failed', failure: 'key-without-effect' }, IMAP, 'without-effect'],
    ['cut off', { outcome: 'failed', failure: 'reset' }, IMAP, null],
    ['not tried', { outcome: 'refused-by-us', refusal: 'not-confirmed' }, IMAP, null],
  ])('where it was %s', (_, facts, endpoint, outcome) => {
    const trials = trialsOf(endpoint, { ...BY_KEY, ...facts });

    expect(trials).toEqual(outcome === null ? [] : [{ endpoint, outcome, at: AT }]);
  });

  it('is nothing where a password signed in', () => {
    expect(trialsOf(IMAP, SIGNED_IN)).toEqual([]);
  });
});
