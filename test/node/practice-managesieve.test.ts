import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { managesieveDialect } from '../../electron/node/practice/mail/managesieve/dialect.ts';
import { readText, writeText } from '../../electron/node/practice/mail/managesieve/text.ts';
import { takeSieveLine } from '../../shared/wire/managesieve.ts';
import { noiseOf, OFFER } from './practice-mail.ts';
import {
  commandsOf,
  cutsOf,
  freshAccounts,
  halves,
  openLine,
  serveAlice,
  sessionOf,
} from './practice-protocol.ts';

const UNKNOWN = 'NO "Error in MANAGESIEVE command received by server."';

const SESSION = `
  C: CAPABILITY
  S: "IMPLEMENTATION" "Letterlock practice server"
  S: "SIEVE" "fileinto reject envelope vacation"
  S: "SASL" "PLAIN"
  S: "OWNER" "alice"
  S: "VERSION" "1.0"
  S: OK "CAPABILITY completed."
  C: NOOP
  S: OK "NOOP completed."
  C: noop "sync \\"1\\""
  S: OK (TAG "sync \\"1\\"") "NOOP completed."
  C: LISTSCRIPTS
  S: OK "LISTSCRIPTS completed."
  C: HAVESPACE "new" 1000
  S: OK "HAVESPACE completed."
  C: PUTSCRIPT "new" {14+}
  C: keep;
  C: "stop";
  S: OK "PUTSCRIPT completed."
  C: PUTSCRIPT "old" "discard;"
  S: OK "PUTSCRIPT completed."
  C: CHECKSCRIPT "keep;"
  S: OK "CHECKSCRIPT completed."
  C: SETACTIVE "new"
  S: OK "SETACTIVE completed."
  C: LISTSCRIPTS
  S: "new" ACTIVE
  S: "old"
  S: OK "LISTSCRIPTS completed."
  C: GETSCRIPT "new"
  S: {14}
  S: keep;
  S: "stop";
  S: OK "GETSCRIPT completed."
  C: DELETESCRIPT "new"
  S: NO (ACTIVE) "The active script cannot be deleted."
  C: RENAMESCRIPT "new" "old"
  S: NO (ALREADYEXISTS) "A script of that name already exists."
  C: RENAMESCRIPT "new" "newer"
  S: OK "RENAMESCRIPT completed."
  C: LISTSCRIPTS
  S: "old"
  S: "newer" ACTIVE
  S: OK "LISTSCRIPTS completed."
  C: SETACTIVE ""
  S: OK "SETACTIVE completed."
  C: DELETESCRIPT "newer"
  S: OK "DELETESCRIPT completed."
  C: DELETESCRIPT "old"
  S: OK "DELETESCRIPT completed."
  C: LOGOUT
  S: OK "Logout completed."
`;

describe('ManageSieve after sign-in', () => {
  it('speaks as in the transcript', async () => {
    const { client, server } = halves(SESSION);

    const said = await sessionOf(managesieveDialect, await freshAccounts(), [client], {
      mechanisms: ['PLAIN'],
    });

    expect(said).toBe(server);
  });

  it('answers the same wherever the bytes are cut', async () => {
    const { client, server } = halves(SESSION);
    const accounts = await freshAccounts();

    for (const pieces of cutsOf(client)) {
      expect(await sessionOf(managesieveDialect, accounts, pieces, { mechanisms: ['PLAIN'] })).toBe(server);
    }
  });

  it('keeps the scripts of an account from one session to the next, and nobody else’s', async () => {
    const accounts = await freshAccounts();
    await sessionOf(managesieveDialect, accounts, ['PUTSCRIPT "mine" "keep;"\r\n']);

    const again = await sessionOf(managesieveDialect, accounts, ['LISTSCRIPTS\r\n']);
    const elsewhere = await sessionOf(managesieveDialect, await freshAccounts(), ['LISTSCRIPTS\r\n']);

    expect(again).toBe('"mine"\r\nOK "LISTSCRIPTS completed."\r\n');
    expect(elsewhere).toBe('OK "LISTSCRIPTS completed."\r\n');
  });

  it('gives a script of any bytes back as it was', async () => {
    const accounts = await freshAccounts();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (script) => {
        const text = Buffer.from(script).toString('latin1');

        const said = await sessionOf(managesieveDialect, accounts, [
          `PUTSCRIPT "a" {${script.length}+}\r\n${text}\r\nGETSCRIPT "a"\r\n`,
        ]);

        expect(said).toBe(
          `OK "PUTSCRIPT completed."\r\n{${script.length}}\r\n${text}\r\nOK "GETSCRIPT completed."\r\n`,
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['an unknown command', 'FOO', UNKNOWN],
    ['an empty line', '', UNKNOWN],
    ['AUTHENTICATE', 'AUTHENTICATE "PLAIN" "AGEAYg=="', UNKNOWN],
    ['STARTTLS', 'STARTTLS', UNKNOWN],
    ['a string for a command', '"NOOP"', UNKNOWN],
    ['an open quote', 'NOOP "never', UNKNOWN],
    ['a control character', 'NOOP \u0001', UNKNOWN],
    ['a bare LF', 'NOOP\n', UNKNOWN],
    ['a text that is no UTF-8', 'NOOP "\xff"', UNKNOWN],
    ['CAPABILITY with an argument', 'CAPABILITY "x"', UNKNOWN],
    ['HAVESPACE without a number', 'HAVESPACE "x" "1"', UNKNOWN],
    ['HAVESPACE with a word', 'HAVESPACE "x" many', UNKNOWN],
    ['HAVESPACE for too much', 'HAVESPACE "x" 65537', 'NO (QUOTA/MAXSIZE) "The script is too long."'],
    ['HAVESPACE for no name', 'HAVESPACE "" 1', 'NO "This is no name for a script."'],
    ['PUTSCRIPT without a name', 'PUTSCRIPT "" "keep;"', 'NO "This is no name for a script."'],
    ['PUTSCRIPT with a strange name', 'PUTSCRIPT "\xff" "keep;"', 'NO "This is no name for a script."'],
    [
      'PUTSCRIPT with a name of two lines',
      'PUTSCRIPT {3+}\r\na\nb "keep;"',
      'NO "This is no name for a script."',
    ],
    [
      'PUTSCRIPT with a long name',
      `PUTSCRIPT "${'x'.repeat(513)}" "keep;"`,
      'NO "This is no name for a script."',
    ],
    ['PUTSCRIPT of nothing', 'PUTSCRIPT "x" ""', 'NO "The script is empty."'],
    ['PUTSCRIPT without a script', 'PUTSCRIPT "x"', UNKNOWN],
    ['CHECKSCRIPT of nothing', 'CHECKSCRIPT {0+}\r\n', 'NO "The script is empty."'],
    ['GETSCRIPT of nothing', 'GETSCRIPT "x"', 'NO (NONEXISTENT) "There is no script of that name."'],
    ['GETSCRIPT of no name', 'GETSCRIPT ""', 'NO (NONEXISTENT) "There is no script of that name."'],
    ['SETACTIVE of nothing', 'SETACTIVE "x"', 'NO (NONEXISTENT) "There is no script of that name."'],
    ['DELETESCRIPT of nothing', 'DELETESCRIPT "x"', 'NO (NONEXISTENT) "There is no script of that name."'],
    [
      'RENAMESCRIPT of nothing',
      'RENAMESCRIPT "x" "y"',
      'NO (NONEXISTENT) "There is no script of that name."',
    ],
    [
      'RENAMESCRIPT to nothing',
      'PUTSCRIPT "x" "a"\r\nRENAMESCRIPT "x" ""',
      'NO "This is no name for a script."',
    ],
  ])('answers %s with its error, and goes on', async (_, command, words) => {
    const said = await sessionOf(managesieveDialect, await freshAccounts(), [
      `${command}\r\nNOOP\r\nLOGOUT\r\n`,
    ]);

    const answers = said.split('\r\n').filter((line) => line !== '' && !line.startsWith('OK "PUT'));
    expect(answers.at(0)).toBe(words);
    expect(answers.slice(-2)).toEqual(['OK "NOOP completed."', 'OK "Logout completed."']);
  });

  it('takes a script of 64 KiB', async () => {
    const script = 'x'.repeat(65_536);

    const said = await sessionOf(managesieveDialect, await freshAccounts(), [
      `PUTSCRIPT "a" {65536+}\r\n`,
      script,
      `\r\nLOGOUT\r\n`,
    ]);

    expect(said).toBe('OK "PUTSCRIPT completed."\r\nOK "Logout completed."\r\n');
  });

  it.each([
    'PUTSCRIPT "a" {65537+}\r\nLOGOUT\r\n',
    'PUTSCRIPT "a" {99999999999}\r\nLOGOUT\r\n',
    'N'.repeat(200_000),
  ])('ends politely where a literal or a line is too long: %.30s', async (text) => {
    const accounts = await freshAccounts();
    const line = await openLine((connection) => serveAlice(managesieveDialect, accounts, connection));

    line.client.write(text);

    expect(await line.said).toBe('BYE "Too long a line or literal."\r\n');
  });

  it('keeps sixteen scripts', async () => {
    const puts = Array.from({ length: 17 }, (_, at) => `PUTSCRIPT "${at}" "keep;"\r\n`);

    const said = await sessionOf(managesieveDialect, await freshAccounts(), [
      ...puts,
      'PUTSCRIPT "0" "stop;"\r\n',
    ]);

    expect(said).toBe(
      `${'OK "PUTSCRIPT completed."\r\n'.repeat(16)}NO (QUOTA/MAXSCRIPTS) "There are too many scripts."\r\nOK "PUTSCRIPT completed."\r\n`,
    );
  });

  it('ends politely after twenty errors', async () => {
    const said = await sessionOf(managesieveDialect, await freshAccounts(), ['FOO\r\n'.repeat(25)]);

    expect(said).toBe(`${`${UNKNOWN}\r\n`.repeat(20)}BYE "Too many invalid MANAGESIEVE commands."\r\n`);
  });
});

describe('ManageSieve before sign-in', () => {
  const begin = { mechanism: 'PLAIN', initialResponse: Uint8Array.from(Buffer.from('\0a\0b')) };

  it.each([
    ['CAPABILITY', [{ tag: '', kind: 'capabilities' }], ''],
    ['capability', [{ tag: '', kind: 'capabilities' }], ''],
    ['CAPABILITY "x"', [{ tag: '', kind: 'unknown' }], ''],
    ['STARTTLS', [{ tag: '', kind: 'starttls' }], ''],
    ['STARTTLS now', [{ tag: '', kind: 'unknown' }], ''],
    ['AUTHENTICATE "plain"', [{ tag: '', kind: 'authenticate', begin: { mechanism: 'PLAIN' } }], ''],
    ['AUTHENTICATE "PLAIN" "AGEAYg=="', [{ tag: '', kind: 'authenticate', begin }], ''],
    ['AUTHENTICATE "PLAIN" {8+}\r\nAGEAYg==', [{ tag: '', kind: 'authenticate', begin }], ''],
    ['AUTHENTICATE "PLAIN" "@@"', [], 'NO "Authentication data is malformed."\r\n'],
    ['AUTHENTICATE', [], 'NO "Authentication data is malformed."\r\n'],
    ['NOOP', [{ tag: '', kind: 'noop' }], ''],
    ['NOOP {2+}\r\n\r\n', [], 'OK (TAG {2}\r\n\r\n) "NOOP completed."\r\n'],
    ['LOGOUT', [{ tag: '', kind: 'quit' }], ''],
    ['PUTSCRIPT "x" "keep;"', [{ tag: '', kind: 'later' }], ''],
    ['LISTSCRIPTS', [{ tag: '', kind: 'later' }], ''],
    ['malformed', [{ tag: '', kind: 'unknown' }], ''],
    ['"open', [{ tag: '', kind: 'unknown' }], ''],
  ])('reads %j', async (line, commands, said) => {
    expect(await commandsOf(managesieveDialect, [`${line}\r\n`])).toEqual({ commands, said });
  });

  it('reads the same wherever the bytes are cut', async () => {
    const text =
      'CAPABILITY\r\nAUTHENTICATE "PLAIN" {8+}\r\nAGEAYg==\r\n"\r\nNOOP {4+}\r\n"\r\n\\\r\nLOGOUT\r\n';
    const whole = await commandsOf(managesieveDialect, [text]);

    expect(whole.commands).toHaveLength(4);
    for (const pieces of cutsOf(text)) expect(await commandsOf(managesieveDialect, pieces)).toEqual(whole);
  });

  it('ends politely where nothing comes but NOOP with a text', async () => {
    const { commands, said } = await commandsOf(managesieveDialect, ['NOOP "x"\r\n'.repeat(30)]);

    expect(commands).toEqual(['malformed']);
    expect(said).toMatch(/\r\nBYE "Too many invalid MANAGESIEVE commands\."\r\n$/);
  });

  it('offers what is on offer, in the greeting, after TLS and when asked', () => {
    expect(managesieveDialect.greeting({ ...OFFER, hasStarttls: false })).toEqual([
      '"IMPLEMENTATION" "Letterlock practice server"',
      '"SIEVE" "fileinto reject envelope vacation"',
      '"SASL" "SCRAM-SHA-256 PLAIN"',
      '"VERSION" "1.0"',
      'OK "host.practice.test ready."',
    ]);
    expect(
      managesieveDialect.capabilities({ ...OFFER, mechanisms: [], hasStarttls: true }, '').slice(2),
    ).toEqual(['"SASL" ""', '"STARTTLS"', '"VERSION" "1.0"', 'OK "CAPABILITY completed."']);
  });

  it('accepts with the mechanism’s last data, where there is some', () => {
    expect(managesieveDialect.accept('', Buffer.from('v=x'))).toBe('OK (SASL "dj14") "Logged in."');
    expect(managesieveDialect.accept('', null)).toBe('OK "Logged in."');
  });

  it('reads a response, a cancel, and what is neither', async () => {
    const received: unknown[] = [];
    const line = await openLine(async (connection) => {
      for (let count = 0; count < 6; count++)
        received.push(await managesieveDialect.readResponse(connection));
    });

    line.client.end('"AAAA"\r\n{4+}\r\nAAAA\r\n"*"\r\n"@"\r\nLOGOUT\r\n');
    await line.served;
    line.client.destroy();

    const response = { kind: 'response', bytes: new Uint8Array(3) };
    const malformed = { kind: 'malformed' };
    expect(received).toEqual([response, response, { kind: 'cancelled' }, malformed, malformed, null]);
  });
});

describe('a text of ManageSieve', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 1500 }), (text) => {
        const line = takeSieveLine(Buffer.from(`${writeText(text)}\r\n`));
        if (line === null || line === 'malformed') throw new Error('not a line');

        expect(line.tokens).toHaveLength(1);
        expect(readText(line.tokens[0]!.bytes)).toBe(text);
      }),
    );
  });

  it('is a literal where no quoted string may be', () => {
    expect(writeText('a\r\nb')).toBe('{4}\r\na\r\nb');
    expect(writeText('ü'.repeat(513))).toMatch(/^\{1026\}\r\n/);
  });
});

describe('ManageSieve with any bytes', () => {
  const noise = noiseOf([
    'NOOP ',
    'PUTSCRIPT "a" ',
    '{3+}\r\n',
    '"',
    '\\',
    'GETSCRIPT "a"',
    '\r\n',
    '\n',
    '(',
    ')',
    'AUTHENTICATE ',
    '{99999999}\r\n',
  ]);

  it('ends without a crash, after sign-in and before', async () => {
    const accounts = await freshAccounts();
    await fc.assert(
      fc.asyncProperty(noise, async (pieces) => {
        const said = await sessionOf(managesieveDialect, accounts, [pieces.join('')]);
        expect(said).toMatch(/^(?:(?:OK|NO|BYE|\{)[\0-\xff]*\r\n)?$/);

        const read = await commandsOf(managesieveDialect, [pieces.join('')]);
        expect(read.said).toMatch(/^(?:(?:OK|NO|BYE)[\0-\xff]*\r\n)?$/);
      }),
      { numRuns: 100 },
    );
  });
});
