import { describe, expect, it } from 'vitest';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { explain, LANGUAGES } from '../../../shared/findings/explain.ts';
import { finding, type Finding } from '../../../shared/findings/finding.ts';
import type { JudgedEndpoint } from '../../../shared/findings/judged.ts';
import { judgeBetween } from '../../../shared/findings/patterns/between.ts';
import { judgeClock } from '../../../shared/findings/patterns/clock.ts';
import type { CertificateFacts } from '../../../shared/mail/certificate.ts';
import { parseEndpoint } from '../../../shared/mail/endpoint.ts';
import type { Observation, TlsFacts } from '../../../shared/mail/observation.ts';
import { authorityWith, certificateWith } from '../certificate.ts';

let count = 0;

/** An endpoint whose TLS handshake was this one, and what was said of it. */
function judgedAt(
  host: string,
  tls: Partial<TlsFacts>,
  { address = '203.0.113.7', findings = [] as readonly Finding[] } = {},
): JudgedEndpoint {
  const parsed = parseEndpoint('imap', host);
  if (!parsed.ok) throw new Error(`not an endpoint: ${host}`);
  const endpoint = parsed.value;
  count += 1;
  const observation: Observation = {
    ...{ id: `o${count}`, endpoint, address, at: 0, took: 0, transcript: null },
    ...{ kind: 'tls-handshake', outcome: 'established', version: 'TLSv1.3', cipher: null, keyExchange: null },
    ...{ alpn: null, chain: [], anchor: null, certificateProblems: [], detail: null },
    ...tls,
  };
  const view = {
    endpoint,
    family: 'ipv4' as const,
    observations: [observation],
    username: null,
    site: 'example.org',
    suggestedUsername: null,
    provider: null,
  };
  const path = { view, findings };
  return { endpoint, isGuessed: false, paths: [path], best: path };
}

/** A chain that ends at somebody whom only the system trusts. */
function vouchedBy(name: string, anchor: Partial<CertificateFacts> = {}): Partial<TlsFacts> {
  const chain = [certificateWith({ issuer: name }), authorityWith({ subject: name, ...anchor })];
  return { chain, anchor: 'system' };
}

const codesOf = (patterns: ReturnType<typeof judgeBetween>) =>
  patterns.map((pattern) => pattern.finding?.code);

function expectWords(found: Finding | null | undefined): void {
  for (const language of LANGUAGES) {
    expect(JSON.stringify(explain(found!, ALL_PAGES[language]))).not.toMatch(/\{\w+\}|undefined/);
  }
}

describe('judgeBetween', () => {
  it.each<[string, Partial<TlsFacts>]>([
    ['a public root', { chain: [certificateWith(), authorityWith()], anchor: 'bundled' }],
    ['an authority that a person named', { chain: [certificateWith(), authorityWith()], anchor: 'added' }],
    ['nobody who is known', { chain: [certificateWith()], anchor: null }],
    [
      'somebody, before the connection was rejected',
      { ...vouchedBy('CN=X'), outcome: 'certificate-rejected' },
    ],
  ])('says nothing where it is vouched for by %s', (_, tls) => {
    expect(judgeBetween([judgedAt('imap.example.org', tls)])).toEqual([]);
  });

  it.each([
    ['by its name', 'CN=Avast Web/Mail Shield Root', 'Avast'],
    ['by what its name says', 'O=Corp, CN=Corp TLS Inspection', 'Corp TLS Inspection'],
    ['without a better reason for it', 'O=Corp, CN=Corp Root CA', 'Corp Root CA'],
  ])('guesses %s that somebody reads along', (_, name, who) => {
    const [pattern] = judgeBetween([judgedAt('imap.example.org', vouchedBy(name))]);

    expect(pattern!.finding).toMatchObject({
      code: 'tls_intercepted',
      confidence: 'likely',
      params: { host: 'imap.example.org', who },
    });
    expectWords(pattern!.finding);
  });

  it.each<[string, JudgedEndpoint]>([
    [
      'is called like its authority',
      judgedAt('mail.corp-ltd.example', vouchedBy('O=Corp Ltd, CN=Corp Ltd Root')),
    ],
    ['is in the same network', judgedAt('mail.example.org', vouchedBy('CN=Root'), { address: '10.1.2.3' })],
    [
      'is in the same network by IPv6',
      judgedAt('mail.example.org', vouchedBy('CN=Root'), { address: 'fd00::7' }),
    ],
    [
      'has a certificate of an authority that was public once',
      judgedAt(
        'mail.example.org',
        vouchedBy('CN=Baltimore CyberTrust Root', {
          spkiFingerprint: '63d9af9b47b1064d49a10e7b7fd566dbc8caa399459bfc2829c571ad8c6ef34a',
        }),
      ),
    ],
  ])('is fair to a server that %s', (_, judged) => {
    const [pattern] = judgeBetween([judged]);

    expect(pattern!.finding?.code).toBe('tls_authority_not_public');
    expect(findingFacts.tls_authority_not_public.severity).toBe('note');
    expectWords(pattern!.finding);
  });

  it('is not fooled by known software that is near', () => {
    const near = judgedAt('mail.example.org', vouchedBy('CN=Sophos SSL CA'), { address: '127.0.0.1' });

    expect(codesOf(judgeBetween([near]))).toEqual(['tls_intercepted']);
  });

  it('takes an authority that vouches for strangers for one that reads along', () => {
    const near = { address: '10.1.2.3' };
    const hosts = ['mail.example.org', 'mail.example.net'];

    const patterns = judgeBetween(hosts.map((host) => judgedAt(host, vouchedBy('CN=Root'), near)));

    expect(codesOf(patterns)).toEqual(['tls_intercepted', 'tls_intercepted']);
  });

  it('takes two servers of one organisation for no strangers', () => {
    const near = { address: '10.1.2.3' };
    const hosts = ['imap.example.org', 'smtp.example.org'];

    const patterns = judgeBetween(hosts.map((host) => judgedAt(host, vouchedBy('CN=Root'), near)));

    expect(codesOf(patterns)).toEqual(['tls_authority_not_public', 'tls_authority_not_public']);
  });

  it('keeps to itself that the issuer is another one than before', () => {
    const params = { host: 'imap.example.org', before: 'A', now: 'B', lastSeen: '2026-11-01' };
    const changed = finding('memory_issuer_changed', params as never, ['o1']);

    const [pattern] = judgeBetween([
      judgedAt('imap.example.org', vouchedBy('CN=Squid'), { findings: [changed] }),
    ]);

    expect(pattern!.swallows).toEqual([changed]);
  });
});

const MADE = '2026-06-01';
const YEARS_AGO: Partial<CertificateFacts> = {
  notBefore: '2023-01-01T00:00:00.000Z',
  notAfter: '2024-01-01T00:00:00.000Z',
};
const rejected = (certificate: Partial<CertificateFacts>): Partial<TlsFacts> => ({
  outcome: 'certificate-rejected',
  chain: [certificateWith(certificate)],
});
const one = (certificate: Partial<CertificateFacts>): JudgedEndpoint =>
  judgedAt('imap.example.org', rejected({ ...certificate, fingerprint: 'aa' }), {
    findings: [
      finding('tls_certificate_expired', { host: 'imap.example.org', date: '2024-01-01' }, ['o1']),
      finding('tls_certificate_wrong_name', { host: 'imap.example.org', names: 'x' }, ['o1']),
    ],
  });
const other = (certificate: Partial<CertificateFacts>): JudgedEndpoint =>
  judgedAt('smtp.example.org', rejected({ ...certificate, fingerprint: 'bb' }));
const clock = (now: string) => judgeClock({ now, madeAt: MADE });

describe('judgeClock', () => {
  it('sees that the clock is wrong where Letterlock was not made yet', () => {
    const [pattern] = clock('2001-01-01T00:00:00.000Z')([one({})]);

    expect(pattern!.finding).toMatchObject({
      code: 'clock_wrong',
      confidence: 'seen',
      params: { today: '2001-01-01', expected: MADE },
    });
    expect(pattern!.swallows.map(({ code }) => code)).toEqual(['tls_certificate_expired']);
    expectWords(pattern!.finding);
  });

  it('names the day on which the newest certificate begins, where that is later', () => {
    const [pattern] = clock('2001-01-01T00:00:00.000Z')([one({ notBefore: '2026-10-05T00:00:00.000Z' })]);

    expect(pattern!.finding?.params['expected']).toBe('2026-10-05');
  });

  it('guesses it where the certificates of several servers are all to come', () => {
    const toCome = { notBefore: '2027-03-01T00:00:00.000Z', notAfter: '2028-03-01T00:00:00.000Z' };

    const [pattern] = clock('2026-11-22T00:00:00.000Z')([one(toCome), other(toCome)]);

    expect(pattern!.finding).toMatchObject({
      confidence: 'likely',
      params: { today: '2026-11-22', expected: '2027-03-01' },
    });
  });

  it('guesses it where the certificates of several servers are over for more than a year', () => {
    const [pattern] = clock('2035-11-22T00:00:00.000Z')([one({}), other({})]);

    expect(pattern!.finding).toMatchObject({
      confidence: 'likely',
      params: { today: '2035-11-22', expected: MADE },
    });
  });

  it.each<[string, readonly JudgedEndpoint[]]>([
    ['one server only', [one(YEARS_AGO)]],
    [
      'one server that is fine',
      [one(YEARS_AGO), judgedAt('smtp.example.org', { chain: [certificateWith()] })],
    ],
    [
      'the same certificate on all servers',
      [one(YEARS_AGO), judgedAt('smtp.example.org', rejected({ ...YEARS_AGO, fingerprint: 'aa' }))],
    ],
    [
      'certificates that are over for a week',
      [one({ notAfter: '2026-11-15T00:00:00.000Z' }), other({ notAfter: '2026-11-15T00:00:00.000Z' })],
    ],
    [
      'certificates without dates',
      [one({ notBefore: null, notAfter: null }), other({ notBefore: null, notAfter: null })],
    ],
    ['no certificate at all', []],
  ])('says nothing of the clock where there is %s', (_, judged) => {
    expect(clock('2026-11-22T00:00:00.000Z')(judged)).toEqual([]);
  });

  it('does not mind that the day began earlier where Letterlock was made', () => {
    expect(clock('2026-05-31T14:00:00.000Z')([])).toEqual([]);
  });
});
