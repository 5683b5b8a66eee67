import { explain, LOCALES, type FindingPages, type Language } from '../findings/explain.ts';
import type { Actor, Finding } from '../findings/finding.ts';
import { PROTOCOL_NAMES } from '../findings/view.ts';
import { formatHost } from '../mail/endpoint.ts';
import { visible } from './document/document.ts';
import { areaOf, type Area } from './letter/areas.ts';
import { evidenceOf, placesOf } from './letter/place.ts';
import { LETTER_WORDS, type LetterWords } from './letter/words.ts';
import { formatWords, wrap } from './render-text.ts';
import type { Report } from './report.ts';

/** Whom a letter goes to: whoever runs the mail servers, or whoever looks after the computer and its network. */
export type LetterTo = 'provider' | 'it';

/** A letter, to be read and sent by a person. */
export interface Letter {
  /** One line. */
  readonly subject: string;
  /** Lines of at most 76 columns, but for those that are to be run. */
  readonly text: string;
}

const ACTORS: Readonly<Record<LetterTo, readonly Actor[]>> = {
  provider: ['provider'],
  it: ['it', 'network'],
};
const WIDTH = 76;
const INDENT = '   ';
const LONGEST_SUBJECT = 150;
const MOST_PLACES = 12;
const RFC = /\bRFC \d{3,5}(?: §[\d.]*\d)?/g;

/**
 * A letter about everything in a report that somebody else can mend: what was seen, where and when, how they see it
 * themselves, and what is asked of them. It has what the report has: redact that before.
 *
 * @param offsetMinutes of the local time from UTC when the report began
 * @returns null where nothing is to be asked of them
 */
export function letterFor(
  report: Report,
  to: LetterTo,
  pages: FindingPages,
  offsetMinutes: number,
): Letter | null {
  const own = report.findings.filter(
    ({ actor, severity }) => ACTORS[to].includes(actor) && severity !== 'good',
  );
  const [first] = own;
  if (first === undefined) return null;
  const { language } = pages;
  const words = LETTER_WORDS[language];
  const more = new Set(own.map((finding) => titleOf(finding, pages))).size - 1;
  const about = report.subject.domain ?? placesOf(first, report)[0]?.host ?? '';
  const intro = words.intro({
    version: visible(report.tool.version, 50),
    when: whenOf(report.startedAt, offsetMinutes, language),
    about: visible(about, 253),
  });
  const groups = [...groupsOf(own)].map(([area, findings], at) =>
    groupText(at + 1, area, findings, report, pages),
  );
  const closing = [secretsLine(report, words), words.offer].flatMap((one) => paragraph(one));
  return {
    subject: visible(words.subject(titleOf(first, pages), more), LONGEST_SUBJECT),
    text: `${[words.greeting, paragraph(intro).join('\n'), ...groups, closing.join('\n'), words.end].join('\n\n')}\n`,
  };
}

function secretsLine({ signIns }: Report, words: LetterWords): string {
  const sent = signIns.filter(({ sendsSecret, outcome }) => sendsSecret && outcome !== 'refused-by-us');
  if (sent.length === 0) return words.nothingSent;
  const isCleartext = sent.some(({ endpoint }) => endpoint.connectionSecurity === 'cleartext');
  return isCleartext ? words.noneInside : words.sentInTls;
}

function groupsOf(findings: readonly Finding[]): ReadonlyMap<Area, readonly Finding[]> {
  const groups = new Map<Area, readonly Finding[]>();
  for (const finding of findings) {
    const area = areaOf(finding.code);
    if (area !== null) groups.set(area, [...(groups.get(area) ?? []), finding]);
  }
  return groups;
}

function groupText(
  number: number,
  { tool, shows, ask }: Area,
  findings: readonly Finding[],
  report: Report,
  pages: FindingPages,
): string {
  const { language } = pages;
  const words = LETTER_WORDS[language];
  const lines = findings.flatMap((finding) => placesOf(finding, report).slice(0, MOST_PLACES).flatMap(tool));
  const standards = new Set(findings.flatMap((finding) => standardsOf(finding, pages)));
  const first = `${number}. `.padEnd(INDENT.length);
  const said = findings.map((finding, at) =>
    findingLines(finding, at === 0 ? first : INDENT, report, pages).join('\n'),
  );
  return [
    ...said,
    ...(lines.length === 0
      ? []
      : [
          [
            `${INDENT}${words.reproduce}`,
            '',
            ...[...new Set(lines)].map((line) => `${INDENT}  ${line}`),
            '',
            ...paragraph(shows[language], INDENT),
          ].join('\n'),
        ]),
    paragraph(ask[language], INDENT).join('\n'),
    ...(standards.size === 0
      ? []
      : [paragraph(`${words.standards}: ${[...standards].join(', ')}`, INDENT).join('\n')]),
  ].join('\n\n');
}

function findingLines(
  finding: Finding,
  first: string,
  report: Report,
  pages: FindingPages,
): readonly string[] {
  const { language } = pages;
  const words = LETTER_WORDS[language];
  const said = evidenceOf(finding, report)
    .flatMap((seen) => ('words' in seen && seen.words !== null ? [seen.words] : []))
    .slice(0, MOST_PLACES)
    .map((one) => words.serverSays(visible(formatWords(one), 500)));
  const seen = [...new Set(seenAt(finding, report, language))].slice(0, MOST_PLACES);
  return [
    ...wrap(`${titleOf(finding, pages)}.`, WIDTH, first, INDENT),
    ...[
      ...seen.map((place) => `${words.seen} ${place}`),
      ...said,
      ...(finding.confidence === 'likely' ? [words.likely] : []),
    ].flatMap((line) => paragraph(line, INDENT)),
  ];
}

function seenAt(finding: Finding, report: Report, language: Language): readonly string[] {
  const words = LETTER_WORDS[language];
  const began = Date.parse(report.startedAt);
  return evidenceOf(finding, report).flatMap(({ endpoint, address, at }) => {
    if (endpoint === null) return [];
    const { host, port, protocol, connectionSecurity } = endpoint;
    const time = new Date(began + at);
    const when = Number.isNaN(time.getTime()) ? [] : [`${time.toISOString().slice(11, 19)} UTC`];
    return [
      [
        visible(formatHost(host), 260),
        `${words.port} ${port} (${PROTOCOL_NAMES[protocol]}, ${words.securities[connectionSecurity]})`,
        ...(address === null ? [] : [visible(address, 50)]),
        ...when,
      ].join(', '),
    ];
  });
}

function titleOf(finding: Finding, pages: FindingPages): string {
  const { title } = explain(finding, pages);
  return visible(title, 300).replaceAll('`', '').replace(/\.$/, '');
}

/** The standards that the page of a finding names for helpdesks. */
function standardsOf(finding: Finding, pages: FindingPages): readonly string[] {
  const page = explain({ ...finding, params: {} }, pages);
  return page.forTheHelpdesk.flatMap(
    (block) => (block.kind === 'paragraph' ? block.text : block.items.join(' ')).match(RFC) ?? [],
  );
}

/** In UTC, and as the clock of whoever writes the letter showed it. What is no time is left as it stands. */
function whenOf(iso: string, offsetMinutes: number, language: Language): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return visible(iso, 50);
  const day = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(time);
  const clock = (date: Date): string => date.toISOString().slice(11, 16);
  const local = new Date(time.getTime() + offsetMinutes * 60_000);
  const size = Math.abs(offsetMinutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  const zone = `UTC${offsetMinutes < 0 ? '−' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
  const utc = `${day} ${LETTER_WORDS[language].at} ${clock(time)} UTC`;
  return offsetMinutes === 0 ? utc : `${utc} (${clock(local)} ${LETTER_WORDS[language].localTime}, ${zone})`;
}

function paragraph(text: string, indent = ''): string[] {
  return wrap(text, WIDTH, indent, indent);
}
