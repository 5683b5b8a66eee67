import type { Language } from '../../findings/explain.ts';
import type { Severity } from '../../findings/finding.ts';
import { shortText } from '../../discovery/short-text.ts';

/**
 * A piece of text: a sentence of ours, in which backticks mark literal text and values of others may stand, or a value
 * from outside. Neither is escaped: whoever writes it into a format does that.
 */
export interface Run {
  readonly by: 'us' | 'outside';
  readonly text: string;
}

/** One line of text. */
export type Line = readonly Run[];

/** A name and what stands behind it. */
export interface Fact {
  readonly name: string;
  readonly value: Line;
}

/** One thing in a section, in the order of reading. */
export type DocumentBlock =
  | { readonly kind: 'paragraph'; readonly text: Line }
  | { readonly kind: 'steps' | 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** Words of a server, with a label of ours that says whose they are. */
  | { readonly kind: 'words'; readonly label: Line; readonly text: string }
  | { readonly kind: 'part'; readonly title: Line; readonly blocks: readonly DocumentBlock[] }
  | {
      readonly kind: 'table';
      readonly caption: Line;
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Line[])[];
    }
  /** A recorded exchange: long, and folded where a format can. */
  | { readonly kind: 'log'; readonly title: Line; readonly lines: readonly string[] }
  | {
      readonly kind: 'finding';
      readonly tone: Severity;
      readonly title: Line;
      /** What it is and who can act, in a word each. */
      readonly tags: readonly string[];
      readonly code: string;
      readonly blocks: readonly DocumentBlock[];
    };

/** A part of the document with a heading; sections that have nothing to say are not there. */
export interface Section {
  /** Unique in the document, letters only. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly DocumentBlock[];
}

/** A report as a document, before it is written in any format. */
export interface ReportDocument {
  readonly language: Language;
  /** What kind of document this is. */
  readonly name: string;
  readonly contents: string;
  readonly tone: Severity;
  /** The whole run in a few words. */
  readonly verdict: string;
  /** The same in one sentence. */
  readonly headline: Line;
  readonly about: readonly Fact[];
  readonly sections: readonly Section[];
}

const MOST_CHARACTERS = 500;
const HALF_CHARACTER = /\p{Cs}/gu;

/** A sentence of ours. */
export function ours(text: string): Line {
  return [{ by: 'us', text: visible(text, 8 * MOST_CHARACTERS) }];
}

/** A value from outside, safe to show and at most 500 characters; nothing where it is empty. */
export function theirs(text: string): Line {
  return text === '' ? [] : [{ by: 'outside', text: visible(text, MOST_CHARACTERS) }];
}

/** Values from outside, one after the other. */
export function allTheirs(texts: readonly string[], separator = ' '): Line {
  return texts.flatMap((text, at) => (at === 0 ? theirs(text) : [...ours(separator), ...theirs(text)]));
}

/** A text without anything that moves, hides or reorders others, cut to so many characters. */
export function visible(text: string, mostCharacters: number): string {
  // A character has two halves at the most: no more than that is looked at, however long the text is.
  const begin = text.slice(0, 2 * mostCharacters + 2);
  const shown = shortText(begin.replace(HALF_CHARACTER, '\u{fffd}'), mostCharacters);
  return begin === text || shown.endsWith('…') ? shown : `${shown}…`;
}
