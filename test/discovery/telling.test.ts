import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskIn, withoutAddress } from '../../electron/node/discovery/telling.ts';
import { parseEmailAddress, type EmailAddress } from '../../shared/mail/email-address.ts';
import type { LookupFacts } from '../../shared/mail/lookup.ts';
import { lookup } from '../shared/findings/discovery-facts.ts';

const TOLD = addressOf('ada+lovelace@example.org');
const MASKED = 'a…e@example.org';
const AUTOCONFIG = 'https://autoconfig.example.org/mail/config-v1.1.xml';

describe('an address in plain data', () => {
  it.each([
    ['ada+lovelace@example.org', MASKED],
    ['ADA+Lovelace@EXAMPLE.org', MASKED],
    ['ada%2Blovelace%40example.org', MASKED],
    ['ada%2blovelace@example.org', MASKED],
    [
      `${AUTOCONFIG}?emailaddress=ada%2Blovelace%40example.org&x=1`,
      `${AUTOCONFIG}?emailaddress=${MASKED}&x=1`,
    ],
    [
      'write to ada+lovelace@example.org, not to charles@example.org',
      `write to ${MASKED}, not to charles@example.org`,
    ],
    ['adaalovelace@example.org', 'adaalovelace@example.org'],
    ['ada+lovelace@example.net', 'ada+lovelace@example.net'],
  ])('is masked as it is written there: %j', (text, expected) => {
    expect(maskIn({ some: [text, { more: text }], count: 2, none: null }, TOLD)).toEqual({
      some: [expected, { more: expected }],
      count: 2,
      none: null,
    });
  });

  it('is found whatever stands around it and in it', () => {
    const localParts = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{4,12}$/);
    fc.assert(
      fc.property(localParts, fc.string(), fc.string(), (localPart, before, after) => {
        const told = addressOf(`${localPart}@example.org`);
        const forms = [`${localPart}@example.org`, encodeURIComponent(`${localPart}@example.org`)];

        for (const form of forms) expect(maskIn(before + form + after, told)).toContain('@example.org');
        for (const form of forms) expect(maskIn(`?${form}&`, told)).toBe(`?${maskIn(form, told)}&`);
        for (const form of forms) expect(maskIn(form, told)).not.toContain(localPart);
      }),
    );
  });
});

describe('a question that told an address', () => {
  it('says so with the masked one', () => {
    expect(withoutAddress(told('found', null), TOLD)).toMatchObject({ toldAddress: MASKED });
  });

  it.each([
    ['https://example.org/c/YWRhK2xvdmVsYWNl?x=ada', 'https://example.org/…'],
    ['https://ada:lovelace@example.org:8443/#ada', 'https://example.org:8443/…'],
    ['//example.org/ada', '…'],
    ['data:text/plain,ada', '…'],
  ])('keeps no more of where it was sent on to than the host: %j', (to, expected) => {
    const redirects = [{ status: 302, from: to, to }];

    const shown = withoutAddress({ ...told('found', to), redirects }, TOLD);

    expect(shown.redirects).toEqual([{ status: 302, from: expected, to: expected }]);
    expect(shown.detail).toBe(expected);
  });

  it.each([
    ['redirect-refused', 'to-http http://example.org/ada', 'to-http http://example.org/…'],
    ['redirect-refused', 'malformed /ada/lovelace', 'malformed …'],
    ['redirect-refused', 'to-other-domain https://example.net/?ada', 'to-other-domain https://example.net/…'],
    ['refused', 'no ada+lovelace@example.org here', `no ${MASKED} here`],
    ['bad-certificate', 'certificate has expired', 'certificate has expired'],
  ] as const)('keeps the reason of its end: %s %j', (outcome, detail, expected) => {
    expect(withoutAddress(told(outcome, detail), TOLD).detail).toBe(expected);
  });
});

function told(outcome: LookupFacts['outcome'], detail: string | null): LookupFacts {
  return lookup('autoconfig', outcome, { detail });
}

function addressOf(text: string): EmailAddress {
  const read = parseEmailAddress(text);
  return read.ok ? read.value : expect.unreachable(text);
}
