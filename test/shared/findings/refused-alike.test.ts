import { expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { explain, LANGUAGES } from '../../../shared/findings/explain.ts';
import type { Finding } from '../../../shared/findings/finding.ts';
import { judge } from '../../../shared/findings/judge.ts';
import { evidenceOf } from './pattern-cases.ts';
import { inTls, signIn } from './facts.ts';
import { refusedWith } from './refusal-cases.ts';
import type { SignInFacts } from '../../../shared/mail/sign-in.ts';

const ADDRESS = '192.0.2.7';

/** What is found where incoming mail ended so, and outgoing mail so. */
function found(imap: SignInFacts, submission: SignInFacts): readonly Finding[] {
  const seen = (end: SignInFacts) => [...inTls, end].map((fact) => [ADDRESS, fact] as const);
  return judge(
    evidenceOf([
      ['imap', 'imap.example.org', seen(imap)],
      ['submission', 'smtp.example.org', seen(submission)],
    ]),
  );
}

const wrong = refusedWith({ responseCode: 'AUTHENTICATIONFAILED', text: 'no' });
const invalid = refusedWith({ replyCode: 535, enhancedStatusCode: '5.7.8', text: 'no' });

it('one password that both servers refuse is told once, with both as proofs', () => {
  const [only, ...more] = found(wrong, invalid);

  expect(more).toEqual([]);
  expect(only).toMatchObject({ code: 'auth_password_refused', confidence: 'seen' });
  expect(only?.params).toMatchObject({ host: 'imap.example.org, smtp.example.org', protocol: 'IMAP, SMTP' });
  expect(only?.evidence).toHaveLength(2);
});

it.each(LANGUAGES)('names both servers where it is told once: %s', (language) => {
  const [only] = found(wrong, invalid);

  const page = only === undefined ? '' : JSON.stringify(explain(only, ALL_PAGES[language]));

  expect(page).toContain('imap.example.org, smtp.example.org');
  expect(page).toContain('IMAP, SMTP');
});

it('the server that says why speaks for the one that says no, and only it is named', () => {
  const why = refusedWith({
    replyCode: 534,
    enhancedStatusCode: '5.7.9',
    text: 'Application-specific password required',
  });

  const findings = found(wrong, why);

  expect(findings.map(({ code }) => code)).toEqual(['auth_app_password_needed']);
  expect(findings[0]?.params).toEqual({ host: 'smtp.example.org', protocol: 'SMTP' });
  expect(findings[0]?.evidence).toHaveLength(2);
});

it('a switch for one protocol does not speak for the other', () => {
  const off = refusedWith({
    replyCode: 535,
    enhancedStatusCode: '5.7.139',
    text: 'SmtpClientAuthentication is disabled for the Tenant.',
  });

  expect(
    found(wrong, off)
      .map(({ code }) => code)
      .toSorted(),
  ).toEqual(['auth_password_refused', 'auth_protocol_switched_off']);
});

it('a password that one server takes is probably not wrong at the other', () => {
  const [only, ...more] = found(signIn({ outcome: 'accepted' }), invalid);

  expect(more).toEqual([]);
  expect(only).toMatchObject({ code: 'auth_refused_at_one_server', confidence: 'likely' });
  expect(only?.params).toMatchObject({ host: 'smtp.example.org', otherHost: 'imap.example.org' });
});

it('a reason of its own stays one, also where the other server lets in', () => {
  const full = refusedWith({ replyCode: 421, enhancedStatusCode: '4.7.0', text: 'too many connections' });

  expect(found(signIn({ outcome: 'accepted' }), full).map(({ code }) => code)).toEqual([
    'account_too_many_connections',
  ]);
});
