import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marked, withBlock } from '../../../shared/recipes/marked-block.ts';
import type { Addition } from '../../../shared/recipes/setup.ts';

const LAST: Addition = { alsoAt: [], comes: 'last', onlyOne: null };
const FIRST: Addition = { ...LAST, comes: 'first' };
const ONE: Addition = { ...LAST, onlyOne: 'account default' };

const block = (text: string): string => marked(text) ?? '';

describe('a text that is added to somebody’s file', () => {
  it('comes to the end behind an empty line, or to the beginning', () => {
    expect(withBlock('mine\n', block('ours\n'), LAST)).toBe(`mine\n\n${block('ours\n')}`);
    expect(withBlock('mine', block('ours\n'), LAST)).toBe(`mine\n\n${block('ours\n')}`);
    expect(withBlock('mine\n', block('ours\n'), FIRST)).toBe(`${block('ours\n')}\nmine\n`);
    expect(withBlock('', block('ours\n'), LAST)).toBe(block('ours\n'));
  });

  it('takes the place of what was added before, and leaves all else as it is', () => {
    const before = `a\n\n${block('old\nolder\n')}\nb`;

    expect(withBlock(before, block('new\n'), LAST)).toBe(`a\n\n${block('new\n')}\nb`);
    expect(withBlock(before, block('new\n'), FIRST)).toBe(`a\n\n${block('new\n')}\nb`);
  });

  it('is added anew where its end is gone: nobody knows then what is whose', () => {
    const [begun = ''] = block('old\n').split('old\n');

    expect(withBlock(`${begun}mine\n`, block('new\n'), LAST)).toBe(`${begun}mine\n\n${block('new\n')}`);
  });

  it('is the same the second time, and nothing of the file is lost, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', '\r', '#', ' ', '\\') }),
        fc.constantFrom(LAST, FIRST, ONE),
        (before, how) => {
          const once = withBlock(before, block('ours\n'), how);

          expect(withBlock(once, block('ours\n'), how)).toBe(once);
          expect(once).toContain(before);
          expect(once).toContain(block('ours\n'));
        },
      ),
    );
  });

  it.each([
    'account default : mine',
    '  account "default : mine"',
    'Account default: mine',
    'account\tdefault',
  ])('leaves out the line that can stand there once, as there is %j', (line) => {
    const ours = block('a\naccount "default : letterlock"\nb\n');

    expect(withBlock(`${line}\n`, ours, ONE)).toBe(`${line}\n\n${block('a\nb\n')}`);
  });

  it.each(['account defaults', '# account default : mine', 'account mine : default'])(
    'has that line where there is only %j',
    (line) => {
      const ours = block('account "default : letterlock"\n');

      expect(withBlock(`${line}\n`, ours, ONE)).toBe(`${line}\n\n${ours}`);
    },
  );

  it('has that line once, however often it is written', () => {
    const ours = block('account "default : letterlock"\n');

    expect(withBlock(withBlock('', ours, ONE), ours, ONE)).toBe(ours);
  });

  it('is none where nothing could be written', () => {
    expect(marked(null)).toBeNull();
  });
});
