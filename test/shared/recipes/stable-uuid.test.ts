import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stableUuid } from '../../../shared/recipes/stable-uuid.ts';

describe('A UUID made of words', () => {
  it('is the same for the same words, everywhere', () => {
    // FNV-1a of 128 bits over ["profile","a@example.org"], by another program, is C8A3AD75ED343EF37A69A845F70A7215.
    expect(stableUuid(['profile', 'a@example.org'])).toBe('C8A3AD75-ED34-8EF3-BA69-A845F70A7215');
  });

  it('has the form of version 8 (RFC 9562 §5.8)', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(stableUuid(words)).toMatch(
          /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/,
        );
      }),
    );
  });

  it('differs where the words do, also where they are only parted otherwise', () => {
    const lists = [[], [''], ['', ''], ['ab'], ['a', 'b'], ['b', 'a'], ['a,b'], ['a","b'], ['A', 'b']];

    const uuids = lists.map(stableUuid);

    expect(new Set(uuids).size).toBe(lists.length);
  });
});
