import { describe, expect, it } from 'vitest';
import { guessAtProvider, guessEndpoints } from '../../../shared/discovery/guess.ts';
import { rank } from '../../../shared/discovery/rank.ts';
import { needsConfirmation } from '../../../shared/discovery/settle.ts';
import type { Candidate, PlacedCandidate } from '../../../shared/mail/candidate.ts';
import { formatEndpoint, isSameEndpoint } from '../../../shared/mail/endpoint.ts';
import { parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import { siteOf } from '../../../shared/mail/site.ts';

const DOMAIN = hostname('example.org');

describe('the guesses for a domain', () => {
  it.each([
    [
      'imap',
      ['imap.', 'mail.', '', 'mx.', 'imaps.'].flatMap((label) => [
        `${label}example.org:993/implicit-tls`,
        `${label}example.org:143/starttls`,
      ]),
    ],
    [
      'submission',
      ['mail.', 'smtp.', '', 'mx.', 'smtps.'].flatMap((label) => [
        `${label}example.org:465/implicit-tls`,
        `${label}example.org:587/starttls`,
      ]),
    ],
    [
      'pop3',
      ['mail.', 'pop.', 'pop3.'].flatMap((label) => [
        `${label}example.org:995/implicit-tls`,
        `${label}example.org:110/starttls`,
      ]),
    ],
    ['managesieve', ['imap.example.org:4190/starttls', 'mail.example.org:4190/starttls']],
    ['smtp', []],
  ])('for %s are these, preferred first', (protocol, expected) => {
    const endpoints = guessEndpoints(DOMAIN, []).map(({ endpoint }) => endpoint);

    expect(endpoints.filter((endpoint) => endpoint.protocol === protocol).map(formatEndpoint)).toEqual(
      expected,
    );
  });

  it('are nobody’s word, and say nothing of user names and sign-in', () => {
    for (const candidate of guessEndpoints(DOMAIN, [])) {
      expect(candidate).toMatchObject({
        username: null,
        signIn: [],
        source: { kind: 'guess', uri: null, trust: 'guess' },
      });
    }
  });

  it('cost few names, all at or below the domain', () => {
    const hosts = new Set(guessEndpoints(DOMAIN, []).map(({ endpoint }) => endpoint.host));

    expect(hosts.size).toBe(9);
    for (const host of hosts) expect(`.${host}`).toMatch(/\.example\.org$/);
  });

  it('are tried at the hosts of the first two MX records, before the domain itself', () => {
    const mxHosts = ['mx1.example.net', 'mx2.example.net', 'mx3.example.net'].map(hostname);

    const hosts = [...new Set(guessEndpoints(DOMAIN, mxHosts).map(({ endpoint }) => endpoint.host))];

    expect(hosts).toContain('mx2.example.net');
    expect(hosts).not.toContain('mx3.example.net');
    expect(hosts.indexOf(hostname('mx1.example.net'))).toBeLessThan(hosts.indexOf(DOMAIN));
  });

  it('are never at what an MX host is named after', () => {
    const candidates = guessEndpoints(DOMAIN, [hostname('a.mx.example.net')]);

    const foreign = candidates
      .map(({ endpoint }) => endpoint.host)
      .filter((host) => !host.endsWith('example.org'));
    expect(new Set(foreign)).toEqual(new Set(['a.mx.example.net']));
  });

  it('name every endpoint once, where an MX host is a usual name too', () => {
    const endpoints = guessEndpoints(DOMAIN, [hostname('smtp.example.org')]).map(({ endpoint }) => endpoint);

    for (const endpoint of endpoints) {
      expect(endpoints.filter((other) => isSameEndpoint(endpoint, other))).toHaveLength(1);
    }
    expect(endpoints.map(formatEndpoint)).toContain('smtp.example.org:993/implicit-tls');
  });

  it('are never at an address', () => {
    const hosts = guessEndpoints(DOMAIN, [hostname('192.0.2.1')]).map(({ endpoint }) => endpoint.host);

    expect(hosts).not.toContain('192.0.2.1');
  });

  it('leave out names that would be longer than names get', () => {
    const long = hostname([...Array.from({ length: 4 }, () => 'a'.repeat(61)), 'test'].join('.'));

    const hosts = guessEndpoints(long, []).map(({ endpoint }) => endpoint.host);

    expect(long).toHaveLength(252);
    expect(new Set(hosts)).toEqual(new Set([long]));
  });
});

describe('the guesses for whoever takes the mail of a domain', () => {
  it.each([
    [
      'imap',
      ['imap.', 'mail.'].flatMap((label) => [
        `${label}example.net:993/implicit-tls`,
        `${label}example.net:143/starttls`,
      ]),
    ],
    [
      'submission',
      ['mail.', 'smtp.'].flatMap((label) => [
        `${label}example.net:465/implicit-tls`,
        `${label}example.net:587/starttls`,
      ]),
    ],
    ['pop3', []],
    ['managesieve', []],
    ['smtp', []],
  ])('for %s are the likeliest names alone, preferred first', (protocol, expected) => {
    const endpoints = guessAtProvider(hostname('example.net')).map(({ endpoint }) => endpoint);

    expect(endpoints.filter((endpoint) => endpoint.protocol === protocol).map(formatEndpoint)).toEqual(
      expected,
    );
  });

  it('are nobody’s word either, and come behind the domain’s own', () => {
    const own = guessEndpoints(DOMAIN, []);
    const options = rank([...own, ...guessAtProvider(hostname('example.net'))].map(placed));

    const sites = options.map(({ endpoint }) => endpoint.host.endsWith('example.net'));
    const imap = options.filter(({ endpoint }) => endpoint.protocol === 'imap' && endpoint.port === 993);
    expect(new Set(options.map(({ trust }) => trust))).toEqual(new Set(['guess']));
    expect(sites).toContain(true);
    expect(imap.map(({ site }) => site)).toEqual([
      ...Array.from({ length: 5 }, () => 'example.org'),
      ...Array.from({ length: 2 }, () => 'example.net'),
    ]);
    expect(options.every((option) => needsConfirmation(option, 'example.org'))).toBe(true);
  });

  it('leave out names that would be longer than names get', () => {
    const long = hostname([...Array.from({ length: 4 }, () => 'a'.repeat(61)), 'test'].join('.'));

    expect(guessAtProvider(long)).toEqual([]);
  });
});

function placed(one: Candidate): PlacedCandidate {
  return { ...one, site: siteOf(one.endpoint.host), shown: null };
}

function hostname(text: string): Hostname {
  const parsed = parseHostname(text);
  return parsed.ok ? parsed.value : expect.unreachable(text);
}
