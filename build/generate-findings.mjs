// Makes shared/findings/catalogue.generated.ts from the pages: node build/generate-findings.mjs
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkPlaces, readFacts, readPage, splitPage } from './finding-page.mjs';

/** @typedef {import('../shared/findings/explain.ts').FindingPage} FindingPage */
/** @typedef {import('../shared/findings/explain.ts').Language} Language */
/** @typedef {import('./finding-page.mjs').Facts} Facts */

const FINDINGS = fileURLToPath(new URL('../shared/findings/', import.meta.url));

/** @type {readonly Language[]} */
const LANGUAGES = ['en', 'de'];
const CODE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/**
 * Reads all pages, checks them and writes the catalogue, where it changed. English pages hold the facts of their code.
 *
 * @param {{ pagesFolder?: string, outputFile?: string }} [places] other places than the real ones, for tests
 * @throws {Error} one that lists every problem as `language/code.md: what`; nothing is written then
 */
export function generateFindings({
  pagesFolder = `${FINDINGS}pages`,
  outputFile = `${FINDINGS}catalogue.generated.ts`,
} = {}) {
  /** @type {string[]} */
  const problems = [];
  const codes = codesIn(pagesFolder);
  /** @type {Record<string, Facts>} */
  const facts = {};
  /** @type {Record<Language, Record<string, FindingPage>>} */
  const pages = { en: {}, de: {} };
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
      if (language === 'en') facts[code] = readFacts(frontMatter, report);
      else if (frontMatter !== null) report('has front matter: facts stand in the English page only');
      pages[language][code] = readPage(body, language, report);
      if (facts[code] !== undefined) checkPlaces(body, facts[code].params, report);
    }
  }
  if (problems.length > 0) {
    throw new Error(`The pages of the findings have problems:\n${problems.join('\n')}`);
  }
  writeIfChanged(outputFile, render(facts, pages));
}

/** @param {string} pagesFolder */
function codesIn(pagesFolder) {
  const files = LANGUAGES.flatMap((language) => readdirSync(`${pagesFolder}/${language}`));
  const codes = files.filter((file) => file.endsWith('.md')).map((file) => file.slice(0, -'.md'.length));
  return [...new Set(codes)].sort();
}

/**
 * @param {Readonly<Record<string, Facts>>} facts
 * @param {Readonly<Record<Language, Readonly<Record<string, FindingPage>>>>} pages
 */
function render(facts, pages) {
  return `// Generated from pages/ by build/generate-findings.mjs. Do not edit.
import type { FindingPage, Language } from './explain.ts';
import type { Actor, Severity } from './finding.ts';

/** What the judge needs of every code: how much it matters, who can act, and the values that its pages show. */
export const findingFacts = ${json(facts)} as const satisfies Record<
  string,
  { severity: Severity; actor: Actor; params: readonly string[] }
>;

/** The pages of every code, with their places still open. */
export const findingPages: Readonly<
  Record<Language, Readonly<Record<keyof typeof findingFacts, FindingPage>>>
> = ${json(pages)};
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
