import { findingFacts } from '../findings/catalogue.generated.ts';
import type { Confidence, FindingCode } from '../findings/finding.ts';
import { ADVICE, type AdviceTopic } from './advice.ts';
import { BOUNCE_ROWS } from './bounce.ts';
import { cleaned, linesOf, type Cleaned } from './cleaned.ts';
import { detailsIn } from './details.ts';
import { Matcher, type Match } from './matches.ts';
import type { Row } from './pattern.ts';
import { PATTERNS } from './patterns/all.ts';
import { withoutAddresses } from './secrets.ts';

/** Words of a program, as they stand in what was pasted: not ours. */
export interface Quoted {
  /** The row of the table that knows them. */
  readonly pattern: string;
  readonly program: string;
  /** Bounded, without secrets, addresses masked, and without anything that cannot be seen. Whoever shows it escapes it. */
  readonly excerpt: string;
  /** The line that it begins in, from 1. */
  readonly line: number;
}

/** One cause that a pasted text speaks of. */
export interface Explanation extends Quoted {
  readonly code: FindingCode;
  readonly confidence: Confidence;
  /** What of the values that the pages name could be read out of the text. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Advice in a pasted text that is not to be followed. */
export interface BadAdvice extends Quoted {
  readonly topic: AdviceTopic;
}

/** What a pasted text means. */
export interface ExplainedText {
  /** Causes before their consequences, each code once; empty where nothing was recognised. */
  readonly explanations: readonly Explanation[];
  readonly advice: readonly BadAdvice[];
  /** Whether it is a mail that came back: what it says of a mailbox is about the one that was written to. */
  readonly isBounce: boolean;
  /** Whether the text was longer than what is read of it. */
  readonly isCut: boolean;
}

/**
 * Says what an error message, a log or a bounce means, by the tables of patterns: codes before words, what names a cause
 * before what only says that something failed. It reads the first megabyte, in a time that depends on its length alone.
 * It looks at nothing else, and gives no language: `openPage` has the pages, `ADVICE_WORDS` the warnings.
 */
export function explainText(given: string): ExplainedText {
  const text = cleaned(given);
  bounces ??= new Matcher(BOUNCE_ROWS);
  const isBounce = bounces.matches(text).length > 0;
  return { explanations: explanationsIn(text), advice: adviceIn(text), isBounce, isCut: text.isCut };
}

const MOST_SAID = 300;
const AROUND = 120;

// The way to a mailbox, in the order in which things can fail: what fails first is the cause of what comes behind it.
const WAY: readonly (readonly string[])[] = [
  ['clock_', 'network_offline', 'network_captive_portal'],
  ['dns_', 'discovery_'],
  ['network_'],
  ['tls_'],
  ['starttls_'],
  ['protocol_'],
  ['auth_', 'account_'],
  ['sending_'],
];

// Large, and not wanted by every program that this is a part of.
let patterns: Matcher<(typeof PATTERNS)[number]> | undefined;
let bounces: Matcher<(typeof BOUNCE_ROWS)[number]> | undefined;
let advice: Matcher<(typeof ADVICE)[number]> | undefined;

function explanationsIn(text: Cleaned): readonly Explanation[] {
  patterns ??= new Matcher(PATTERNS);
  const fitting = patterns.matches(text);
  const exact = fitting.filter(({ row }) => !row.isVague);
  const earliest = Math.min(...exact.map(({ row }) => rankOf(row.code)));
  const explained = new Set(exact.flatMap(({ places }) => places.map(({ firstLine }) => firstLine)));
  const taken: Match[] = [];
  const byCode = new Map<FindingCode, Explanation & { readonly at: number }>();
  for (const { row, places } of fitting) {
    // Something failed, and why is said elsewhere in the text.
    const isSaidBeside = places.every(({ firstLine }) => explained.has(firstLine));
    if (row.isVague && (isSaidBeside || rankOf(row.code) >= earliest)) continue;
    // Words that a row further up has are its own: it says more of them.
    const own = places.find((place) => !taken.some((other) => overlap(place, other)));
    if (own === undefined) continue;
    taken.push(...places);
    const { code, confidence } = row;
    const known = byCode.get(code);
    if (known !== undefined && (known.confidence === 'seen' || confidence === 'likely')) continue;
    byCode.set(code, {
      code,
      confidence,
      params: paramsFor(code, text, own),
      ...quoted(row, text, own),
      at: own.start,
    });
  }
  return [...byCode.values()].toSorted(compare).map(({ at: _, ...explanation }) => explanation);
}

function adviceIn(text: Cleaned): readonly BadAdvice[] {
  advice ??= new Matcher(ADVICE);
  const topics = new Set<AdviceTopic>();
  return advice.matches(text).flatMap(({ row, places }) => {
    const [first] = places;
    if (first === undefined || topics.has(row.topic)) return [];
    topics.add(row.topic);
    return [{ topic: row.topic, ...quoted(row, text, first) }];
  });
}

function overlap(one: Match, other: Match): boolean {
  return one.start < other.end && other.start < one.end;
}

type Placed = Pick<Explanation, 'code' | 'confidence'> & { readonly at: number };

function compare(left: Placed, right: Placed): number {
  const byWay = rankOf(left.code) - rankOf(right.code);
  const bySureness = Number(left.confidence === 'likely') - Number(right.confidence === 'likely');
  return byWay || bySureness || left.at - right.at;
}

function rankOf(code: FindingCode): number {
  const rank = WAY.findIndex((areas) => areas.some((area) => code.startsWith(area)));
  return rank < 0 ? WAY.length : rank;
}

function paramsFor(code: FindingCode, text: Cleaned, { firstLine, lastLine }: Match): Explanation['params'] {
  const details = detailsIn(linesOf(text, firstLine, lastLine));
  const names: readonly string[] = findingFacts[code].params;
  return Object.fromEntries(Object.entries(details).filter(([name]) => names.includes(name)));
}

function quoted({ id, of }: Row, text: Cleaned, match: Match): Quoted {
  const all = linesOf(text, match.firstLine, match.lastLine);
  const begin = text.starts[match.firstLine] ?? 0;
  // Addresses are masked before anything is cut: half an address is none to be found.
  const before = withoutAddresses(all.slice(0, match.start - begin));
  const said = withoutAddresses(all.slice(match.start - begin, match.end - begin));
  const behind = withoutAddresses(all.slice(match.end - begin));
  const excerpt = `${lastOf(before, AROUND)}${firstOf(said, MOST_SAID)}${firstOf(behind, AROUND)}`.trim();
  return { pattern: id, program: of, excerpt, line: text.numbers[match.firstLine] ?? 1 };
}

function firstOf(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most).join('')}…`;
}

function lastOf(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `…${characters.slice(-most).join('')}`;
}
