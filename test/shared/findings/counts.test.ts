import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import { LANGUAGES } from '../../../shared/findings/explain.ts';
import type { FindingCode } from '../../../shared/findings/finding.ts';
import { printTable } from '../../table.ts';
import { ALL_CASES, HEALTHY } from './all-cases.ts';

const FEWEST_CODES = 130;
const RELEASED = fileURLToPath(new URL('../../../shared/findings/codes.txt', import.meta.url));
const codes = Object.keys(findingFacts) as FindingCode[]; // the keys of an object that is written down
const facts: Readonly<Record<string, { readonly isRetired: boolean }>> = findingFacts;
const retired = codes.filter((code) => facts[code]?.isRetired);

/** The files of rules that told each code while the cases were judged. */
const tellers = tellersOf();
/** For each code the cases of its own that reached it, and those that did not. */
const reached = new Map<FindingCode, number>();
const missed: string[] = [];
for (const [at, { code, judged }] of ALL_CASES.entries()) {
  if (judged().some((one) => one.code === code)) reached.set(code, (reached.get(code) ?? 0) + 1);
  else missed.push(`${at}: ${code}`);
}
const healthy = HEALTHY.map(([what, judged]) => [what, judged()] as const);

describe('every finding that exists', () => {
  it(`is one of at least ${FEWEST_CODES}, and stands in the list of all that were released`, () => {
    expect(codes.length).toBeGreaterThanOrEqual(FEWEST_CODES);
    expect(readFileSync(RELEASED, 'utf8').trimEnd().split('\n')).toEqual(codes);
  });

  it.each(LANGUAGES)('has its page: %s', (language) => {
    expect(Object.keys(ALL_PAGES[language].pages)).toEqual(codes);
  });

  it('is reached by each case that is written for it', () => {
    expect(missed).toEqual([]);
  });

  it('has a case that reaches it, and a rule that told it then, where it is not retired', () => {
    expect(codes.filter((code) => !reached.has(code))).toEqual(retired);
    expect(codes.filter((code) => !tellers.has(code))).toEqual(retired);
  });

  it('has a healthy case that does not reach it', () => {
    expect(codes.filter((code) => absentFrom(code) === 0)).toEqual([]);
  });
});

describe('where nothing is wrong', () => {
  it.each(healthy)('there is no warning and no problem, and it is said that all is well: %s', (_, found) => {
    expect(found.filter(({ severity }) => severity !== 'good' && severity !== 'note')).toEqual([]);
    expect(found.map(({ code }) => code)).toContainEqual(
      expect.stringMatching(/^(account|servers)_healthy$/),
    );
  });
});

afterAll(() => {
  printTable(
    codes.map((code) => ({
      code,
      severity: findingFacts[code].severity,
      rules: [...(tellers.get(code) ?? [])].join(' '),
      cases: String(reached.get(code) ?? 0),
      'healthy without': String(absentFrom(code)),
    })),
  );
  const pages = LANGUAGES.reduce((sum, language) => sum + Object.keys(ALL_PAGES[language].pages).length, 0);
  const files = new Set([...tellers.values()].flatMap((names) => [...names]));
  process.stdout.write(
    `${codes.length} codes (${retired.length} retired), ${pages} pages, ${files.size} files of rules, ` +
      `${ALL_CASES.length} cases, ${HEALTHY.length} healthy cases\n`,
  );
});

function absentFrom(code: FindingCode): number {
  return healthy.filter(([, found]) => !found.some((one) => one.code === code)).length;
}

/** Whoever makes a finding asks the table for its facts: the table notes from which file of rules. */
function tellersOf(): ReadonlyMap<FindingCode, ReadonlySet<string>> {
  const tellers = new Map<FindingCode, Set<string>>();
  for (const code of codes) {
    const facts = findingFacts[code];
    Object.defineProperty(findingFacts, code, {
      get() {
        const file = /\/shared\/findings\/((?:rules|patterns|discovery)\/[\w-]+|judge)\.ts/.exec(
          new Error().stack ?? '',
        )?.[1];
        if (file !== undefined) tellers.set(code, (tellers.get(code) ?? new Set()).add(file));
        return facts;
      },
    });
  }
  return tellers;
}
