// Makes the catalogue in shared/findings/ from the pages: node build/generate-findings.mjs
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkPlaces, checkRelated, readFacts, readPage, splitPage } from './finding-page.mjs';

/** @typedef {import('../shared/findings/explain.ts').FindingPage} FindingPage */
/** @typedef {import('../shared/findings/explain.ts').Language} Language */
/** @typedef {import('./finding-page.mjs').Facts} Facts */

const FINDINGS = fileURLToPath(new URL('../shared/findings/', import.meta.url));

/** English first: its pages hold the facts of their code. @type {readonly Language[]} */
const LANGUAGES = ['en', 'de'];
const CODE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/**
 * Reads all pages, checks them and writes the catalogue, where it changed: the facts of all codes, and a file of pages for
 * each language, so that a window can load one of them alone.
 *
 * @param {{ pagesFolder?: string, codesFile?: string, outputFolder?: string }} [places] other places than the real ones, for
 *   tests. In the file of codes stands every code that there ever was, one a line
 * @throws {Error} one that lists every problem as `language/code.md: what`; nothing is written then
 */
export function generateFindings({
  pagesFolder = `${FINDINGS}pages`,
  codesFile = `${FINDINGS}codes.txt`,
  outputFolder = FINDINGS,
} = {}) {
  /** @type {string[]} */
  const problems = [];
  const codes = codesIn(pagesFolder);
  /** @type {Record<string, Facts>} */
  const facts = {};
  /** @type {Record<Language, Record<string, FindingPage>>} */
  const pages = { en: {}, de: {} };
  checkCodes(codes, readFileSync(codesFile, 'utf8'), (what) => problems.push(`codes.txt: ${what}`));
  for (const code of codes) {
    for (const language of LANGUAGES) {
      const file = `${language}/${code}.md`;
      /** @param {string} what */
      const report = (what) => problems.push(`${file}: ${what}`);
      if (!CODE.test(code)) report('is not named in lower_snake');
      if (!existsSync(`${pagesFolder}/${file}`)) {
        report('is missing');
        continue;
      }
      const { frontMatter, body } = splitPage(readFileSync(`${pagesFolder}/${file}`, 'utf8'));
      const { page, seeAlso } = readPage(body, language, report);
      if (language === 'en') facts[code] = { ...readFacts(frontMatter, report), seeAlso };
      else if (frontMatter !== null) report('has front matter: facts stand in the English page only');
      pages[language][code] = page;
      checkRelated(seeAlso, { code, codes, english: facts[code]?.seeAlso ?? seeAlso }, report);
      if (facts[code] !== undefined) checkPlaces(body, facts[code].params, report);
    }
  }
  if (problems.length > 0) {
    throw new Error(`The pages of the findings have problems:\n${problems.join('\n')}`);
  }
  writeIfChanged(`${outputFolder}/catalogue.generated.ts`, renderFacts(facts));
  for (const language of LANGUAGES) {
    writeIfChanged(`${outputFolder}/pages-${language}.generated.ts`, renderPages(language, pages[language]));
  }
}

/** @param {string} pagesFolder */
function codesIn(pagesFolder) {
  const files = LANGUAGES.flatMap((language) => readdirSync(`${pagesFolder}/${language}`));
  const codes = files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -'.md'.length));
  return [...new Set(codes)].sort();
}

/**
 * A code that was released stands in reports, in mails of helpdesks and in scripts: it never goes, and never comes to mean
 * something else.
 *
 * @param {readonly string[]} codes those that have pages
 * @param {string} list every code that there ever was, one a line
 * @param {(what: string) => void} report
 */
function checkCodes(codes, list, report) {
  const known = list.trimEnd().split('\n');
  for (const code of known) {
    if (!codes.includes(code)) report(`${code} has no page any more: it keeps one, with retired: true`);
  }
  for (const code of codes) if (!known.includes(code)) report(`${code} is missing: a new code is added here`);
  if (known.join() !== [...new Set(known)].sort().join()) report('is not sorted, or has a line twice');
}

/** @param {Readonly<Record<string, Facts>>} facts */
function renderFacts(facts) {
  return `// Generated from pages/ by build/generate-findings.mjs. Do not edit.
import type { Actor, Severity } from './finding.ts';

/**
 * What is known of every code without any language: how much it matters, who can act, the values that its pages show,
 * whether no rule finds it any more, and the codes to see also.
 */
export const findingFacts = ${json(facts)} as const satisfies Record<
  string,
  {
    severity: Severity;
    actor: Actor;
    params: readonly string[];
    isRetired: boolean;
    seeAlso: readonly string[];
  }
>;
`;
}

/**
 * @param {Language} language
 * @param {Readonly<Record<string, FindingPage>>} pages
 */
function renderPages(language, pages) {
  return `// Generated from pages/${language}/ by build/generate-findings.mjs. Do not edit.
import type { FindingPages } from './explain.ts';

/** The pages of every code in this language, with their places still open. */
export const pages: FindingPages = ${json({ language, pages })};
`;
}

/** @param {unknown} value */
function json(value) {
  return JSON.stringify(value, null, 2);
}

/**
 * A file that did not change is left alone, so that what watches it does not build again.
 *
 * @param {string} file
 * @param {string} text
 */
function writeIfChanged(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  writeFileSync(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateFindings();
