import { describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { explain, LANGUAGES } from '../../../shared/findings/explain.ts';
import type { Finding, FindingCode } from '../../../shared/findings/finding.ts';
import { judge } from '../../../shared/findings/judge.ts';
import type { PlacedCandidate } from '../../../shared/mail/candidate.ts';
import { suggested } from '../discovery/candidates.ts';
import { PUBLISHES_EVERYTHING, SEARCH_NEAR_MISSES } from './discovery-clean-cases.ts';
import {
  alsoSuggested,
  evidenceOfSearch,
  lookup,
  provider,
  srv,
  WELL,
  type Searched,
} from './discovery-facts.ts';
import { LOOKUP_CASES, LOOKUP_NEAR_MISSES } from './discovery-lookup-cases.ts';
import { SEARCH_CASES } from './discovery-search-cases.ts';
import { SUGGESTED_CASES, SUGGESTED_NEAR_MISSES } from './discovery-server-cases.ts';

const CASES = [...LOOKUP_CASES, ...SEARCH_CASES, ...SUGGESTED_CASES];
const NEAR_MISSES = [...LOOKUP_NEAR_MISSES, ...SEARCH_NEAR_MISSES, ...SUGGESTED_NEAR_MISSES];

function judged(searched: Searched): readonly Finding[] {
  return judge(evidenceOfSearch(searched));
}

function told(searched: Searched): readonly FindingCode[] {
  return judged(searched).map(({ code }) => code);
}

function finding(code: FindingCode, searched: Searched): Finding {
  return judged(searched).find((one) => one.code === code) ?? expect.unreachable(`no ${code}`);
}

describe('a search for settings', () => {
  it.each(CASES)('is told as %s: %s', (_code, _what, searched, _params, all) => {
    expect(told(searched)).toEqual(all);
  });

  it.each(CASES)('is told as %s with its values: %s', (code, _what, searched, params) => {
    expect(finding(code, searched).params).toEqual(params);
  });

  it.each(CASES)('is told as %s by what was seen: %s', (code, _what, searched) => {
    const { observations } = evidenceOfSearch(searched);
    const known = observations.map(({ id }) => id);

    const { evidence } = finding(code, searched);

    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.filter((id) => !known.includes(id))).toEqual([]);
    expect(new Set(evidence).size).toBe(evidence.length);
  });

  it.each(CASES)('is told as %s in words of every language: %s', (code, _what, searched) => {
    const one = finding(code, searched);

    for (const language of LANGUAGES) {
      const text = JSON.stringify(explain(one, ALL_PAGES[language]));
      expect(text).not.toMatch(/\{\w+\}/);
      expect(text).not.toMatch(/undefined|NaN/);
    }
  });

  it.each(NEAR_MISSES)('is not told as %s where %s', (code, _what, searched, all) => {
    expect(told(searched)).toEqual(all);
    expect(all).not.toContain(code);
  });

  it('is told as healthy alone where a domain publishes everything, and all of it right', () => {
    expect(told(PUBLISHES_EVERYTHING)).toEqual(['servers_healthy']);
  });

  it('has a clean case for every code that it can be told as', () => {
    const clean = NEAR_MISSES.map(([code]) => code);

    expect([...new Set(CASES.map(([code]) => code))].filter((code) => !clean.includes(code))).toEqual([]);
  });
});

describe('what is said of the search', () => {
  it('is nothing where nobody searched', () => {
    const named = { ...WELL, run: [], candidates: [suggested('person', 'imap', 'imap.example.net:993')] };

    expect(told(named)).toEqual(['servers_healthy']);
  });

  it('says the same of several places once, of the one that counts most, with all that shows it', () => {
    const broken = (['ispdb', 'autoconfig-http', 'autoconfig'] as const).map((source) =>
      lookup(source, 'unusable', { detail: 'malformed' }),
    );

    const findings = judged({ ...WELL, run: broken }).filter(
      ({ code }) => code === 'discovery_autoconfig_malformed',
    );

    expect(findings).toHaveLength(1);
    expect(findings[0]?.params).toEqual({ uri: 'https://autoconfig.example.org/mail/config-v1.1.xml' });
    expect(findings[0]?.evidence.toSorted()).toEqual(['o1', 'o2', 'o3']);
  });

  it('does not depend on the order in which the answers came', () => {
    const { run } = PUBLISHES_EVERYTHING;
    const odd = [lookup('ispdb', 'unusable', { detail: 'malformed' }), lookup('pacc', 'digest-missing')];

    const codes = told({ ...PUBLISHES_EVERYTHING, run: [...run, ...odd] });

    expect(told({ ...PUBLISHES_EVERYTHING, run: [...odd, ...run].toReversed() })).toEqual(codes);
  });

  it('names one host for each other domain', () => {
    const other = (host: string) => suggested('autoconfig', 'pop3', host);
    const searched = alsoSuggested(
      [],
      [other('a.example.net'), other('b.example.net'), other('example.com')],
    );

    const sites = judged(searched)
      .filter(({ code }) => code === 'discovery_servers_of_other_domain')
      .map(({ params }) => [params['site'], params['host']]);

    expect(sites).toEqual([
      ['example.net', 'a.example.net'],
      ['example.com', 'example.com'],
    ]);
  });

  it.each<readonly [FindingCode, readonly string[], PlacedCandidate]>([
    ['discovery_sources_disagree', ['o1', 'o2'], suggested('srv', 'imap', 'mail.example.org:993')],
    ['discovery_servers_of_other_domain', ['o2'], suggested('srv', 'pop3', 'pop.example.net:995')],
    ['discovery_autoconfig_cleartext', ['o2'], suggested('srv', 'pop3', 'pop.example.org:110/cleartext')],
    ['discovery_lookalike_host', ['o2'], suggested('srv', 'pop3', 'pop.examp1e.org:995')],
  ])('proves %s by the answers that say so: %j', (code, evidence, candidate) => {
    const searched = alsoSuggested([srv('_imaps', 'found'), srv('_pop3s', 'absent')], [candidate]);

    expect(finding(code, searched).evidence).toEqual(evidence);
  });

  it('is likely where the provider was recognised by its MX host, and seen where by the domain', () => {
    const known = (by: 'mx' | 'domain') => ({ run: [provider({ by, signIn: 'app-password' })] });

    expect(finding('discovery_app_password_needed', known('mx')).confidence).toBe('likely');
    expect(finding('discovery_app_password_needed', known('domain')).confidence).toBe('seen');
  });

  it('is a conclusion where a network answers in everybody’s place', () => {
    const portal = { run: [lookup('autoconfig', 'portal', { status: 511 })] };

    expect(finding('network_captive_portal', portal).confidence).toBe('likely');
  });

  it('is that the provider keeps its mail to itself, beside whatever else its domain says', () => {
    const searched = {
      run: [
        provider({ access: 'none', signIn: 'none', preconditions: ['imap-must-be-enabled'] }),
        lookup('autoconfig', 'name-unknown'),
      ],
    };

    expect(told(searched)).toEqual(['discovery_no_mail_protocols', 'discovery_access_off']);
  });
});
