import { numberOf } from './argument.ts';

/** A set of sequence numbers or of UIDs (RFC 9051 §9, `sequence-set`). `*` is the largest number in use. */
export type SequenceSet = readonly Range[];

type Bound = number | '*';
type Range = readonly [Bound, Bound];

const MOST_RANGES = 1_000;

/** Reads a set, or null where it is none. Zero is no number of a message. */
export function parseSequenceSet(text: string): SequenceSet | null {
  const parts = text.split(',', MOST_RANGES + 1);
  const ranges = parts.map(parseRange).filter((range) => range !== null);
  return parts.length > MOST_RANGES || ranges.length < parts.length ? null : ranges;
}

/** Whether a number is in the set. The order of a range's ends does not matter (RFC 9051 §9, `seq-range`). */
export function hasNumber(set: SequenceSet, number: number, largest: number): boolean {
  return set.some((range) => {
    const [from, to] = range.map((bound) => (bound === '*' ? largest : bound)) as [number, number]; // two stay two
    return number >= Math.min(from, to) && number <= Math.max(from, to);
  });
}

/** Whether the set names a number above the largest: also `*` where there is none (RFC 9051 §9, `seq-number`). */
export function goesBeyond(set: SequenceSet, largest: number): boolean {
  return set.flat().some((bound) => (bound === '*' ? largest === 0 : bound > largest));
}

/** Writes numbers, which rise, as a set: `1:3,5`. */
export function writeSequenceSet(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}:${to}`)).join(',');
}

function parseRange(text: string): Range | null {
  const bounds = text.split(':', 3).map(parseBound);
  const [from = null, to = from] = bounds;
  return from === null || to === null || bounds.length > 2 ? null : [from, to];
}

function parseBound(text: string): Bound | null {
  if (text === '*') return text;
  const number = numberOf(text);
  return number === 0 || text.startsWith('0') ? null : number;
}
