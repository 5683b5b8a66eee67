import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn, piecesOf, type TranscriptPiece } from '../../renderer/state/transcript-search.ts';

/** The pieces as they stood in the line. */
function written(pieces: readonly TranscriptPiece[]): string {
  return pieces
    .map((piece) => (piece.kind === 'secret' ? `<${piece.of}, ${piece.characters} characters>` : piece.text))
    .join('');
}

describe('a recorded line in pieces', () => {
  it.each<[string, string, readonly TranscriptPiece[]]>([
    ['a1 NOOP', '', [{ kind: 'text', text: 'a1 NOOP' }]],
    ['', 'x', []],
    [
      'a1 LOGIN <secret, 12 characters>',
      '',
      [
        { kind: 'text', text: 'a1 LOGIN ' },
        { kind: 'secret', of: 'secret', characters: 12 },
      ],
    ],
    ['<challenge, 1 characters>', 'challenge', [{ kind: 'secret', of: 'challenge', characters: 1 }]],
    [
      'OK Noop nO',
      'no',
      [
        { kind: 'text', text: 'OK ' },
        { kind: 'found', text: 'No' },
        { kind: 'text', text: 'op ' },
        { kind: 'found', text: 'nO' },
      ],
    ],
    [
      'a.b',
      '.',
      [
        { kind: 'text', text: 'a' },
        { kind: 'found', text: '.' },
        { kind: 'text', text: 'b' },
      ],
    ],
    [
      'a\\b',
      '\\',
      [
        { kind: 'text', text: 'a' },
        { kind: 'found', text: '\\' },
        { kind: 'text', text: 'b' },
      ],
    ],
    ['<secret, many characters>', '', [{ kind: 'text', text: '<secret, many characters>' }]],
  ])('%s, where %s is searched for', (line, wanted, pieces) => {
    expect(piecesOf(line, wanted)).toEqual(pieces);
  });

  it('has everything of the line, whatever is searched for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (line, wanted) => {
        expect(written(piecesOf(line, wanted))).toBe(line);
      }),
    );
  });

  it('has what is searched for as often as it is counted', () => {
    const lines = ['a1 OK', 'ok', '<secret, 2 characters>'].map((text, at) => ({
      at,
      from: 'server' as const,
      text,
    }));

    expect(countIn(lines, 'ok')).toBe(2);
    expect(countIn(lines, 'secret')).toBe(0);
  });
});
