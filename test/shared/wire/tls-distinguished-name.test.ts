import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDer, partsOf, toDer } from '../../../electron/node/keys/der.ts';
import { MOST_NAME_PARTS, readDistinguishedName } from '../../../shared/wire/tls/distinguished-name.ts';
import { uint } from './tls-flights.ts';

const COMMON_NAME = [0x06, 3, 0x55, 4, 3];

/** An element of DER with content of up to 64 KiB. */
function element(tag: number, content: Iterable<number>): readonly number[] {
  const bytes = [...content];
  return [tag, ...(bytes.length < 128 ? [bytes.length] : [0x82, ...uint(bytes.length, 2)]), ...bytes];
}

const attribute = (tag: number, value: Iterable<number>, type = COMMON_NAME): readonly number[] =>
  element(0x30, [...type, ...element(tag, value)]);
const nameOf = (...sets: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    element(
      0x30,
      sets.flatMap((set) => element(0x31, set)),
    ),
  );
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('readDistinguishedName', () => {
  it('reads the names of all public roots as Node does', () => {
    const roots = rootCertificates.map((pem) => new X509Certificate(pem));

    const names = roots.map(({ raw }) => readDistinguishedName(issuerOf(raw)));

    expect(names).toEqual(roots.map(({ issuer }) => issuer.split('\n').join(', ')));
  });

  it.each([
    ['UTF8String', 0x0c, utf8('Bücher Ж')],
    ['BMPString', 0x1e, [0, 0x42, 0, 0xfc, ...[0, 0x63, 0, 0x68, 0, 0x65, 0, 0x72, 0, 0x20, 0x04, 0x16]]],
    ['UniversalString', 0x1c, [...'Bücher Ж'].flatMap((character) => uint(character.charCodeAt(0), 4))],
  ])('reads a %s', (_, tag, value) => {
    expect(readDistinguishedName(nameOf(attribute(tag, value)))).toBe('CN=Bücher Ж');
  });

  it.each([
    ['PrintableString', 0x13],
    ['NumericString', 0x12],
    ['TeletexString', 0x14],
    ['IA5String', 0x16],
    ['VisibleString', 0x1a],
  ])('reads a %s', (_, tag) => {
    expect(readDistinguishedName(nameOf(attribute(tag, latin1('M\xfcller 2'))))).toBe('CN=Müller 2');
  });

  it('writes several attributes of one part together, and unknown ones by their OID', () => {
    const unknown = attribute(0x13, latin1('x'), element(0x06, [0x88, 0x37, 0x87, 0xff, 0x7f]) as number[]);

    expect(readDistinguishedName(nameOf([...attribute(0x13, latin1('a')), ...unknown], unknown))).toBe(
      'CN=a + 2.999.131071=x, 2.999.131071=x',
    );
  });

  it.each([
    ['a, CN=b', 'CN=a\\, CN=b'],
    ['a+b', 'CN=a\\+b'],
    ['\\"<>;', 'CN=\\\\\\"\\<\\>\\;'],
    [' a ', 'CN=\\ a\\ '],
    [' ', 'CN=\\ '],
    ['#1', 'CN=\\#1'],
    ['', 'CN='],
  ])('does not let %j look like something else (RFC 4514 §2.4)', (value, expected) => {
    expect(readDistinguishedName(nameOf(attribute(0x0c, utf8(value))))).toBe(expected);
  });

  it('shows nothing that could move or hide what a person reads', () => {
    const name = nameOf(
      attribute(0x0c, utf8('a\u{1b}[2J\u202eb\0')),
      attribute(0x1e, [0x20, 0x2e, 0xd8, 0x00]),
    );

    expect(readDistinguishedName(name)).toBe('CN=a\\u{1b}[2J\\u{202e}b\\u{0}, CN=\\u{202e}\ufffd');
  });

  it('is short, however long a name is', () => {
    const name = nameOf(attribute(0x0c, utf8('🐙'.repeat(10_000))));

    expect([...(readDistinguishedName(name) ?? '')]).toHaveLength(500);
  });

  it('reads a name of nothing', () => {
    expect(readDistinguishedName(nameOf())).toBe('');
  });

  const good = attribute(0x0c, utf8('a'));
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['another element', Uint8Array.from(element(0x31, []))],
    ['a name with something behind it', Uint8Array.from([...nameOf(good), 0])],
    ['a length without an end (X.690 §8.1.3.6)', Uint8Array.of(0x30, 0x80, 0, 0)],
    ['a length of five bytes', Uint8Array.of(0x30, 0x85, 0, 0, 0, 0, 0)],
    ['a part that is no set', Uint8Array.from(element(0x30, element(0x30, good)))],
    ['an attribute that is no sequence', nameOf(element(0x31, good))],
    ['an attribute without a value', nameOf(element(0x30, COMMON_NAME))],
    ['an attribute with two values', nameOf(element(0x30, [...COMMON_NAME, ...element(0x0c, []), 0x0c, 0]))],
    ['an attribute without a type', nameOf(element(0x30, [...element(0x0c, []), ...element(0x0c, [])]))],
    ['a type without numbers', nameOf(attribute(0x0c, [], element(0x06, []) as number[]))],
    ['a type that does not end', nameOf(attribute(0x0c, [], element(0x06, [0x55, 0x84]) as number[]))],
    [
      'a type that is too long',
      nameOf(attribute(0x0c, [], element(0x06, new Array<number>(33).fill(1)) as number[])),
    ],
    ['a value that is no string', nameOf(attribute(0x02, [1]))],
    ['a string of half characters', nameOf(attribute(0x1e, [0]))],
    ['too many parts', nameOf(...new Array<readonly number[]>(MOST_NAME_PARTS + 1).fill(good))],
  ])('reads nothing out of %s', (_, der) => {
    expect(readDistinguishedName(der)).toBeNull();
  });

  it('reads nothing out of a name that is cut, wherever that is', () => {
    const name = nameOf(good, good);

    for (let at = 0; at < name.length; at += 1)
      expect(readDistinguishedName(name.subarray(0, at))).toBeNull();
  });

  it('takes any bytes', () => {
    const anyName = fc
      .array(fc.tuple(fc.nat(255), fc.uint8Array({ maxLength: 20 })), { maxLength: 5 })
      .map((values) => nameOf(...values.map(([tag, value]) => attribute(tag, value))));

    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), anyName), (der) => {
        const name = readDistinguishedName(der);

        expect(name === null || name.length <= 1_000).toBe(true);
        // eslint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(name ?? '').not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** The issuer's name of a certificate (RFC 5280 §4.1). One of version 1 has no version, and no extensions. */
function issuerOf(der: Uint8Array): Uint8Array {
  const parts = partsOf(partsOf(fromDer(der))[0]!);
  return toDer(parts[parts.length === 6 ? 2 : 3]!);
}
