import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../electron/node/discovery/xml.ts';
import type { XmlElement } from '../../shared/discovery/document.ts';

const read = (text: string) => readXml(new TextEncoder().encode(text));

/** Everything that a tree holds: elements, attributes and characters. */
function sizeOf(root: XmlElement): number {
  let size = 0;
  const left = [root];
  for (let element = left.pop(); element !== undefined; element = left.pop()) {
    const attributes = [...element.attributes].flat();
    size += 1 + [element.name, element.text, ...attributes].reduce((sum, text) => sum + text.length, 0);
    left.push(...element.children);
  }
  return size;
}

describe('any document', () => {
  const pieces = fc.constantFrom(
    ...[
      '<',
      '>',
      '/>',
      '</',
      '<a>',
      '</a>',
      '<a ',
      'b="c"',
      "b='c'",
      '=',
      '"',
      "'",
      ' ',
      '\n',
      'text',
      '\0',
      '\ud800',
      'ü',
    ],
    ...[
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?xml version="1.0"?>',
      '<?',
      '?>',
      '<!DOCTYPE a [',
      ']>',
      '<!ENTITY a "b">',
    ],
    ...[
      '&',
      ';',
      '&amp;',
      '&a;',
      '&#x41;',
      '&#',
      '%a;',
      '\ufeff',
      ':',
      'xmlns:a=',
      '__proto__',
      '\u0085',
      '\ufffe',
    ],
  );
  const soup = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(''));

  it.each([
    ['bytes', fc.uint8Array({ maxLength: 300 })],
    [
      'bytes after a byte order mark',
      fc.uint8Array({ maxLength: 99 }).map((rest) => Uint8Array.of(0xff, 0xfe, ...rest)),
    ],
    [
      'bytes in an element',
      fc
        .uint8Array({ maxLength: 99 })
        .map((rest) => Buffer.concat([Buffer.from('<a>'), rest, Buffer.from('</a>')])),
    ],
    ['pieces of XML', soup.map((text) => Buffer.from(text))],
    ['pieces of XML in an element', soup.map((text) => Buffer.from(`<a>${text}</a>`))],
    ['pieces of XML in UTF-16', soup.map((text) => Buffer.from(`\ufeff${text}`, 'utf16le'))],
  ])('gives a tree no larger than itself, or says what is wrong: %s', (_, documents) => {
    fc.assert(
      fc.property(documents, (bytes) => {
        const result = readXml(bytes);

        if (result.ok) expect(sizeOf(result.root)).toBeLessThanOrEqual(bytes.length);
        else expect(['malformed', 'entities', 'other-document', 'too-large']).toContain(result.problem);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not well-formed any more where it is cut', () => {
    const whole = '<?xml version="1.0"?><!-- b --><a b="c">&lt;<![CDATA[d]]><e f="g"/></a>';

    for (let length = 0; length < whole.length; length++) {
      expect(read(whole.slice(0, length)), whole.slice(0, length)).toEqual({
        ok: false,
        problem: 'malformed',
      });
    }
  });

  it('gives back what was written into it', () => {
    const character = fc
      .integer({ min: 0x20, max: 0x10ffff })
      .filter((code) => code < 0xd800 || (code > 0xdfff && code !== 0xfffe && code !== 0xffff));
    const texts = fc.array(character, { maxLength: 40 }).map((codes) => String.fromCodePoint(...codes));
    const references = (text: string): string =>
      [...text].map((one) => `&#${String(one.codePointAt(0))};`).join('');

    fc.assert(
      fc.property(texts, (text) => {
        expect(read(`<a b="${references(text)}">${references(text)}</a>`)).toMatchObject({
          ok: true,
          root: { text: text.trim(), attributes: new Map([['b', text]]) },
        });
      }),
    );
  });
});
