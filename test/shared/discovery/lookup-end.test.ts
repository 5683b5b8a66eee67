import { describe, expect, it } from 'vitest';
import { lookupEndOf } from '../../../shared/discovery/lookup-end.ts';
import type { FetchStep, NoDocument, RedirectProblem } from '../../../shared/mail/fetch-outcome.ts';
import type { LookupOutcome } from '../../../shared/mail/lookup.ts';
import { dns, tcp, tls } from '../findings/facts.ts';

const WAY = {
  url: 'https://autoconfig.example.org/mail/config-v1.1.xml',
  redirects: [],
  address: '192.0.2.80',
  proxy: null,
  anchor: null,
};

const REDIRECT_PROBLEMS: readonly RedirectProblem[] = [
  'to-http',
  'not-web',
  'to-address',
  'loop',
  'too-many',
  'not-repeated',
];
const STEPS: readonly FetchStep[] = ['resolve', 'connect', 'proxy', 'tls', 'answer', 'body'];

/** Each way in which no document came, and what the ledger says of it. */
const ENDS: readonly (readonly [end: NoDocument, outcome: LookupOutcome, detail: string | null])[] = [
  [{ outcome: 'other-status', status: 404 }, 'absent', null],
  [{ outcome: 'other-status', status: 410 }, 'absent', null],
  [{ outcome: 'other-status', status: 403 }, 'refused', null],
  [{ outcome: 'other-status', status: 204 }, 'refused', null],
  [{ outcome: 'other-status', status: 503 }, 'refused', null],
  [{ outcome: 'wants-credentials', status: 401 }, 'credentials-wanted', null],
  [{ outcome: 'wants-credentials', status: 407 }, 'credentials-wanted', null],
  [{ outcome: 'captive-portal', status: 511 }, 'portal', null],
  ...REDIRECT_PROBLEMS.map(
    (reason) =>
      [
        { outcome: 'redirect-refused', status: 302, reason, to: 'http://example.net/' },
        'redirect-refused',
        `${reason} http://example.net/`,
      ] as const,
  ),
  [
    { outcome: 'redirect-refused', status: 302, reason: 'malformed', to: '' },
    'redirect-refused',
    'malformed',
  ],
  [{ outcome: 'url-refused', reason: 'to-http' }, 'redirect-refused', 'to-http'],
  [{ outcome: 'url-refused', reason: 'not-web' }, 'redirect-refused', 'not-web'],
  [{ outcome: 'url-refused', reason: 'malformed' }, 'redirect-refused', 'malformed'],
  [
    { outcome: 'private-address', host: 'autoconfig.example.org', addresses: ['10.0.0.1', 'fd00::1'] },
    'private-address',
    '10.0.0.1, fd00::1',
  ],
  [{ outcome: 'not-resolved', dns: dns('not-found') }, 'name-unknown', null],
  [{ outcome: 'not-resolved', dns: { ...dns('not-found'), detail: 'ENODATA' } }, 'name-unknown', 'ENODATA'],
  [{ outcome: 'not-resolved', dns: { ...dns('failed'), detail: 'ESERVFAIL' } }, 'failed', 'ESERVFAIL'],
  [{ outcome: 'not-resolved', dns: dns('silent') }, 'silent', null],
  [{ outcome: 'not-connected', attempts: [tcp('silent'), tcp('refused')] }, 'unreachable', 'refused'],
  [{ outcome: 'not-connected', attempts: [] }, 'unreachable', null],
  [{ outcome: 'bad-certificate', tls: tls('certificate-rejected', 'wrong-name') }, 'bad-certificate', 'ERR'],
  [{ outcome: 'tls-failed', tls: tls('not-tls') }, 'failed', 'not-tls'],
  [{ outcome: 'tls-failed', tls: tls('version-refused') }, 'failed', 'version-refused'],
  [{ outcome: 'too-large', part: 'head' }, 'unusable', 'too-large'],
  [{ outcome: 'too-large', part: 'body' }, 'unusable', 'too-large'],
  [{ outcome: 'malformed', part: 'http' }, 'unusable', 'malformed'],
  [{ outcome: 'malformed', part: 'packing' }, 'unusable', 'malformed'],
  [{ outcome: 'closed', during: 'answer', detail: 'ECONNRESET' }, 'failed', 'ECONNRESET'],
  [{ outcome: 'closed', during: 'body', detail: null }, 'failed', 'closed'],
  ...STEPS.map((during) => [{ outcome: 'silent', during }, 'silent', during] as const),
  [{ outcome: 'proxy-wants-credentials', status: 407 }, 'failed', 'proxy-wants-credentials'],
  [{ outcome: 'proxy-failed', status: null }, 'failed', 'proxy-failed'],
  [{ outcome: 'proxy-failed', status: 502 }, 'failed', 'proxy-failed'],
];

describe('what fetching a document came to', () => {
  it.each(ENDS)('%j stands in the ledger as %s, %s', (end, outcome, detail) => {
    expect(lookupEndOf({ ...WAY, ...end })).toEqual({ outcome, detail });
  });

  it('is that something was found where a document came', () => {
    const facts = {
      ...WAY,
      outcome: 'document',
      status: 200,
      mediaType: 'text/xml',
      lengthBytes: 812,
    } as const;

    expect(lookupEndOf(facts)).toEqual({ outcome: 'found', detail: null });
  });
});
