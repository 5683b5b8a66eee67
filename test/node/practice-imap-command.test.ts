import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Argument } from '../../electron/node/practice/mail/imap/argument.ts';
import { readCommand } from '../../electron/node/practice/mail/imap/command.ts';
import { parseDateTime, parseDay, writeDateTime } from '../../electron/node/practice/mail/imap/dates.ts';
import { parseCommand } from '../../electron/node/practice/mail/imap/parse.ts';
import { fitsPattern } from '../../electron/node/practice/mail/imap/pattern.ts';
import {
  goesBeyond,
  hasNumber,
  parseSequenceSet,
  writeSequenceSet,
} from '../../electron/node/practice/mail/imap/sequence-set.ts';
import { Client } from '../servers/client.ts';
import { cutsOf, openLine } from './practice-protocol.ts';

type Received = Awaited<ReturnType<typeof readCommand>>;

/** What the reader makes of bytes that come in pieces, and what it says to the client. */
async function readAll(...pieces: readonly string[]): Promise<{ received: Received[]; said: string }> {
  const received: Received[] = [];
  const line = await openLine(async (connection) => {
    for (;;) {
      const next = await readCommand(connection);
      received.push(next);
      if (next === null || next === 'malformed') break;
    }
    connection.end();
  });
  let sent = 0;
  for (const piece of pieces) {
    if (piece !== '') line.client.write(piece, 'latin1');
    sent += piece.length;
    while (line.received() < sent && !line.client.destroyed) await new Promise(setImmediate);
  }
  line.client.end();
  return { said: await line.said, received };
}

const atom = (text: string): Argument => ({ kind: 'atom', text });
const quoted = (text: string): Argument => ({ kind: 'string', text, isLiteral: false });
const literal = (text: string): Argument => ({ kind: 'string', text, isLiteral: true });
const list = (...items: readonly Argument[]): Argument => ({ kind: 'list', items });
const section = (name: 'BODY' | 'BODY.PEEK', partial: string, ...items: readonly Argument[]): Argument => ({
  kind: 'section',
  name,
  items,
  partial,
});

describe('a command', () => {
  // The examples of RFC 3501 §6 and of RFC 2971 §3.1.
  it.each<[string, string, string, readonly Argument[]]>([
    ['abcd CAPABILITY', 'abcd', 'CAPABILITY', []],
    ['a001 LOGIN SMITH SESAME', 'a001', 'LOGIN', [atom('SMITH'), atom('SESAME')]],
    ['A001 login {4}\r\nFRED {7}\r\nfat man', 'A001', 'LOGIN', [literal('FRED'), literal('fat man')]],
    ['A101 LIST "" ""', 'A101', 'LIST', [quoted(''), quoted('')]],
    ['A202 LIST ~/Mail/ %', 'A202', 'LIST', [atom('~/Mail/'), atom('%')]],
    ['A042 STATUS blurdybloop (UIDNEXT)', 'A042', 'STATUS', [atom('blurdybloop'), list(atom('UIDNEXT'))]],
    [
      'A003 STORE 2:4 +FLAGS (\\Deleted)',
      'A003',
      'STORE',
      [atom('2:4'), atom('+FLAGS'), list(atom('\\Deleted'))],
    ],
    ['a FETCH * ()', 'a', 'FETCH', [atom('*'), list()]],
    ['a X "\\"\\\\"', 'a', 'X', [quoted('"\\')]],
    ['a X {0+}\r\n', 'a', 'X', [literal('')]],
    ['a X [Gmail]/All', 'a', 'X', [atom('[Gmail]/All')]],
    [
      'a023 ID ("name" "sodr" "x" NIL)',
      'a023',
      'ID',
      [list(quoted('name'), quoted('sodr'), quoted('x'), atom('NIL'))],
    ],
    [
      'A654 FETCH 2:4 (FLAGS BODY[HEADER.FIELDS (DATE FROM)])',
      'A654',
      'FETCH',
      [
        atom('2:4'),
        list(atom('FLAGS'), section('BODY', '', atom('HEADER.FIELDS'), list(atom('DATE'), atom('FROM')))),
      ],
    ],
    ['a FETCH 1 body.peek[]<0.2048>', 'a', 'FETCH', [atom('1'), section('BODY.PEEK', '<0.2048>')]],
    ['a FETCH 1 BODY[1.2.MIME]', 'a', 'FETCH', [atom('1'), section('BODY', '', atom('1.2.MIME'))]],
    // mutt writes it so.
    ['a0000 AUTHENTICATE CRAM-MD5 ', 'a0000', 'AUTHENTICATE', [atom('CRAM-MD5')]],
  ])('is read: %j', (text, tag, name, args) => {
    expect(parseCommand(text)).toEqual({ kind: 'command', tag, name, args });
  });

  it.each([
    ['', null],
    [' ', null],
    ['+ NOOP', null],
    ['a* NOOP', null],
    ['é NOOP', null],
    ['a', 'a'],
    ['a ', 'a'],
    ['a  NOOP', 'a'],
    ['a NOOP ', 'a'],
    ['a 1', 'a'],
    ['a X  y', 'a'],
    ['a X y  ', 'a'],
    ['a X "y', 'a'],
    ['a X "y"z', 'a'],
    ['a X "\\y"', 'a'],
    ['a X "\0"', 'a'],
    ['a X (y', 'a'],
    ['a X (y ', 'a'],
    ['a X ( y)', 'a'],
    ['a X y)', 'a'],
    ['a X (y)(z)', 'a'],
    ['a X é', 'a'],
    ['a X {3}\r\nyz', 'a'],
    ['a X {1}\r\n\0', 'a'],
    ['a X {1}y', 'a'],
    ['a X {-1}', 'a'],
    ['a X {99999999999}', 'a'],
    ['a X BODY[', 'a'],
    ['a X BODY[TEXT', 'a'],
    ['a X BODY[TEXT]<0', 'a'],
    [`a X ${'('.repeat(12)}${')'.repeat(12)}`, 'a'],
    [`a X${' y'.repeat(501)}`, 'a'],
    [`${'t'.repeat(101)} NOOP`, null],
  ])('that is not well formed is bad: %j', (text, tag) => {
    expect(parseCommand(text)).toEqual({ kind: 'bad', tag });
  });

  it.each([
    ['a LOGIN {4}', 'LOGIN'],
    ['a APPEND x (\\Seen) {310+}', 'APPEND'],
    ['a X ("y" {1}', 'X'],
  ])('is not complete where a literal is announced: %j', (text, name) => {
    expect(parseCommand(text)).toEqual({ kind: 'incomplete', tag: 'a', name });
  });

  it('is something, whatever the bytes', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      '(',
      ')',
      '"',
      '{1}',
      '{0+}',
      '\r\n',
      '\\',
      'BODY[',
      ']',
      '<1.2>',
      '\0',
      'é',
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 60 }).map((pieces) => `a X ${pieces.join('')}`),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    );

    fc.assert(
      fc.property(text, (any) => {
        expect(['command', 'incomplete', 'bad']).toContain(parseCommand(any).kind);
      }),
    );
  });
});

describe('a reader of commands', () => {
  const LINES = 'a1 LOGIN {5+}\r\nalice "x y"\r\na2 X {1+}\r\n( {0+}\r\n\na3 NOOP\r\n';
  const COMMANDS: readonly Received[] = [
    { kind: 'command', tag: 'a1', name: 'LOGIN', args: [literal('alice'), quoted('x y')] },
    { kind: 'command', tag: 'a2', name: 'X', args: [literal('('), literal('')] },
    { kind: 'command', tag: 'a3', name: 'NOOP', args: [] },
    null,
  ];

  it('gives the same wherever the bytes are cut', async () => {
    for (const pieces of cutsOf(LINES)) expect((await readAll(...pieces)).received).toEqual(COMMANDS);
    expect((await readAll(...LINES)).received).toEqual(COMMANDS);
  });

  it('asks for each literal, and for none that the client sends unasked', async () => {
    const line = await openLine(async (connection) => {
      expect(await readCommand(connection)).toEqual({
        kind: 'command',
        tag: 'a',
        name: 'LOGIN',
        args: [literal('alice'), literal(''), literal('x')],
      });
      connection.end();
    });
    const client = new Client(line.client);

    client.send('a LOGIN {5}');
    await client.until('+ OK\r\n');
    client.socket.write('alice {0+}\r\n {1}\r\n');
    await client.until('+ OK\r\n+ OK\r\n');
    client.send('x');

    expect(await line.said).toBe('+ OK\r\n+ OK\r\n');
  });

  it('tells a client that says “malformed” from a line that is too long', async () => {
    expect((await readAll('malformed\r\n')).received).toEqual([{ kind: 'bad', tag: 'malformed' }, null]);
  });

  it('does not ask for a literal of a command that is bad already', async () => {
    expect(await readAll('a X "y {3}\r\nb NOOP\r\n')).toEqual({
      received: [{ kind: 'bad', tag: 'a' }, { kind: 'command', tag: 'b', name: 'NOOP', args: [] }, null],
      said: '',
    });
  });

  it('takes no bytes of a bad command’s literal for the next command', async () => {
    expect(await readAll('a X "y {8+}\r\nb LOGOUT z\r\nc NOOP\r\n')).toEqual({
      received: [{ kind: 'bad', tag: 'a' }, { kind: 'command', tag: 'c', name: 'NOOP', args: [] }, null],
      said: '',
    });
  });

  it.each([
    ['65,537 bytes', 'a X {65537}'],
    ['1 MiB and one, of APPEND', 'a APPEND x {1048577}'],
    ['4 GB', 'a X {4294967295}'],
    ['two that are too much together', `a X {40000+}\r\n${'y'.repeat(40_000)} {40000}`],
  ])('refuses a literal before it is sent: %s', async (_, text) => {
    expect(await readAll(`${text}\r\nb NOOP\r\n`)).toEqual({
      received: [{ kind: 'too-big', tag: 'a' }, { kind: 'command', tag: 'b', name: 'NOOP', args: [] }, null],
      said: '',
    });
  });

  it('takes a mail of 1 MiB', async () => {
    const { received, said } = await readAll(`a APPEND x {1048576}\r\n${'y'.repeat(1_048_576)}\r\n`);

    expect(received[0]).toMatchObject({ kind: 'command', name: 'APPEND' });
    expect(said).toBe('+ OK\r\n');
  });

  it.each([
    ['a literal beyond the limit that comes unasked', 'a X {65537+}\r\nyyyy'],
    ['a literal beyond all numbers', `a X {${'9'.repeat(400)}+}\r\nyyyy`],
    ['more literals than anybody needs', `a X${' {0+}\r\n'.repeat(51)}\r\n`],
    ['a line that never ends', 'y'.repeat(70_000)],
  ])('says goodbye to %s', async (_, text) => {
    expect(await readAll(text)).toEqual({
      received: ['malformed'],
      said: '* BYE Command line or literal is too long.\r\n',
    });
  });

  it('comes to an end, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const { received } = await readAll(Buffer.from(bytes).toString('latin1'));

        expect([null, 'malformed']).toContain(received.at(-1));
      }),
      { numRuns: 30 },
    );
  });
});

describe('a sequence set', () => {
  it.each<[string, number, readonly number[]]>([
    ['1', 5, [1]],
    ['1,3', 5, [1, 3]],
    ['2:4', 5, [2, 3, 4]],
    ['4:2', 5, [2, 3, 4]],
    ['*', 5, [5]],
    ['3:*', 5, [3, 4, 5]],
    ['*:4', 5, [4, 5]],
    ['9:*', 5, [5]],
    ['2,4:7,9,12:*', 15, [2, 4, 5, 6, 7, 9, 12, 13, 14, 15]], // RFC 3501 §9
    ['1:*', 0, []],
  ])('%s of %i', (text, largest, numbers) => {
    const set = parseSequenceSet(text)!;
    const all = Array.from({ length: largest }, (_, at) => at + 1);

    expect(all.filter((number) => hasNumber(set, number, largest))).toEqual(numbers);
  });

  it.each([
    '',
    '0',
    '01',
    '1:',
    ':1',
    '1,,2',
    '1:2:3',
    'a',
    '-1',
    '1 2',
    '4294967296',
    '1,'.repeat(2_000) + '1',
  ])('is none: %j', (text) => {
    expect(parseSequenceSet(text)).toBeNull();
  });

  it.each([
    ['1:5', 5, false],
    ['6', 5, true],
    ['1:6', 5, true],
    ['*', 5, false],
    ['*', 0, true],
  ])('%s goes beyond %i: %s', (text, largest, isBeyond) => {
    expect(goesBeyond(parseSequenceSet(text)!, largest)).toBe(isBeyond);
  });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (any) => {
        const numbers = any.toSorted((one, other) => one - other);
        const set = parseSequenceSet(writeSequenceSet(numbers))!;

        expect(Array.from({ length: 40 }, (_, at) => at + 1).filter((n) => hasNumber(set, n, 40))).toEqual(
          numbers,
        );
      }),
    );
  });
});

describe('a pattern of LIST', () => {
  it.each([
    ['*', 'a/b', true],
    ['%', 'a', true],
    ['%', 'a/b', false],
    ['a/%', 'a/b', true],
    ['a/%', 'a/b/c', false],
    ['%/%', 'a/b', true],
    ['*b', 'a/b', true],
    ['a*c', 'a/b/c', true],
    ['a*d', 'a/b/c', false],
    ['', 'a', false],
    ['a', 'A', false],
    ['**%%*', 'a/b/c', true],
  ])('%s for %s: %s', (pattern, name, isFit) => {
    expect(fitsPattern(name, pattern)).toBe(isFit);
  });

  it('takes no time, however many wildcards it has', () => {
    expect(fitsPattern('a'.repeat(200), `${'*a'.repeat(240)}b`)).toBe(false);
    expect(fitsPattern('a', '*'.repeat(60_000))).toBe(false);
  });
});

describe('a date', () => {
  it.each([
    ['17-Jul-1996 02:44:25 -0700', '1996-07-17T09:44:25.000Z'], // RFC 3501 §7.4.2
    [' 1-jan-2020 00:00:00 +0130', '2019-12-31T22:30:00.000Z'],
    ['29-Feb-2024 23:59:60 +0000', '2024-03-01T00:00:00.000Z'],
  ])('with a time is read: %j', (text, iso) => {
    expect(parseDateTime(text)?.toISOString()).toBe(iso);
  });

  it.each([
    '',
    '1-Jan-2020 00:00:00 +0000',
    '30-Feb-2020 00:00:00 +0000',
    '01-Jan-2020 24:00:00 +0000',
    '01-Foo-2020',
  ])('is none: %j', (text) => {
    expect(parseDateTime(text)).toBeNull();
  });

  it('comes back as it was', () => {
    const seconds = fc.integer({ min: 0, max: 4_000_000_000 });

    fc.assert(
      fc.property(seconds, (at) => {
        const date = new Date(at * 1_000);

        expect(parseDateTime(writeDateTime(date))).toEqual(date);
      }),
    );
  });

  it.each([
    ['1-Feb-1970', 31],
    ['01-FEB-1970', 31],
    ['0-Feb-1970', null],
    ['31-Feb-1970', null],
    ['1-2-1970', null],
  ])('of a search: %s', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });
});
