import { describe, expect, it } from 'vitest';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { explain, LANGUAGES } from '../../../shared/findings/explain.ts';
import { certificateWith } from '../certificate.ts';
import { ENDPOINT_CASES } from './all-cases.ts';
import { dns, inTls, reached, tcp, tls } from './facts.ts';
import { judged } from './judged.ts';

describe('the judge', () => {
  it.each(ENDPOINT_CASES)('finds %s on %s', (code, security, facts) => {
    const findings = judged(security, facts);

    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it.each(ENDPOINT_CASES)(
    'gives one cause for %s and keeps its consequences to itself',
    (code, security, facts) => {
      const problems = judged(security, facts).filter(({ severity }) => severity === 'problem');

      expect(problems.length).toBeLessThanOrEqual(1);
      expect(problems.length).toBe(findingFacts[code].severity === 'problem' ? 1 : 0);
    },
  );

  it.each(ENDPOINT_CASES)('proves %s by what was seen', (code, security, facts) => {
    const finding = judged(security, facts).find((one) => one.code === code);

    expect(finding?.evidence.length).toBeGreaterThan(0);
  });

  it.each(ENDPOINT_CASES)(
    'has words for %s in every language, with all values filled in',
    (code, security, facts) => {
      const finding = judged(security, facts).find((one) => one.code === code)!;

      for (const language of LANGUAGES) {
        const text = JSON.stringify(explain(finding, ALL_PAGES[language]));
        expect(text).not.toMatch(/\{\w+\}/);
        expect(text).not.toContain('undefined');
      }
    },
  );

  it('finds only that the run was cancelled where it was', () => {
    const findings = judged('implicit-tls', [...reached], true);

    expect(findings.map(({ code }) => code)).toEqual(['run_cancelled']);
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

    expect(JSON.stringify(explain(finding, ALL_PAGES.en))).not.toContain('CN=`');
  });
});
