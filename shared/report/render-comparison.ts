import { explain, LOCALES, type Language } from '../findings/explain.ts';
import type { Finding, FindingCode } from '../findings/finding.ts';
import { SEVERITY_MARKS } from '../findings/labels.ts';
import { formatEndpoint, isSameEndpoint, type Endpoint } from '../mail/endpoint.ts';
import type { Change, ReportComparison } from './compare.ts';
import { COMPARISON_WORDS, type ComparisonWords } from './comparison-words.ts';
import { wrap, type ReportTextOptions, type TextOptions } from './render-text.ts';

const INDENT = '    ';
const DEEPER = '      ';
const DAY = /^\d{4}-\d\d-\d\d$/;

/** A comparison of two reports as text: what changed at the servers, then what is found of the one and not of the other. */
export function renderComparison(comparison: ReportComparison, given: ReportTextOptions): string {
  const { style, width, pages } = given;
  const { language } = pages;
  const options = { language, style, width };
  const { before, now, changes, onlyBefore, onlyNow, added, gone } = comparison;
  const words = COMPARISON_WORDS[language];
  const line = (text: string): string => wrap(text, width, '', '').join('\n');
  const parts = [
    style.strong(line(words.heading(whenAndBy(before, language), whenAndBy(now, language)))),
    ...remarksOn(comparison, language).map(line),
    renderChanges(changes, words, options),
    renderServers(words.onlyBefore, onlyBefore, options),
    renderServers(words.onlyNow, onlyNow, options),
    renderFindings(words.added, added, given),
    renderFindings(words.gone, gone, given),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** What has to be said of a comparison as a whole, a sentence each; none where it is a plain one. */
export function remarksOn(comparison: ReportComparison, language: Language): readonly string[] {
  const { subject, isBackwards, hasNothingInCommon, changes } = comparison;
  const words = COMPARISON_WORDS[language];
  return [
    words.subject[subject],
    isBackwards ? words.isBackwards : '',
    hasNothingInCommon ? words.hasNothingInCommon : '',
    !hasNothingInCommon && changes.length === 0 ? words.nothing : '',
  ].filter((text) => text !== '');
}

/** One change in a sentence. Backticks mark what servers say. */
export function changeInWords({ thing, before, now }: Change, language: Language): string {
  const words = COMPARISON_WORDS[language];
  const shown = (values: readonly string[]): string =>
    values.map((one) => valueInWords(one, words, language)).join(', ') || '–';
  return words.thing[thing](shown(before), shown(now));
}

function renderChanges(changes: readonly Change[], words: ComparisonWords, options: TextOptions): string {
  if (changes.length === 0) return '';
  const lines: string[] = [options.style.strong(words.changes)];
  let place: Endpoint | null = null;
  for (const change of changes) {
    // In their order, and a server is named again where another came in between.
    if (place === null || !isSameEndpoint(place, change.endpoint)) {
      place = change.endpoint;
      lines.push(INDENT + formatEndpoint(place));
    }
    lines.push(...wrap(changeInWords(change, options.language), options.width, DEEPER, DEEPER));
    if (change.explains.length > 0)
      lines.push(...wrap(fitsWith(change, words), options.width, `${DEEPER}→ `, `${DEEPER}  `));
  }
  return lines.join('\n');
}

function fitsWith({ explains }: Change, { fits }: ComparisonWords): string {
  const codes: readonly FindingCode[] = [...new Set(explains)];
  return `${fits}: ${codes.join(', ')}`;
}

function renderServers(heading: string, servers: readonly Endpoint[], { style }: TextOptions): string {
  if (servers.length === 0) return '';
  return [style.strong(heading), ...servers.map((one) => INDENT + formatEndpoint(one))].join('\n');
}

/** Their titles: each is explained in the report that it is of. */
export function renderFindings(
  heading: string,
  findings: readonly Finding[],
  { style, pages, width }: ReportTextOptions,
): string {
  if (findings.length === 0) return '';
  const lines = findings.flatMap((finding) => {
    const { title } = explain(finding, pages);
    const mark = style.severity(finding.severity, SEVERITY_MARKS[finding.severity]);
    return [...wrap(title, width, `${INDENT}${mark} `, DEEPER), DEEPER + style.quiet(finding.code)];
  });
  return [style.strong(heading), ...lines].join('\n');
}

/** An outcome in words, a day as people write it, and everything else as literal text. */
function valueInWords(value: string, { outcome }: ComparisonWords, language: Language): string {
  if (Object.hasOwn(outcome, value)) return outcome[value as keyof typeof outcome]; // it has it
  if (!DAY.test(value) || Number.isNaN(Date.parse(value))) return `\`${value.replaceAll('`', '’')}\``;
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${value}T00:00:00Z`),
  );
}

/** When a report was made, to the minute, and by which version. */
export function whenAndBy({ startedAt, tool }: ReportComparison['before'], language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(new Date(startedAt))} UTC (Letterlock ${tool.version})`;
}
