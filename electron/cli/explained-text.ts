import { ADVICE_WORDS } from '../../shared/explain/advice.ts';
import type { BadAdvice, ExplainedText, Explanation } from '../../shared/explain/explain-text.ts';
import { openPage } from '../../shared/explain/page.ts';
import { ALL_PAGES } from '../../shared/findings/all-pages.ts';
import { findingFacts } from '../../shared/findings/catalogue.generated.ts';
import type { Block, FindingPage, Language } from '../../shared/findings/explain.ts';
import type { FindingCode } from '../../shared/findings/finding.ts';
import { labels, SEVERITY_MARKS } from '../../shared/findings/labels.ts';
import { wrap, type TextOptions } from '../../shared/report/render-text.ts';
import { EXPLAINED_WORDS } from './explained-words.ts';

const INDENT = '    ';
/** How many are told in full: what comes behind these are most often their consequences. */
const MOST_IN_FULL = 3;

type Section = Exclude<keyof FindingPage, 'title'>;

/** What a pasted text means, for a terminal. Words of programs stand in lines of their own that say whose they are. */
export function renderExplained(explained: ExplainedText, options: TextOptions): string {
  const { explanations, advice, isBounce, isCut } = explained;
  const words = EXPLAINED_WORDS[options.language];
  const remarks = [words.onlyRead, ...(isCut ? [words.isCut] : []), ...(isBounce ? [words.isBounce] : [])];
  return `${[
    remarks.flatMap((remark) => wrap(remark, options.width, '', '')).join('\n'),
    ...explanations.slice(0, MOST_IN_FULL).map((one) => renderExplanation(one, options)),
    ...renderOthers(explanations.slice(MOST_IN_FULL), options),
    ...advice.map((one) => renderAdvice(one, options)),
    wrap(words.next, options.width, '', '').join('\n'),
  ].join('\n\n')}\n`;
}

/** The page of a code that nothing was checked for, for a terminal. */
export function renderPage(code: FindingCode, options: TextOptions): string {
  const page = openPage(code, {}, ALL_PAGES[options.language]);
  const remark = wrap(EXPLAINED_WORDS[options.language].onlyPage, options.width, '', '').join('\n');
  const sections: readonly Section[] = [
    'whatHappened',
    'howWeKnow',
    'whoMustAct',
    'whatToDo',
    'forTheHelpdesk',
  ];
  const parts = [
    remark,
    headOf(code, page.title, options),
    ...sections.map((one) => section(one, page[one], options)),
    ...seeAlso(code, options),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** All codes with their titles, a line each. */
export function renderList(codes: readonly FindingCode[], language: Language): string {
  const width = Math.max(...codes.map(({ length }) => length));
  return codes
    .map((code) => `${code.padEnd(width)}  ${openPage(code, {}, ALL_PAGES[language]).title}\n`)
    .join('');
}

/** Parts that tell what a check of Letterlock has done are left out: there was none. */
function renderExplanation(explanation: Explanation, options: TextOptions): string {
  const { code, params, confidence } = explanation;
  const words = EXPLAINED_WORDS[options.language];
  const page = openPage(code, params, ALL_PAGES[options.language]);
  const known: Block = { kind: 'paragraph', text: confidence === 'seen' ? words.byCode : words.byWords };
  return [
    `${headOf(code, page.title, options)}\n${quotation(words.wordsOf(explanation.program, explanation.line), explanation, options)}`,
    section('howWeKnow', [known], options),
    section('whoMustAct', page.whoMustAct, options),
    section('whatToDo', page.whatToDo, options),
    section('forTheHelpdesk', page.forTheHelpdesk, options),
  ].join('\n\n');
}

function renderOthers(others: readonly Explanation[], options: TextOptions): readonly string[] {
  if (others.length === 0) return [];
  const words = EXPLAINED_WORDS[options.language];
  return [
    [
      options.style.strong(words.also),
      ...titlesOf(others, options),
      `${INDENT}${options.style.quiet(words.whole)}`,
    ].join('\n'),
  ];
}

function seeAlso(code: FindingCode, options: TextOptions): readonly string[] {
  const related: readonly FindingCode[] = findingFacts[code].seeAlso;
  if (related.length === 0) return [];
  const heading = `${INDENT}${options.style.strong(labels[options.language].seeAlso)}`;
  return [
    [
      heading,
      ...titlesOf(
        related.map((one) => ({ code: one, params: {} })),
        options,
      ),
    ].join('\n'),
  ];
}

function titlesOf(
  all: readonly Pick<Explanation, 'code' | 'params'>[],
  { language, width }: TextOptions,
): readonly string[] {
  return all.flatMap(({ code, params }) => {
    const { title } = openPage(code, params, ALL_PAGES[language]);
    return wrap(`${title} (${code})`, width, `${INDENT}- `, `${INDENT}  `);
  });
}

function renderAdvice(advice: BadAdvice, options: TextOptions): string {
  const { style, language } = options;
  const words = EXPLAINED_WORDS[language];
  const { title, why, instead } = ADVICE_WORDS[language][advice.topic];
  return [
    `${style.severity('warning', '!')} ${style.strong(title)}\n${INDENT}${style.quiet(words.warning)}\n${quotation(words.wordsOf(advice.program, advice.line), advice, options)}`,
    titled(words.why, [{ kind: 'paragraph', text: why }], options),
    titled(words.instead, [{ kind: 'paragraph', text: instead }], options),
  ].join('\n\n');
}

function headOf(code: FindingCode, title: string, { style, language }: TextOptions): string {
  const { severity, actor } = findingFacts[code];
  const tags = `${labels[language].severity[severity]} · ${labels[language].actor[actor]} · ${code}`;
  return `${style.severity(severity, SEVERITY_MARKS[severity])} ${style.strong(title)}\n${INDENT}${style.quiet(tags)}`;
}

function quotation(
  whose: string,
  { excerpt }: Pick<Explanation, 'excerpt'>,
  { style, width }: TextOptions,
): string {
  return [`${INDENT}${style.quiet(whose)}`, ...wrap(excerpt, width, `${INDENT}  | `, `${INDENT}  | `)].join(
    '\n',
  );
}

function section(name: Section, content: readonly Block[], options: TextOptions): string {
  return titled(labels[options.language].section[name], content, options);
}

function titled(title: string, content: readonly Block[], { style, width }: TextOptions): string {
  const lines = content.flatMap((block) =>
    block.kind === 'paragraph'
      ? wrap(block.text, width, INDENT, INDENT)
      : block.items.flatMap((item, at) => wrap(item, width, `${INDENT}${at + 1}. `, `${INDENT}   `)),
  );
  return [`${INDENT}${style.strong(title)}`, ...lines].join('\n');
}
