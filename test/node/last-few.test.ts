import { describe, expect, it } from 'vitest';
import { LastFew } from '../../electron/node/last-few.ts';

describe('the last few', () => {
  it('are five, and the oldest goes first', () => {
    const few = new LastFew<number>();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];

    for (const [at, id] of ids.entries()) few.keep(id, at);

    expect(ids.map((id) => few.of(id))).toEqual([undefined, 1, 2, 3, 4, 5]);
  });

  it('have one as the newest that is kept once more', () => {
    const few = new LastFew<string>();
    for (const id of ['a', 'b', 'c', 'd', 'e']) few.keep(id, 'old');

    few.keep('a', 'new');
    few.keep('f', 'new');

    expect([few.of('a'), few.of('b')]).toEqual(['new', undefined]);
  });
});
