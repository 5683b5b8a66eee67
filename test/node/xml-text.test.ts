import { describe, expect, it } from 'vitest';
import { readXml } from '../../electron/node/discovery/xml.ts';

const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>\n`;
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf16le = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

const textOf = (bytes: Uint8Array): string => {
  const result = readXml(bytes);
  return result.ok ? result.root.text : result.problem;
};

describe('the encoding of a document', () => {
  it.each([
    ['UTF-8 where nothing is said', utf8('<a>Grüße</a>')],
    ['UTF-8 that is declared', utf8(`${declared('UTF-8')}<a>Grüße</a>`)],
    ['UTF-8 that is declared without a hyphen', utf8(`${declared('utf8')}<a>Grüße</a>`)],
    ['UTF-8 with a byte order mark', utf8('\ufeff<a>Grüße</a>')],
    ['UTF-8 with a byte order mark and a declaration', utf8(`\ufeff${declared('utf-8')}<a>Grüße</a>`)],
    ['UTF-16, little-endian', utf16le('\ufeff<a>Grüße</a>')],
    ['UTF-16, little-endian and declared', utf16le(`\ufeff${declared('UTF-16')}<a>Grüße</a>`)],
    ['UTF-16, big-endian', utf16be('\ufeff<a>Grüße</a>')],
    ['ISO-8859-1', latin1(`${declared('ISO-8859-1')}<a>Grüße</a>`)],
    ['ISO-8859-1 in single quotes', latin1(`<?xml version='1.0' encoding='iso-8859-1' ?><a>Grüße</a>`)],
    ['windows-1252', latin1(`${declared('windows-1252')}<a>Grüße</a>`)],
    ['ASCII with references', latin1(`${declared('US-ASCII')}<a>Gr&#252;&#xDF;e</a>`)],
  ])('is %s', (_, bytes) => {
    expect(textOf(bytes)).toBe('Grüße');
  });

  it('is read as the web reads it where ISO-8859-1 is declared and windows-1252 is sent', () => {
    const bytes = Buffer.concat([latin1(`${declared('ISO-8859-1')}<a>`), Buffer.of(0x80), latin1('</a>')]);

    expect(textOf(bytes)).toBe('€');
  });

  it.each([
    ['ASCII is declared and UTF-8 is sent', utf8(`${declared('us-ascii')}<a>Grüße</a>`)],
    ['UTF-16 is declared and UTF-8 is sent', utf8(`${declared('utf-16')}<a>Grüße</a>`)],
    [
      'the byte order mark says UTF-8 and the declaration does not',
      utf8(`\ufeff${declared('big5')}<a>Grüße</a>`),
    ],
    [
      'the byte order mark says UTF-16 and the declaration does not',
      utf16le(`\ufeff${declared('UTF-8')}<a>Grüße</a>`),
    ],
  ])('is what it really is where %s', (_, bytes) => {
    expect(textOf(bytes)).toBe('Grüße');
  });

  it('gives other letters, and no more, where ISO-8859-1 is declared and UTF-8 is sent', () => {
    expect(textOf(utf8(`${declared('iso-8859-1')}<a>ü</a>`))).toBe('Ã¼');
  });

  it.each([
    ['UTF-8 is declared and ISO-8859-1 is sent', latin1(`${declared('utf-8')}<a>Grüße</a>`)],
    ['ASCII is declared and ISO-8859-1 is sent', latin1(`${declared('us-ascii')}<a>Grüße</a>`)],
    ['UTF-8 is cut in a character', utf8('<a>ü</a>').subarray(0, 4)],
    ['UTF-8 is overlong', Buffer.concat([utf8('<a>'), Buffer.of(0xc0, 0xbc), utf8('</a>')])],
    ['UTF-8 has a surrogate in it', Buffer.concat([utf8('<a>'), Buffer.of(0xed, 0xa0, 0x80), utf8('</a>')])],
    ['UTF-16 has half a surrogate pair in it', utf16le('\ufeff<a>\ud800</a>')],
    ['UTF-16 is cut in a character', utf16le('\ufeff<a/>').subarray(0, -1)],
    ['UTF-16 has no byte order mark', utf16le('<a/>')],
    [
      'UTF-32 is sent',
      Buffer.concat([Buffer.of(0xff, 0xfe, 0, 0), Buffer.from('<\0\0\0a\0\0\0/\0\0\0>\0\0\0')]),
    ],
    ['UTF-7 is declared', utf8(`${declared('utf-7')}<a>+ADw-</a>`)],
    ['a name is declared that nobody knows', utf8(`${declared('x-user-defined')}<a/>`)],
    ['a name is declared that every JavaScript object has', utf8(`${declared('constructor')}<a/>`)],
    ['nothing is declared as its name', utf8(`${declared('')}<a/>`)],
    ['it is EBCDIC', Buffer.of(0x4c, 0x6f, 0xa7, 0x94, 0x93)],
  ])('makes the document malformed where %s', (_, bytes) => {
    expect(textOf(bytes)).toBe('malformed');
  });
});
