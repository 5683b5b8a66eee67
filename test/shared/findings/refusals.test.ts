import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knowing } from '../../../shared/findings/refusals/by-provider.ts';
import type { Cause } from '../../../shared/findings/refusals/cause.ts';
import {
  forbidsMoreTries,
  REFUSAL_ROWS,
  refusalOf,
  type Refused,
} from '../../../shared/findings/refusals/refusal-of.ts';
import type { RefusalRow } from '../../../shared/findings/refusals/row.ts';
import type { Protocol } from '../../../shared/mail/endpoint.ts';
import type { ServerWords } from '../../../shared/mail/observation.ts';
import { signIn } from './facts.ts';

const FEWEST_ROWS = 80;
const FEWEST_SPEAKERS = 25;
const PROTOCOLS: readonly Protocol[] = ['imap', 'submission', 'pop3', 'managesieve'];

/** A sign-in that came to its end and was refused with these words. */
function refused(words: ServerWords | null, rest: Partial<Refused> = {}): Refused {
  return { words, scramError: null, mechanism: 'PLAIN', channelBinding: null, iterationCount: null, ...rest };
}

function causeOf(words: ServerWords | null, protocol: Protocol = 'imap', rest: Partial<Refused> = {}): Cause {
  return refusalOf(refused(words, rest), protocol).cause;
}

describe('the table of refusals', () => {
  it('has at least eighty rows of at least twenty-five providers and kinds of server', () => {
    const speakers = new Set(REFUSAL_ROWS.map((row) => row.of));
    const standards = [...speakers].filter((name) => name.startsWith('RFC '));

    expect(REFUSAL_ROWS.length).toBeGreaterThanOrEqual(FEWEST_ROWS);
    expect(speakers.size - standards.length).toBeGreaterThanOrEqual(FEWEST_SPEAKERS);
  });

  it('has a date in every row, and looks at a code or at words', () => {
    const wrong = REFUSAL_ROWS.filter(
      ({ asOf, code, says }) => !/^20\d\d-(0[1-9]|1[0-2])$/.test(asOf) || (code === null && says === ''),
    );

    expect(wrong).toEqual([]);
  });

  it('is sure where a code says it, and thinks it likely where words do', () => {
    expect(REFUSAL_ROWS.filter(({ says, confidence }) => (says === '') !== (confidence === 'seen'))).toEqual(
      [],
    );
  });

  it.each(REFUSAL_ROWS.map((row) => [row.of, row.code ?? 'any code', row.says, row] as const))(
    '%s with %s and “%s” is understood as that row says, in upper and in lower case',
    (_of, _code, _says, row) => {
      for (const text of [`${row.says} (x)`, row.says.toUpperCase()]) {
        for (const protocol of row.protocols ?? PROTOCOLS) {
          expect(causeOf(wordsFor(row, text, protocol), protocol, { channelBinding: row.binding })).toBe(
            row.cause,
          );
        }
      }
    },
  );
});

/** An answer in which this row's code and words are, behind the usual code for no where it has none. */
function wordsFor({ code }: RefusalRow, text: string, protocol: Protocol): ServerWords {
  const [reply, enhancedStatusCode] = (code ?? '').split(' ');
  if (code !== null && /^\d/.test(code)) {
    return {
      replyCode: Number(reply),
      text,
      ...(enhancedStatusCode === undefined ? {} : { enhancedStatusCode }),
    };
  }
  if (code !== null) return { responseCode: code, text };
  return protocol === 'submission' ? { replyCode: 535, enhancedStatusCode: '5.7.8', text } : { text };
}

describe('a refusal', () => {
  it.each<[string, ServerWords | null, Protocol, Cause]>([
    ['nothing but no', null, 'imap', 'password-wrong'],
    ['a NO without a code', { condition: 'NO', text: 'no' }, 'imap', 'password-wrong'],
    ['a BAD', { condition: 'BAD', text: 'no' }, 'imap', 'unclear'],
    ['a BYE', { condition: 'BYE', text: 'shutting down' }, 'imap', 'server-trouble'],
    ['a code that nobody knows', { responseCode: 'XPURPLE', text: 'no' }, 'imap', 'unclear'],
    ['an ALERT that nobody knows', { responseCode: 'ALERT', text: 'hello' }, 'imap', 'unclear'],
    ['-ERR without a code', { text: 'no' }, 'pop3', 'password-wrong'],
    ['an unknown 4yz', { replyCode: 451, text: 'no' }, 'submission', 'server-trouble'],
    ['an unknown 5yz', { replyCode: 550, text: 'no' }, 'submission', 'unclear'],
    [
      '535 in any form',
      { replyCode: 535, enhancedStatusCode: '5.7.1', text: 'no' },
      'submission',
      'password-wrong',
    ],
  ])('that is %s means what such servers mean', (_what, words, protocol, cause) => {
    expect(causeOf(words, protocol)).toBe(cause);
  });

  it.each<[string, ServerWords, Protocol, Cause]>([
    [
      'a part is down',
      { responseCode: 'UNAVAILABLE', text: 'Authentication failed.' },
      'imap',
      'server-trouble',
    ],
    ['it is for now', { replyCode: 454, text: 'authentication failed' }, 'submission', 'server-trouble'],
    ['it is for now', { responseCode: 'SYS/TEMP', text: 'Login failed' }, 'pop3', 'server-trouble'],
    ['it has expired', { responseCode: 'EXPIRED', text: 'IMAP is disabled' }, 'imap', 'password-expired'],
  ])('whose code says that %s is not made a wrong password by its words', (_what, words, protocol, cause) => {
    expect(causeOf(words, protocol)).toBe(cause);
  });

  it('that begins as a wrong password does is read to its end', () => {
    const text = '5.7.8 Error: authentication failed: This user does not have access rights to this service';

    expect(causeOf({ replyCode: 535, enhancedStatusCode: '5.7.8', text }, 'submission')).toBe('protocol-off');
  });

  it('is understood by words only over the protocols that they are known from', () => {
    const text = 'Your account is not enabled for IMAP use.';

    expect(causeOf({ responseCode: 'ALERT', text }, 'imap')).toBe('protocol-off');
    expect(causeOf({ replyCode: 550, text }, 'submission')).toBe('unclear');
  });

  it('always has one cause, whatever a server says', () => {
    const word = fc.record(
      {
        responseCode: fc.string(),
        condition: fc.constantFrom('NO' as const, 'BAD' as const, 'BYE' as const),
        replyCode: fc.integer({ min: 200, max: 599 }),
        enhancedStatusCode: fc.string(),
        text: fc.oneof(fc.string(), fc.constantFrom(...REFUSAL_ROWS.map(({ says }) => says))),
      },
      { requiredKeys: ['text'] },
    );

    fc.assert(
      fc.property(
        fc.option(word),
        fc.constantFrom(...PROTOCOLS),
        fc.option(fc.string()),
        (words, protocol, e) => {
          const one = refusalOf(refused(words, { scramError: e }), protocol);
          expect(['seen', 'likely']).toContain(one.confidence);
          expect(one.cause).toMatch(/^[a-z-]+$/);
        },
      ),
    );
  });
});

describe('SCRAM’s own word', () => {
  const FAILED: ServerWords = { responseCode: 'AUTHENTICATIONFAILED', text: '' };
  const INVALID: ServerWords = { replyCode: 535, text: '' };

  // RFC 5802 §7: what is wrong with the exchange itself is known before name and password are looked at.
  it.each<[string, Cause]>([
    ['invalid-encoding', 'exchange-broken'],
    ['extensions-not-supported', 'exchange-broken'],
    ['channel-bindings-dont-match', 'binding-mismatch'],
    ['server-does-support-channel-binding', 'plus-stripped'],
    ['channel-binding-not-supported', 'binding-refused'],
    ['unsupported-channel-binding-type', 'binding-refused'],
    ['invalid-username-encoding', 'username-unreadable'],
    ['no-resources', 'server-trouble'],
    ['invalid-proof', 'password-wrong'],
    ['unknown-user', 'username-form'],
    ['other-error', 'unclear'],
    ['what-nobody-knows', 'unclear'],
  ])('%s is more exact than the protocol’s usual code', (scramError, cause) => {
    expect(causeOf(FAILED, 'imap', { scramError })).toBe(cause);
    expect(causeOf(INVALID, 'submission', { scramError })).toBe(cause);
    expect(causeOf(null, 'imap', { scramError })).toBe(cause);
  });

  it.each(['invalid-proof', 'other-error'])('%s leaves a code that says more its meaning', (scramError) => {
    expect(causeOf({ responseCode: 'EXPIRED', text: '' }, 'imap', { scramError })).toBe('password-expired');
    expect(causeOf({ replyCode: 454, text: '' }, 'submission', { scramError })).toBe('server-trouble');
  });

  it('of a binding that does not match is a conclusion where it says who is in between', () => {
    const one = refusalOf(refused(FAILED, { scramError: 'channel-bindings-dont-match' }), 'imap');

    expect(one.confidence).toBe('likely');
  });
});

describe('SCRAM that ends before the server sent a salt', () => {
  const words: ServerWords = { responseCode: 'AUTHENTICATIONFAILED', text: 'Authentication failed.' };

  it('is about the name, probably', () => {
    const early = refused(words, { mechanism: 'SCRAM-SHA-256' });

    expect(refusalOf(early, 'imap')).toEqual({ cause: 'username-form', confidence: 'likely' });
  });

  it('is about the proof where it came to one, and with other mechanisms', () => {
    expect(causeOf(words, 'imap', { mechanism: 'SCRAM-SHA-256', iterationCount: 4096 })).toBe(
      'password-wrong',
    );
    expect(causeOf(words, 'imap', { mechanism: 'PLAIN' })).toBe('password-wrong');
  });

  it('keeps a reason that the server gives', () => {
    expect(causeOf({ responseCode: 'UNAVAILABLE', text: '' }, 'imap', { mechanism: 'SCRAM-SHA-1' })).toBe(
      'server-trouble',
    );
  });
});

describe('what is known of the provider', () => {
  const wrong = { cause: 'password-wrong', confidence: 'seen' } as const;

  it('makes of a wrong password the one that was probably used', () => {
    expect(knowing(wrong, { signIn: 'app-password' })).toEqual({
      cause: 'app-password',
      confidence: 'likely',
    });
    expect(knowing(wrong, { signIn: 'oauth-or-app-password' }).cause).toBe('app-password');
    expect(knowing(wrong, { signIn: 'oauth-only' }).cause).toBe('oauth-only');
  });

  it('changes nothing where the password of the account can be right, or the server said more', () => {
    expect(knowing(wrong, null)).toBe(wrong);
    expect(knowing(wrong, { signIn: 'password' })).toBe(wrong);
    expect(knowing(wrong, { signIn: 'password-or-app-password' })).toBe(wrong);
    const locked = { cause: 'account-locked', confidence: 'likely' } as const;
    expect(knowing(locked, { signIn: 'app-password' })).toBe(locked);
  });
});

describe('no more is tried', () => {
  it.each<[string, boolean, ServerWords]>([
    ['after a wrong password', true, { responseCode: 'AUTHENTICATIONFAILED', text: '' }],
    ['where the server counts tries', true, { responseCode: 'LIMIT', text: 'Rate limit hit' }],
    ['after an answer that nobody understands', true, { responseCode: 'XPURPLE', text: '' }],
    ['while a part of the server is down', false, { responseCode: 'UNAVAILABLE', text: '' }],
    ['where too many programs are connected', false, { responseCode: 'LIMIT', text: '' }],
  ])('%s: %s', (_what, isOver, words) => {
    const facts = signIn({ outcome: 'rejected', mechanism: 'PLAIN', words });

    expect(forbidsMoreTries(facts, 'imap')).toBe(isOver);
  });

  it('where a server could not prove itself; a lost connection is no try', () => {
    expect(forbidsMoreTries(signIn({ failure: 'server-proof-wrong' }), 'imap')).toBe(true);
    expect(forbidsMoreTries(signIn({ failure: 'closed' }), 'imap')).toBe(false);
    expect(forbidsMoreTries(signIn({ outcome: 'accepted' }), 'imap')).toBe(false);
  });
});
