import { describe, expect, it } from 'vitest';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import { explain, LANGUAGES } from '../../../shared/findings/explain.ts';
import { certificateWith } from '../certificate.ts';
import { LOOKUP_CODES } from './discovery-lookup-cases.ts';
import { SEARCH_CODES } from './discovery-search-cases.ts';
import { SUGGESTED_CODES } from './discovery-server-cases.ts';
import { ENCRYPTION_CASES } from './encryption-cases.ts';
import { dns, inTls, reached, tcp, tls } from './facts.ts';
import { judged, type Case } from './judged.ts';
import { MAIL_CASES } from './mail-cases.ts';
import { MEMORY_CASES } from './memory-cases.ts';
import { PATTERN_CODES } from './pattern-cases.ts';
import { RUN_CODES } from './run-cases.ts';
import { REACH_CASES } from './reach-cases.ts';
import { REFUSAL_CASES } from './refusal-cases.ts';
import { SIGN_IN_CASES } from './sign-in-cases.ts';
import { WAY_IN_CASES } from './way-in-cases.ts';

const CASES: readonly Case[] = [
  ...REACH_CASES,
  ...ENCRYPTION_CASES,
  ...SIGN_IN_CASES,
  ...WAY_IN_CASES,
  ...REFUSAL_CASES,
  ...MAIL_CASES,
  ...MEMORY_CASES,
];

describe('the judge', () => {
  it.each(CASES)('finds %s on %s', (code, security, facts) => {
    const findings = judged(security, facts);

    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it.each(CASES)('gives one cause for %s and keeps its consequences to itself', (code, security, facts) => {
    const problems = judged(security, facts).filter(({ severity }) => severity === 'problem');

    expect(problems.length).toBeLessThanOrEqual(1);
    expect(problems.length).toBe(findingFacts[code].severity === 'problem' ? 1 : 0);
  });

  it.each(CASES)('proves %s by what was seen', (code, security, facts) => {
    const finding = judged(security, facts).find((one) => one.code === code);

    expect(finding?.evidence.length).toBeGreaterThan(0);
  });

  it.each(CASES)('has words for %s in every language, with all values filled in', (code, security, facts) => {
    const finding = judged(security, facts).find((one) => one.code === code)!;

    for (const language of LANGUAGES) {
      const text = JSON.stringify(explain(finding, language));
      expect(text).not.toMatch(/\{\w+\}/);
      expect(text).not.toContain('undefined');
    }
  });

  it('finds only that the run was cancelled where it was', () => {
    const findings = judged('implicit-tls', [...reached], true);

    expect(findings.map(({ code }) => code)).toEqual(['run_cancelled']);
  });

  it('has a case for every finding that exists', () => {
    const covered = new Set<string>([
      ...CASES.map(([code]) => code),
      ...PATTERN_CODES,
      ...RUN_CODES,
      ...LOOKUP_CODES,
      ...SEARCH_CODES,
      ...SUGGESTED_CODES,
      'run_cancelled',
    ]);

    expect(Object.keys(findingFacts).filter((code) => !covered.has(code))).toEqual([]);
  });

  it('warns where one family of addresses refuses and the other answers', () => {
    const facts = [dns('resolved'), tcp('refused', '2001:db8::7'), ...inTls.slice(1)];

    expect(judged('implicit-tls', facts).map(({ code }) => code)).toEqual([
      'network_family_dead',
      'servers_healthy',
    ]);
  });

  it('does not take a server’s backtick for the end of a literal', () => {
    const finding = judged('implicit-tls', [
      ...reached,
      {
        ...tls('certificate-rejected', 'unknown-issuer'),
        chain: [certificateWith({ issuer: 'CN=`we` are right' })],
      },
    ])[0]!;

    expect(JSON.stringify(explain(finding, 'en'))).not.toContain('CN=`');
  });
});
