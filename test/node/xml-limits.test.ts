import { describe, expect, it } from 'vitest';
import { MOST_XML_BYTES, readXml } from '../../electron/node/discovery/xml.ts';
import {
  MOST_XML_ATTRIBUTES,
  MOST_XML_DEPTH,
  MOST_XML_ELEMENTS,
} from '../../electron/node/discovery/xml-tree.ts';

const read = (text: string) => readXml(new TextEncoder().encode(text));
const nested = (levels: number): string => `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`;
const withAttributes = (count: number): string =>
  `<a ${Array.from({ length: count }, (_, at) => `b${at}=""`).join(' ')}/>`;
const withElements = (count: number): string => `<a>${'<b/>'.repeat(count - 1)}</a>`;

/** Fills up to what is just read, from the start of a document to its end. */
function filled(start: string, filling: string, end = ''): string {
  const room = MOST_XML_BYTES - start.length - end.length;
  return `${start}${filling.repeat(Math.floor(room / filling.length))}${end}`;
}

describe('a document at a limit', () => {
  it.each([
    ['its depth', nested(MOST_XML_DEPTH), nested(MOST_XML_DEPTH + 1)],
    [
      'the attributes of an element',
      withAttributes(MOST_XML_ATTRIBUTES),
      withAttributes(MOST_XML_ATTRIBUTES + 1),
    ],
    ['its elements', withElements(MOST_XML_ELEMENTS), withElements(MOST_XML_ELEMENTS + 1)],
    ['its length', filled('<a>', 'b', '</a>'), `${filled('<a>', 'b', '</a>')} `],
  ])('is read, and refused beyond it: %s', (_, allowed, tooLarge) => {
    expect(read(allowed)).toMatchObject({ ok: true });
    expect(read(tooLarge)).toEqual({ ok: false, problem: 'too-large' });
  });

  it('may have as many attributes on each of its elements', () => {
    expect(read(`<c>${withAttributes(MOST_XML_ATTRIBUTES).repeat(3)}</c>`)).toMatchObject({ ok: true });
  });

  it('is refused for its attributes even where they are of no use', () => {
    const names = Array.from({ length: MOST_XML_ATTRIBUTES + 1 }, (_, at) => `xmlns:b${at}="urn:b"`);

    expect(read(`<a ${names.join(' ')}/>`)).toEqual({ ok: false, problem: 'too-large' });
  });

  it('is measured in bytes, not in characters', () => {
    expect(read(`<a>${'ü'.repeat(MOST_XML_BYTES / 2)}</a>`)).toEqual({ ok: false, problem: 'too-large' });
  });

  it('is refused at ten megabytes', () => {
    expect(readXml(new Uint8Array(10_000_000).fill(0x20))).toEqual({ ok: false, problem: 'too-large' });
  });
});

// Each is cheap to send and has cost some parser the square of its length, or more. That they end at all, with all others
// of this file in the time that a test has, is the assertion; how fast depends on the machine.
describe('a document that is made to be expensive', () => {
  it.each([
    ['a million laughs', `<!DOCTYPE a [${'<!ENTITY b "&c;&c;&c;">'.repeat(1_000)}]><a>&b;</a>`, 'entities'],
    [
      'one long entity, often',
      filled(`<!DOCTYPE a [<!ENTITY b "${'c'.repeat(9_999)}">]><a>`, '&b;', '</a>'),
      'entities',
    ],
    ['DOCTYPEs', filled('', '<!DOCTYPE a ['), 'malformed'],
    ['elements that never end', filled('', '<a>'), 'too-large'],
    ['elements with namespaces that never end', filled('', '<a xmlns:b="c">'), 'too-large'],
    ['elements side by side', filled('<a>', '<b/>', '</a>'), 'too-large'],
    ['end tags', filled('<a>', '</b>'), 'malformed'],
    ['attributes', filled('<a ', 'b="" '), 'too-large'],
    ['an attribute that never ends', filled('<a b="', 'c'), 'malformed'],
    ['white space in a tag', filled('<a', ' '), 'malformed'],
    ['a name that never ends', filled('<', 'a'), 'malformed'],
    ['a name of many prefixes', filled('<', 'a:', '/>'), null],
    ['a reference that never ends', filled('<a>&', 'b'), 'malformed'],
    ['a number that never ends', filled('<a>&#', '9', ';</a>'), 'malformed'],
    ['a number of zeros', filled('<a>&#x', '0', '41;</a>'), null],
    ['references', filled('<a>', '&amp;', '</a>'), null],
    ['brackets in CDATA', filled('<a><![CDATA[', ']', ']]></a>'), null],
    ['CDATA sections', filled('<a>', '<![CDATA[]]>', '</a>'), null],
    ['comments', filled('', '<!---->', '<a/>'), null],
    ['comments that never end', filled('', '<!-- '), 'malformed'],
    ['comments before what might be a page', filled('', '<!---->\n', '<htm'), 'malformed'],
    ['processing instructions', filled('', '<?a?>', '<a/>'), null],
    ['a declaration that never ends', filled('<?xml ', ' '), 'malformed'],
    ['white space', filled('', ' '), 'malformed'],
    ['white space in text', filled('<a>b', ' ', 'c</a>'), null],
    ['brackets', filled('', '<'), 'malformed'],
    ['byte order marks', filled('', '\ufeff').slice(0, 80_000), 'malformed'],
  ])('is read, or refused, like every other: %s', (_, document, problem) => {
    const result = read(document);

    expect(result.ok ? null : result.problem).toBe(problem);
  });
});
