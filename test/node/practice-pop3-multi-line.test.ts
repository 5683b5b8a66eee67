import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiLine, topOf } from '../../electron/node/practice/mail/pop3/multi-line.ts';
import { bytesOf, textOf } from './practice-mail.ts';

describe('a multi-line response', () => {
  const mail = fc
    .array(fc.constantFrom('.', '..', 'a', '\r\n', '\n', '\r', '\r\n.', '\0', 'ÿ'), { maxLength: 40 })
    .map((parts) => parts.join(''));

  it('comes back as it was, with an end of its last line', () => {
    fc.assert(
      fc.property(mail, (text) => {
        const stuffed = textOf(multiLine(bytesOf(text)));

        expect(stuffed.indexOf('\r\n.\r\n')).toBe(stuffed === '.\r\n' ? -1 : stuffed.length - 5);
        const back = stuffed.slice(0, -3).replace(/(^|\r\n)\./g, '$1');
        expect(back).toBe(text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`);
      }),
    );
  });

  it.each([
    ['a\r\n\r\nb\r\nc\r\n', 0, 'a\r\n\r\n'],
    ['a\r\n\r\nb\r\nc\r\n', 1, 'a\r\n\r\nb\r\n'],
    ['a\r\n\r\nb\r\nc\r\n', 9, 'a\r\n\r\nb\r\nc\r\n'],
    ['a\r\nb\r\n', 0, 'a\r\nb\r\n'],
    ['\r\nb\r\nc', 1, '\r\nb\r\n'],
    ['a\r\n\r\n\r\n\r\nb', 1, 'a\r\n\r\n\r\n'],
    ['', 5, ''],
  ])('can be the top of a mail: %j with %i lines', (text, lineCount, top) => {
    expect(textOf(topOf(bytesOf(text), lineCount))).toBe(top);
  });
});
