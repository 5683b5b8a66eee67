import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../shared/mail/csv.ts';
import { csvCell } from './csv-cell.ts';

function cellsOf(text: string): readonly (readonly string[])[] {
  const read = readCsv(text);
  if (read.kind !== 'rows') throw new Error(`line ${read.line}`);
  return read.rows.map(({ cells }) => cells);
}

function linesOf(text: string): readonly number[] {
  const read = readCsv(text);
  return read.kind === 'rows' ? read.rows.map(({ line }) => line) : [];
}

describe('comma-separated values', () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    ['nothing', '', []],
    ['line endings alone', '\r\n\n\r', []],
    ['one cell', 'a', [['a']]],
    [
      'commas',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'semicolons',
      'a;b\nc;d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'tabs',
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'what the first row has most of',
      'a;b;c,d\ne;f;g',
      [
        ['a', 'b', 'c,d'],
        ['e', 'f', 'g'],
      ],
    ],
    ['a separator in quotes, which does not count', '"a,b,c";d', [['a,b,c', 'd']]],
    ['a first line that names the separator, as Excel writes it', 'sep=;\r\na,a;b\r\n', [['a,a', 'b']]],
    ['a byte order mark', '\ufeffa,b', [['a', 'b']]],
    ['a byte order mark before quotes', '\ufeff"a",b', [['a', 'b']]],
    ['CRLF, LF and CR', 'a\r\nb\nc\rd', [['a'], ['b'], ['c'], ['d']]],
    ['a last line that ends, and one that does not', 'a\nb\n', [['a'], ['b']]],
    ['empty cells at both ends', ',a,', [['', 'a', '']]],
    [
      'rows of separators alone, which are none',
      'a,b\n,\n ,\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['RFC 4180 §2.5: quotes around cells', '"aaa","bbb"', [['aaa', 'bbb']]],
    [
      'RFC 4180 §2.6: line breaks in quotes',
      '"aaa","b\r\nbb","ccc"\r\nzzz',
      [['aaa', 'b\r\nbb', 'ccc'], ['zzz']],
    ],
    ['RFC 4180 §2.7: doubled quotes', '"aaa","b""bb"', [['aaa', 'b"bb']]],
    ['nothing in quotes', '"",a', [['', 'a']]],
    ['a quote in quotes alone', '"""",a', [['"', 'a']]],
    ['a quote inside a cell without', 'a "b" c,d', [['a "b" c', 'd']]],
    ['letters behind the closing quote', '"a" b,c', [['a b', 'c']]],
  ])('with %s', (_what, text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it.each([
    ['"a', 1],
    ['a,"b\nc', 1],
    ['a\nb\n"c,d', 3],
    ['"a""b', 1],
    ['a\n"b"c"d', 2],
  ])('with a quote that nothing closes say where: %j', (text, line) => {
    expect(readCsv(text)).toEqual({ kind: 'unclosed-quote', line });
  });

  it('know the line that each row begins in', () => {
    expect(linesOf('a\r\n\r\n"b\nb",c\rd\n\ne')).toEqual([1, 3, 5, 7]);
    expect(linesOf('sep=,\na\nb')).toEqual([2, 3]);
  });

  it('are read back as they were written, whatever stands in them', () => {
    const cell = fc.string({
      unit: fc.oneof(
        fc.constantFrom('"', ',', ';', '\t', '\r', '\n', ' '),
        fc.string({ minLength: 1, maxLength: 1 }),
      ),
    });
    const row = fc
      .array(cell, { minLength: 1, maxLength: 5 })
      .filter((cells) => cells.some((one) => one.trim() !== ''));
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 6 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, separator, end) => {
          const text = rows.map((cells) => cells.map(csvCell).join(separator)).join(end);

          expect(cellsOf(`sep=${separator}\n${text}`)).toEqual(rows);
        },
      ),
    );
  });

  it('of any text are rows or say where they cannot be, and take no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'a', '\ufeff') }), (text) => {
        const read = readCsv(text);

        const lines = text.split(/\r\n|\r|\n/).length;
        const seen = read.kind === 'rows' ? read.rows.map(({ line }) => line) : [read.line];
        expect(seen.every((line, at) => line >= 1 && line <= lines && line > (seen[at - 1] ?? 0))).toBe(true);
      }),
    );
  });

  it.each([
    ['one long cell in quotes', `"${'a""b'.repeat(250_000)}"`],
    ['a long quote that nothing closes', `"${'a'.repeat(1_000_000)}`],
    ['quotes alone', '"'.repeat(1_000_000)],
    ['separators alone', ','.repeat(1_000_000)],
    ['line ends alone', '\n'.repeat(1_000_000)],
    ['short rows', 'a,b\n'.repeat(250_000)],
  ])('of a megabyte take no time: %s', (_what, text) => {
    const begun = process.cpuUsage();
    readCsv(text);
    const { user, system } = process.cpuUsage(begun);

    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});
