import { ADVICE_WORDS } from '../../../shared/explain/advice.ts';
import { explainText, type ExplainedText } from '../../../shared/explain/explain-text.ts';
import { openPage } from '../../../shared/explain/page.ts';
import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import { findingFacts } from '../../../shared/findings/catalogue.generated.ts';
import type { Language } from '../../../shared/findings/explain.ts';
import type { FindingCode } from '../../../shared/findings/finding.ts';
import { refused, type Refused } from '../../../shared/mail/parsed.ts';
import { nearestNames } from '../../node/practice/faults/nearest.ts';
import { renderExplained, renderList, renderPage } from '../explained-text.ts';
import { EXPLAINED_WORDS } from '../explained-words.ts';
import { readPastedText } from '../pasted-text.ts';
import { styleFor } from '../terminal/style.ts';
import { EXIT, widthOf, type Terminal } from '../terminal/terminal.ts';

/** The options of `letterlock explain`, as commander gives them. */
export interface RawExplainOptions {
  readonly text?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/**
 * Explains the code of a finding, or an error message or log out of a file, or lists all codes. It asks nobody and keeps
 * nothing. The exit code says whether there was something to explain.
 */
export async function explainOnTerminal(
  code: string | undefined,
  raw: RawExplainOptions,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const named = [code, raw.text, raw.list].filter((one) => one !== undefined);
  if (named.length > 1) return refused('explain_too_much_named', '');
  if (raw.text !== undefined) return explainFile(raw.text, raw, language, terminal);
  if (raw.list === true) return list(raw, language, terminal);
  return code === undefined
    ? refused('explain_nothing_named', '')
    : explainCode(code, raw, language, terminal);
}

// The keys of an object that is written down.
const CODES = Object.keys(findingFacts) as readonly FindingCode[];

function list({ json }: RawExplainOptions, language: Language, { stdout }: Terminal): number {
  const all = CODES.map((code) => ({ ...about(code), title: openPage(code, {}, ALL_PAGES[language]).title }));
  stdout.write(json === true ? asJson(all) : renderList(CODES, language));
  return EXIT.healthy;
}

function explainCode(
  given: string,
  { json }: RawExplainOptions,
  language: Language,
  terminal: Terminal,
): number | Refused {
  const code = CODES.find((one) => one === given.trim().toLowerCase());
  if (code === undefined) return refused('finding_code_unknown', given, nearestCodes(given));
  const page = { ...about(code), language, page: openPage(code, {}, ALL_PAGES[language]) };
  terminal.stdout.write(json === true ? asJson(page) : renderPage(code, textOptions(language, terminal)));
  return EXIT.healthy;
}

async function explainFile(
  file: string,
  { json }: RawExplainOptions,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const text = await readPastedText(file, terminal);
  if (!text.ok) return text;
  const explained = explainText(text.value);
  const isKnown = explained.explanations.length + explained.advice.length > 0;
  if (json === true) terminal.stdout.write(asJson(dataOf(explained, language)));
  else if (isKnown) terminal.stdout.write(renderExplained(explained, textOptions(language, terminal)));
  if (!isKnown) terminal.stderr.write(`letterlock: ${EXPLAINED_WORDS[language].nothing}\n`);
  return isKnown ? EXIT.healthy : EXIT.problems;
}

/** What `--json` prints of a text. What pages say of a check is not in it: there was none. */
function dataOf({ explanations, advice, ...facts }: ExplainedText, language: Language): object {
  return {
    format: 'letterlock-explanation',
    version: 1,
    language,
    ...facts,
    explanations: explanations.map((one) => {
      const { title, whoMustAct, whatToDo, forTheHelpdesk } = openPage(
        one.code,
        one.params,
        ALL_PAGES[language],
      );
      return { ...about(one.code), ...one, title, whoMustAct, whatToDo, forTheHelpdesk };
    }),
    advice: advice.map((one) => ({ ...one, ...ADVICE_WORDS[language][one.topic] })),
  };
}

function about(code: FindingCode) {
  const { severity, actor, seeAlso } = findingFacts[code];
  return { code, severity, actor, seeAlso };
}

/** The names of faults, which the search for near ones is made for, have hyphens. */
function nearestCodes(given: string): string {
  const near = nearestNames(hyphened(given.toLowerCase()), CODES.map(hyphened));
  return near.map((name) => name.replaceAll('-', '_')).join(', ');
}

function hyphened(code: string): string {
  return code.replaceAll('_', '-');
}

function textOptions(language: Language, { stdout, env }: Terminal) {
  return { language, style: styleFor(stdout, env), width: widthOf(stdout) };
}

function asJson(data: unknown): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}
