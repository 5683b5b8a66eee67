import { exactly } from '../../shared/mail/exactly.ts';

/** A piece of a text, and whether it stands in the place of something that is hidden. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Cuts a text where what stands in the place of something hidden begins and ends. */
export function markedIn(text: string, shown: readonly string[]): readonly Piece[] {
  const words = [...new Set(shown)]
    .filter((word) => word !== '')
    .toSorted((one, other) => other.length - one.length);
  if (words.length === 0) return [{ text, isMarked: false }];
  const any = new RegExp(`(${words.map(exactly).join('|')})`, 'g');
  // With one group, every second piece is what was looked for.
  return text
    .split(any)
    .map((piece, at) => ({ text: piece, isMarked: at % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
