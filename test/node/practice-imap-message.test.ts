import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../electron/node/practice/mail/imap/parse.ts';
import { parseFetchItems } from '../../electron/node/practice/mail/imap/fetch-items.ts';
import { Candidate } from '../../electron/node/practice/mail/imap/candidate.ts';
import { parseSearch } from '../../electron/node/practice/mail/imap/search-keys.ts';
import { Opened } from '../../electron/node/practice/mail/imap/message/opened.ts';
import { writeEnvelope } from '../../electron/node/practice/mail/imap/message/envelope.ts';
import { writeStructure } from '../../electron/node/practice/mail/imap/message/body-structure.ts';
import { Mailbox } from '../../electron/node/practice/mail/mailbox.ts';

const RECEIVED = new Date('2020-01-02T03:04:05Z');

/** A mail out of lines that end with LF; each character is a byte. */
function bytesOf(mail: string): Uint8Array {
  return new Uint8Array(Buffer.from(mail.replaceAll('\n', '\r\n'), 'latin1'));
}

function opened(mail: string): Opened {
  return new Opened(bytesOf(mail));
}

/** What FETCH says of a mail that is alone in its folder. */
function fetched(mail: string, items: string): string | null {
  const { inbox } = new Mailbox(1);
  inbox.append(bytesOf(mail), RECEIVED, ['\\Flagged', 'red']);
  const command = parseCommand(`a FETCH 1 ${items}`);
  const argument = command.kind === 'command' ? command.args[1] : undefined;
  const parsed = argument === undefined ? null : parseFetchItems(argument);
  const message = inbox.messages[0]!;
  return parsed === null
    ? null
    : parsed.map(({ label, write }) => `${label} ${write(message, new Opened(message.bytes))}`).join(' ');
}

const NESTED = `Subject: outer
Content-Type: multipart/mixed; boundary="xx"; charset=utf-8

preamble
--xx

plain part
--xx
Content-Type: TEXT/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable
Content-ID: <id@x>
Content-Description: some words
Content-MD5: abc=
Content-Language: en, de
Content-Location: https://x.example/
Content-Disposition: attachment; filename="a \\"q\\".html"; size=5

<b>hi</b>

--xx
Content-Type: message/rfc822

Subject: inner
Content-Type: multipart/alternative; boundary=xxx

--xxx

inner text
--xxx
Content-Type: application/pdf

AAAA
--xxx--
epilogue
--xx--
epilogue
`;

describe('an ENVELOPE', () => {
  it('is the one of RFC 3501 §7.4.2’s example', () => {
    const mail = opened(`Date: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)
From: Terry Gray <gray@cac.washington.edu>
Subject: IMAP4rev1 WG mtg summary and minutes
To: imap@cac.washington.edu
cc: minutes@CNRI.Reston.VA.US, John Klensin <KLENSIN@MIT.EDU>
Message-Id: <B27397-0100000@cac.washington.edu>

`).mail;

    expect(writeEnvelope(mail.fields)).toBe(
      '("Wed, 17 Jul 1996 02:23:25 -0700 (PDT)" "IMAP4rev1 WG mtg summary and minutes"' +
        ' (("Terry Gray" NIL "gray" "cac.washington.edu"))'.repeat(3) +
        ' ((NIL NIL "imap" "cac.washington.edu"))' +
        ' ((NIL NIL "minutes" "CNRI.Reston.VA.US")("John Klensin" NIL "KLENSIN" "MIT.EDU"))' +
        ' NIL NIL "<B27397-0100000@cac.washington.edu>")',
    );
  });

  it.each([
    ['', 'NIL'],
    ['a@b', '((NIL NIL "a" "b"))'],
    ['a@b, c@d', '((NIL NIL "a" "b")(NIL NIL "c" "d"))'],
    ['"Doe, \\"J\\"" <j@d>', '(("Doe, \\"J\\"" NIL "j" "d"))'],
    ['A. B.  C <x@y>', '(("A. B. C" NIL "x" "y"))'],
    ['a@b (Ann)', '(("Ann" NIL "a" "b"))'],
    ['(x) Ann (y) <a@b>', '(("Ann" NIL "a" "b"))'],
    ['"a b"@c', '((NIL NIL "a b" "c"))'],
    ['<@r,@s:a@b>', '((NIL NIL "a" "b"))'],
    ['x@[127.0.0.1]', '((NIL NIL "x" "[127.0.0.1]"))'],
    ['nobody', '((NIL NIL "nobody" ""))'],
    ['<>', '((NIL NIL "" ""))'],
    [
      'g: a@b, c@d;, e@f',
      '((NIL NIL "g" NIL)(NIL NIL "a" "b")(NIL NIL "c" "d")(NIL NIL NIL NIL)(NIL NIL "e" "f"))',
    ],
    ['undisclosed:;', '((NIL NIL "undisclosed" NIL)(NIL NIL NIL NIL))'],
    ['g: a@b', '((NIL NIL "g" NIL)(NIL NIL "a" "b")(NIL NIL NIL NIL))'],
    ['Ö <ö@b>', '(({1}\r\nÖ NIL {1}\r\nö "b"))'],
  ])('has addresses: %j', (value, expected) => {
    const { fields } = opened(`To: ${value}\n\n`).mail;

    expect(writeEnvelope(fields)).toBe(`(NIL NIL NIL NIL NIL ${expected} NIL NIL NIL NIL)`);
  });

  it('unfolds, and leaves what it has no quotes for to literals', () => {
    const { fields } = opened('Subject: one\n\ttwo\n  three\nMessage-ID: é\n\n').mail;

    expect(writeEnvelope(fields)).toBe(
      `(NIL {${'one\ttwo  three'.length}}\r\none\ttwo  three${' NIL'.repeat(7)} {1}\r\né)`,
    );
  });
});

describe('a BODYSTRUCTURE', () => {
  const TEXT = '("text" "plain" ("charset" "us-ascii") NIL NIL "7bit"';

  it.each([
    ['a mail without MIME', 'Subject: x\n\none\ntwo\n', `${TEXT} 10 2 NIL NIL NIL NIL)`],
    ['no header', '\none\n', `${TEXT} 5 1 NIL NIL NIL NIL)`],
    ['no body', 'Subject: x', `${TEXT} 0 0 NIL NIL NIL NIL)`],
    ['nothing at all', '', `${TEXT} 0 0 NIL NIL NIL NIL)`],
    ['a type that is none', 'Content-Type: text\n\n', `${TEXT} 0 0 NIL NIL NIL NIL)`],
    [
      'parameters with blanks',
      'Content-Type: IMAGE / PNG ; NAME = "x" ;y=z\n\nx',
      '("IMAGE" "PNG" ("NAME" "x" "y" "z") NIL NIL "7bit" 1 NIL NIL NIL NIL)',
    ],
    [
      'a multipart without parts',
      'Content-Type: multipart/mixed; boundary=b\n\nx\n',
      `(${TEXT} 0 0 NIL NIL NIL NIL) "mixed" ("boundary" "b") NIL NIL NIL)`,
    ],
    [
      'a multipart without a boundary',
      'Content-Type: multipart/mixed\n\nx\n',
      `(${TEXT} 0 0 NIL NIL NIL NIL) "mixed" NIL NIL NIL NIL)`,
    ],
    [
      'a digest',
      'Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: x\n\ny\n--d--\n',
      `(("message" "rfc822" NIL NIL NIL "7bit" 15 (NIL "x"${' NIL'.repeat(8)}) ${TEXT} 1 0 NIL NIL NIL NIL) 2 NIL NIL NIL NIL)` +
        ' "digest" ("boundary" "d") NIL NIL NIL)',
    ],
    [
      'parts within parts',
      NESTED,
      `(${TEXT} 10 0 NIL NIL NIL NIL)` +
        '("TEXT" "html" ("charset" "utf-8") "<id@x>" "some words" "quoted-printable" 11 1' +
        ' "abc=" ("attachment" ("filename" "a \\"q\\".html" "size" "5")) ("en" "de") "https://x.example/")' +
        `("message" "rfc822" NIL NIL NIL "7bit" 153 (NIL "inner"${' NIL'.repeat(8)})` +
        ` (${TEXT} 10 0 NIL NIL NIL NIL)("application" "pdf" NIL NIL NIL "7bit" 4 NIL NIL NIL NIL)` +
        ' "alternative" ("boundary" "xxx") NIL NIL NIL) 11 NIL NIL NIL NIL)' +
        ' "mixed" ("boundary" "xx" "charset" "utf-8") NIL NIL NIL)',
    ],
  ])('of %s', (_, mail, structure) => {
    const { text, mail: part } = opened(mail);

    expect(writeStructure(text, part, 'extended')).toBe(structure);
  });

  it('goes ten levels deep and no deeper', () => {
    const { text, mail } = opened('Content-Type: message/rfc822\n\n'.repeat(50));

    expect(writeStructure(text, mail, 'basic').match(/"rfc822"/g)).toHaveLength(9);
  });

  it('is there, whatever the mail', () => {
    const piece = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=a\n',
      'Content-Type: message/rfc822\n',
      'To: "x (y <z@ : ;\n',
      '\n',
      '--a\n',
      '--a--',
      'é',
      ' ',
    );
    const mail = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

    fc.assert(
      fc.property(mail, (any) => {
        const said = fetched(any, '(ENVELOPE BODYSTRUCTURE BODY[1.1.TEXT] BODY[HEADER.FIELDS (To)])');

        expect(said).toMatch(/^ENVELOPE \(/);
      }),
    );
  });

  it('takes no time that grows with the square of a mail', () => {
    const hostile = ['To: "', '(', '((a)', '<', '"\\"', '\\"'].map(
      (part) => `To: ${part.repeat(100_000)}\n\n`,
    );

    for (const mail of hostile) expect(fetched(mail, 'ENVELOPE')).not.toBeNull();
  });
});

describe('a section', () => {
  it.each([
    ['BODY[]', 'BODY[] {20}\r\nSubject: x\r\n\r\nbody\r\n'],
    ['RFC822', 'RFC822 {20}\r\nSubject: x\r\n\r\nbody\r\n'],
    ['BODY.PEEK[HEADER]', 'BODY[HEADER] {14}\r\nSubject: x\r\n\r\n'],
    ['RFC822.HEADER', 'RFC822.HEADER {14}\r\nSubject: x\r\n\r\n'],
    ['body[text]', 'BODY[TEXT] {6}\r\nbody\r\n'],
    ['RFC822.TEXT', 'RFC822.TEXT {6}\r\nbody\r\n'],
    ['BODY[1]', 'BODY[1] {6}\r\nbody\r\n'],
    ['BODY[1.MIME]', 'BODY[1.MIME] {14}\r\nSubject: x\r\n\r\n'],
    ['BODY[1.1]', 'BODY[1.1] NIL'],
    ['BODY[2]', 'BODY[2] NIL'],
    ['BODY[1.HEADER]', 'BODY[1.HEADER] NIL'],
    ['BODY[]<0.7>', 'BODY[]<0> {7}\r\nSubject'],
    ['BODY[]<18.99>', 'BODY[]<18> {2}\r\n\r\n'],
    ['BODY[]<99.1>', 'BODY[]<99> {0}\r\n'],
    ['BODY[HEADER.FIELDS (SUBJECT "to")]', 'BODY[HEADER.FIELDS (SUBJECT to)] {14}\r\nSubject: x\r\n\r\n'],
    ['BODY[HEADER.FIELDS (To)]', 'BODY[HEADER.FIELDS (To)] {2}\r\n\r\n'],
    ['BODY[HEADER.FIELDS.NOT (Subject)]', 'BODY[HEADER.FIELDS.NOT (Subject)] {2}\r\n\r\n'],
    ['BODY[HEADER.FIELDS ("a b")]', 'BODY[HEADER.FIELDS ("a b")] {2}\r\n\r\n'],
  ])('of a simple mail: %s', (item, said) => {
    expect(fetched('Subject: x\n\nbody\n', item)).toBe(said);
  });

  it.each([
    ['1', 'plain part'],
    ['2', '<b>hi</b>\r\n'],
    ['1.MIME', '\r\n'],
    ['3.HEADER', 'Subject: inner\r\nContent-Type: multipart/alternative; boundary=xxx\r\n\r\n'],
    ['3.HEADER.FIELDS (subject)', 'Subject: inner\r\n\r\n'],
    ['3.1', 'inner text'],
    ['3.2', 'AAAA'],
    ['3.2.MIME', 'Content-Type: application/pdf\r\n\r\n'],
    ['3.3', null],
    ['4', null],
    ['1.1', null],
    ['2.HEADER', null],
    ['2.TEXT', null],
  ])('of parts within parts: %s', (spec, text) => {
    const value = text === null ? 'NIL' : `{${text.length}}\r\n${text}`;

    expect(fetched(NESTED, `BODY.PEEK[${spec}]`)).toBe(`BODY[${spec}] ${value}`);
  });

  it('of a mail in a mail without parts has a part', () => {
    const mail = 'Content-Type: message/rfc822\n\nSubject: in\n\nleaf';

    expect(fetched(mail, '(BODY[1.HEADER] BODY[1.1] BODY[1.TEXT])')).toBe(
      'BODY[1.HEADER] {15}\r\nSubject: in\r\n\r\n BODY[1.1] {4}\r\nleaf BODY[1.TEXT] {4}\r\nleaf',
    );
  });
});

describe('the items of FETCH', () => {
  const FAST = 'FLAGS (\\Flagged red) INTERNALDATE "02-Jan-2020 03:04:05 +0000" RFC822.SIZE 20';
  const ENVELOPE = `ENVELOPE (NIL "x"${' NIL'.repeat(8)})`;

  it.each([
    ['FAST', FAST],
    ['all', `${FAST} ${ENVELOPE}`],
    ['FULL', `${FAST} ${ENVELOPE} BODY ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 6 1)`],
    ['(UID flags)', 'UID 1 FLAGS (\\Flagged red)'],
    ['(UID UID)', 'UID 1'],
  ])('%s', (items, said) => {
    expect(fetched('Subject: x\n\nbody\n', items)).toBe(said);
  });

  it.each([
    '()',
    'X',
    '"FLAGS"',
    '(FAST)',
    '(ALL FLAGS)',
    'BODY[X]',
    'BODY[MIME]',
    'BODY[0]',
    'BODY[1.]',
    'BODY[.1]',
    'BODY[HEADER.FIELDS]',
    'BODY[HEADER.FIELDS ()]',
    'BODY[HEADER (x)]',
    'BODY[TEXT]<0.0>',
    'BODY[TEXT]<4294967296.1>',
    `(${'UID '.repeat(51).trim()})`,
  ])('are none: %s', (items) => {
    expect(fetched('Subject: x\n\nbody\n', items)).toBeNull();
  });
});

describe('a search', () => {
  const { inbox } = new Mailbox(1);
  inbox.append(bytesOf('gone'), RECEIVED);
  inbox.remove(new Set([1])); // so that numbers and UIDs differ
  inbox.append(
    bytesOf(
      'From: Ann <ann@x.example>\nTo: bob@x.example\nSubject: Hello World\nDate: Mon, 7 Feb 1994 23:00:00 -0800\n\nbody one\n',
    ),
    new Date('2020-01-01T23:59:59Z'),
    ['\\Seen'],
  );
  inbox.append(
    bytesOf('From: bob@x.example\nCc: ann@x.example\nSubject: \xc3\xbc\n\n\xc3\x9c\n'),
    new Date('2020-01-02T00:00:00Z'),
    ['\\Flagged', '$Red'],
  );
  inbox.append(bytesOf('Subject:\nX-One: two\n\n'), new Date('2020-01-03T12:00:00Z'), ['\\Deleted']);

  function found(keys: string): readonly number[] | null {
    const command = parseCommand(`a SEARCH ${keys}`);
    const matches = command.kind === 'command' ? parseSearch(command.args) : null;
    if (matches === null) return null;
    const numbered = inbox.messages.map((message, at) => ({ number: at + 1, message }));
    return numbered
      .filter((one) => matches(new Candidate(one), { number: 3, uid: 4 }))
      .map(({ number }) => number);
  }

  it.each([
    ['ALL', [1, 2, 3]],
    ['SEEN', [1]],
    ['unseen', [2, 3]],
    ['FLAGGED', [2]],
    ['UNFLAGGED', [1, 3]],
    ['DELETED', [3]],
    ['UNDELETED', [1, 2]],
    ['ANSWERED', []],
    ['DRAFT', []],
    ['NEW', []],
    ['RECENT', []],
    ['OLD', [1, 2, 3]],
    ['KEYWORD $red', [2]],
    ['UNKEYWORD $Red', [1, 3]],
    ['2:*', [2, 3]],
    ['UID 2:3', [1, 2]],
    ['UID *', [3]],
    ['1,3 UNSEEN', [3]],
    ['NOT 1', [2, 3]],
    ['NOT (1 SEEN)', [2, 3]],
    ['OR SEEN DELETED', [1, 3]],
    ['OR SEEN OR FLAGGED DELETED', [1, 2, 3]],
    ['(SEEN) (1)', [1]],
    ['BEFORE 2-Jan-2020', [1]],
    ['ON 2-Jan-2020', [2]],
    ['SINCE "2-Jan-2020"', [2, 3]],
    ['SENTON 7-Feb-1994', [1]],
    ['SENTBEFORE 8-Feb-1994', [1]],
    ['SENTSINCE 8-Feb-1994', []],
    ['SUBJECT "hello w"', [1]],
    ['SUBJECT ""', [1, 2, 3]],
    ['FROM ANN', [1]],
    ['TO bob', [1]],
    ['CC ann', [2]],
    ['BCC ann', []],
    ['HEADER x-one ""', [3]],
    ['HEADER x-one TWO', [3]],
    ['HEADER x-one three', []],
    ['TEXT ann', [1, 2]],
    ['BODY ann', []],
    ['BODY "Body one"', [1]],
    ['BODY {2+}\r\n\xc3\xbc', [2]], // ü finds Ü
    ['SUBJECT {2+}\r\n\xc3\x9c', [2]],
    ['LARGER 100', [1]],
    ['SMALLER 30', [3]],
  ])('for %s', (keys, numbers) => {
    expect(found(keys)).toEqual(numbers);
  });

  it.each([
    'X',
    'NOT',
    'OR SEEN',
    'SUBJECT',
    'HEADER x',
    'BEFORE yesterday',
    'LARGER many',
    'UID x',
    'KEYWORD',
    '"SEEN"',
    '(SEEN X)',
    'CONSTRUCTOR',
    'ALL '.repeat(51).trim(),
  ])('is none: %s', (keys) => {
    expect(found(keys)).toBeNull();
  });
});
