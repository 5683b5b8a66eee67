import { exactly } from '../../shared/mail/exactly.ts';
import type { TranscriptLine } from '../../shared/report/report.ts';

/** A piece of a recorded line: as it was, what was searched for, or what stands for something secret. */
export type TranscriptPiece =
  | { readonly kind: 'text' | 'found'; readonly text: string }
  | { readonly kind: 'secret'; readonly of: 'secret' | 'challenge'; readonly characters: number };

// As the engine records them: the secret itself was never written.
const SECRET = /<(secret|challenge), (\d{1,9}) characters>/g;

/** A recorded line in pieces, in their order. Nothing is found where nothing is searched for. */
export function piecesOf(text: string, wanted: string): readonly TranscriptPiece[] {
  const pieces: TranscriptPiece[] = [];
  let from = 0;
  for (const { 0: whole, 1: of, 2: characters, index } of text.matchAll(SECRET)) {
    pieces.push(...foundIn(text.slice(from, index), wanted));
    pieces.push({ kind: 'secret', of: of === 'secret' ? of : 'challenge', characters: Number(characters) });
    from = index + whole.length;
  }
  return [...pieces, ...foundIn(text.slice(from), wanted)];
}

/** How often a text is in some recorded lines, large or small letters alike. */
export function countIn(lines: readonly TranscriptLine[], wanted: string): number {
  return lines.reduce((sum, { text }) => {
    const found = piecesOf(text, wanted).filter(({ kind }) => kind === 'found');
    return sum + found.length;
  }, 0);
}

function foundIn(text: string, wanted: string): readonly TranscriptPiece[] {
  if (text === '') return [];
  if (wanted === '') return [{ kind: 'text', text }];
  const pieces: TranscriptPiece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(new RegExp(exactly(wanted), 'gi'))) {
    if (index > from) pieces.push({ kind: 'text', text: text.slice(from, index) });
    pieces.push({ kind: 'found', text: found });
    from = index + found.length;
  }
  return from < text.length ? [...pieces, { kind: 'text', text: text.slice(from) }] : pieces;
}
