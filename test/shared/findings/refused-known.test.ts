import { expect, it } from 'vitest';
import type { Finding } from '../../../shared/findings/finding.ts';
import { judge } from '../../../shared/findings/judge.ts';
import type { PlacedCandidate } from '../../../shared/mail/candidate.ts';
import type { RunObservationOf } from '../../../shared/mail/observation.ts';
import { inTls } from './facts.ts';
import { judged } from './judged.ts';
import { evidenceOf } from './pattern-cases.ts';
import { refusedWith } from './refusal-cases.ts';

interface Known {
  readonly username?: string;
  readonly suggested?: string;
  readonly signIn?: RunObservationOf<'provider'>['signIn'];
}

it.each(['server-does-support-channel-binding', 'One time use of a plaintext password'])(
  'nothing says that the password stayed at home where the server got it: %s',
  (text) => {
    const codes = (sendsSecret: boolean) =>
      judged('implicit-tls', [...inTls, refusedWith({ text }, { sendsSecret })]).map(({ code }) => code);

    expect(codes(true)).toEqual(['auth_refused']);
    expect(codes(false)).not.toContain('auth_refused');
  },
);

/** What is found where a server says no more than no, and this is known beside. */
function found({ username = 'a…e@example.org', suggested, signIn }: Known): readonly Finding[] {
  const wrong = refusedWith({ responseCode: 'AUTHENTICATIONFAILED', text: 'no' });
  const seen = [...inTls, wrong].map((fact) => ['192.0.2.7', fact] as const);
  const evidence = evidenceOf([['imap', 'imap.example.org', seen]]);
  const candidates = evidence.endpoints.map((endpoint): PlacedCandidate => ({
    endpoint,
    username: suggested ?? null,
    signIn: [],
    source: { kind: 'autoconfig', uri: null, trust: 'domain-https' },
    site: 'example.org',
    shown: null,
  }));
  const observations =
    signIn === undefined ? evidence.observations : [...evidence.observations, providerWith(signIn)];
  return judge({ ...evidence, username, candidates, observations });
}

function providerWith(signIn: RunObservationOf<'provider'>['signIn']): RunObservationOf<'provider'> {
  return {
    ...{ id: 'p1', endpoint: null, address: null, at: 0, took: 0, transcript: null, kind: 'provider' },
    ...{ name: 'Example', by: 'domain', access: 'mail-protocols', signIn, preconditions: [] },
    ...{ help: null, asOf: '2026-11' },
  };
}

const problems = (known: Known): readonly string[] =>
  found(known)
    .filter(({ severity }) => severity === 'problem')
    .map(({ code, confidence }) => `${code} ${confidence}`);

it.each([
  ['a…e@example.org', '%EMAILLOCALPART%'],
  ['a…e', '%EMAILADDRESS%'],
  ['a…e', '%EMAILLOCALPART%@%EMAILDOMAIN%'],
])('a name like %s, where the settings want %s, is probably the wrong form', (username, suggested) => {
  expect(problems({ username, suggested })).toEqual(['auth_username_form likely']);
});

it.each([
  ['a…e@example.org', '%EMAILADDRESS%'],
  ['a…e', '%EMAILLOCALPART%'],
  ['a…e', 'u…7'],
])('a name like %s, where the settings want %s, is not what is wrong', (username, suggested) => {
  expect(problems({ username, suggested })).toEqual(['auth_password_refused seen']);
});

it.each([
  ['app-password', 'auth_app_password_needed likely'],
  ['oauth-only', 'auth_oauth_only likely'],
  ['password', 'auth_password_refused seen'],
] as const)('a provider that takes %s is thought of', (signIn, told) => {
  expect(problems({ signIn })).toEqual([told]);
});
