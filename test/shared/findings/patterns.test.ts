import { describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { explain, LANGUAGES } from '../../../shared/findings/explain.ts';
import { judge } from '../../../shared/findings/judge.ts';
import { CLEAN_CASES, evidenceOf, PATTERN_CASES } from './pattern-cases.ts';

describe('what shows only when several looks are taken together', () => {
  it.each(PATTERN_CASES)('%s: %s', (_code, _what, at, all) => {
    const findings = judge(evidenceOf(at));

    expect(findings.map(({ code }) => code)).toEqual(all);
  });

  it.each(PATTERN_CASES)('%s is proved by what was seen: %s', (code, _what, at) => {
    const evidence = evidenceOf(at);

    const finding = judge(evidence).find((one) => one.code === code);

    const known = evidence.observations.map(({ id }) => id);
    expect(finding?.evidence.length).toBeGreaterThan(0);
    expect(finding?.evidence.filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(PATTERN_CASES)('%s has words in every language: %s', (code, _what, at) => {
    const finding = judge(evidenceOf(at)).find((one) => one.code === code);

    for (const language of LANGUAGES) {
      const text = finding === undefined ? '' : JSON.stringify(explain(finding, ALL_PAGES[language]));
      expect(text).not.toBe('');
      expect(text).not.toMatch(/\{\w+\}|undefined/);
    }
  });

  it('network_host_without_mail is a conclusion: mail may be at an unusual port', () => {
    const findings = PATTERN_CASES.filter(([code]) => code === 'network_host_without_mail').flatMap(
      ([, , at]) => judge(evidenceOf(at)),
    );

    expect(findings.map(({ code, confidence }) => [code, confidence])).toEqual([
      ['network_host_without_mail', 'likely'],
    ]);
  });

  it.each(CLEAN_CASES)('says nothing but good where %s', (_what, at) => {
    const findings = judge(evidenceOf(at));

    expect(findings.map(({ code }) => code)).toEqual(['servers_healthy']);
  });
});
