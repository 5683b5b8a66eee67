import type { Language } from '../../findings/explain.ts';
import { ours, type DocumentBlock, type Line } from './document.ts';
import { DOCUMENT_WORDS } from './words.ts';

const MOST_ROWS = 400;

/** A table of at most so many rows as somebody reads, and a line that says how many there are besides. No rows, no table. */
export function cutTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Line[])[],
  language: Language,
): readonly DocumentBlock[] {
  if (rows.length === 0) return [];
  const more = rows.length - MOST_ROWS;
  return [
    { kind: 'table', caption: ours(caption), columns, rows: rows.slice(0, MOST_ROWS) },
    ...(more > 0 ? [{ kind: 'paragraph' as const, text: ours(DOCUMENT_WORDS[language].leftOut(more)) }] : []),
  ];
}
