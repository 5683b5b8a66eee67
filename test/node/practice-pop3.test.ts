import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Accounts } from '../../electron/node/practice/mail/accounts.ts';
import type { Command, Offer } from '../../electron/node/practice/mail/dialect.ts';
import { pop3Dialect } from '../../electron/node/practice/mail/pop3/dialect.ts';
import { multiLine, topOf } from '../../electron/node/practice/mail/pop3/multi-line.ts';
import { Client } from '../servers/client.ts';
import {
  beginTls,
  commandsOf,
  cutsOf,
  freshAccounts,
  halves,
  openLine,
  readAll,
  serveAlice,
  sessionOf,
} from './practice-protocol.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const textOf = (data: Uint8Array): string => Buffer.from(data).toString('latin1');

/** Accounts where alice has just two mails: one with dots, and one without an end of its last line. */
async function twoMails(): Promise<Accounts> {
  const accounts = await freshAccounts();
  const { inbox } = accounts.named('alice', 'both')!.mailbox;
  inbox.remove(new Set(inbox.messages.map(({ uid }) => uid)));
  inbox.append(bytes('Subject: dots\r\n\r\n.one\r\n..two\r\n.\r\n'), new Date(0));
  inbox.append(bytes('Subject: bare\r\n\r\nno end'), new Date(0));
  return accounts;
}

const SESSION = `
  C: CAPA
  S: +OK Capability list follows
  S: TOP
  S: UIDL
  S: RESP-CODES
  S: AUTH-RESP-CODE
  S: PIPELINING
  S: .
  C: NOOP
  S: +OK
  C: STAT
  S: +OK 2 56
  C: list
  S: +OK 2 messages (56 octets)
  S: 1 33
  S: 2 23
  S: .
  C: LIST 2
  S: +OK 2 23
  C: UIDL
  S: +OK 2 messages (56 octets)
  S: 1 1795330800.4
  S: 2 1795330800.5
  S: .
  C: UIDL 1
  S: +OK 1 1795330800.4
  C: RETR 1
  S: +OK 33 octets
  S: Subject: dots
  S:
  S: ..one
  S: ...two
  S: ..
  S: .
  C: RETR 2
  S: +OK 23 octets
  S: Subject: bare
  S:
  S: no end
  S: .
  C: TOP 1 1
  S: +OK
  S: Subject: dots
  S:
  S: ..one
  S: .
  C: TOP 1 0
  S: +OK
  S: Subject: dots
  S:
  S: .
  C: DELE 1
  S: +OK Marked to be deleted.
  C: STAT
  S: +OK 1 23
  C: LIST 1
  S: -ERR There's no message 1.
  C: RSET
  S: +OK
  C: DELE 2
  S: +OK Marked to be deleted.
  C: LIST
  S: +OK 1 messages (33 octets)
  S: 1 33
  S: .
`;

describe('POP3 after sign-in', () => {
  it('speaks as in the transcript', async () => {
    const { client, server } = halves(SESSION);
    const accounts = await twoMails();

    const said = await sessionOf(pop3Dialect, accounts, [client]);

    expect(said).toBe(server);
  });

  it('answers the same wherever the bytes are cut', async () => {
    const { client, server } = halves(SESSION);
    const accounts = await twoMails();

    for (const pieces of cutsOf(client)) expect(await sessionOf(pop3Dialect, accounts, pieces)).toBe(server);
  });

  it('removes at QUIT what was marked', async () => {
    const accounts = await twoMails();

    const said = await sessionOf(pop3Dialect, accounts, ['DELE 1\r\nQUIT\r\nSTAT\r\n']);

    expect(said).toBe('+OK Marked to be deleted.\r\n+OK Logging out, messages deleted.\r\n');
    expect(accounts.named('alice', 'both')!.mailbox.inbox.messages.map(({ uid }) => uid)).toEqual([5]);
  });

  it('removes nothing where the client is gone without QUIT', async () => {
    const accounts = await twoMails();

    await sessionOf(pop3Dialect, accounts, ['DELE 1\r\nDELE 2\r\n']);

    expect(accounts.named('alice', 'both')!.mailbox.inbox.messages).toHaveLength(2);
  });

  it('removes nothing at QUIT where nothing was marked', async () => {
    const accounts = await twoMails();

    const said = await sessionOf(pop3Dialect, accounts, ['QUIT\r\n']);

    expect(said).toBe('+OK Logging out.\r\n');
    expect(accounts.named('alice', 'both')!.mailbox.inbox.messages).toHaveLength(2);
  });

  it('keeps its numbers and mails while others change the folder', async () => {
    const accounts = await twoMails();
    const { inbox } = accounts.named('alice', 'both')!.mailbox;
    const line = await openLine(async (connection) => serveAlice(pop3Dialect, accounts, connection));
    const client = new Client(line.client);

    client.send('STAT');
    await client.until('+OK 2 56\r\n');
    inbox.remove(new Set([4]));
    inbox.append(bytes('new'), new Date(0));
    client.send('STAT', 'TOP 1 0', 'DELE 1', 'QUIT');
    await client.closed();

    expect(client.said).toContain('+OK 2 56\r\n+OK 2 56\r\n+OK\r\nSubject: dots\r\n');
    expect(inbox.messages.map(({ uid }) => uid)).toEqual([5, 6]);
  });

  it('has its welcome mails for everybody', async () => {
    const said = await sessionOf(pop3Dialect, await freshAccounts(), ['STAT\r\nTOP 1 0\r\nQUIT\r\n']);

    expect(said).toMatch(/^\+OK 3 \d+\r\n\+OK\r\nFrom: /);
  });

  it.each([
    ['an unknown command', 'APOP alice 0', '-ERR Unknown command.'],
    ['an empty line', '', '-ERR Unknown command.'],
    ['USER', 'USER alice', '-ERR Unknown command.'],
    ['STLS', 'STLS', '-ERR Unknown command.'],
    ['AUTH', 'AUTH PLAIN', '-ERR Unknown command.'],
    ['STAT with an argument', 'STAT 1', '-ERR Unknown command.'],
    ['RETR without a number', 'RETR', '-ERR Unknown command.'],
    ['RETR of nothing', 'RETR 0', "-ERR There's no message 0."],
    ['RETR of too much', 'RETR 3', "-ERR There's no message 3."],
    ['RETR of a huge number', `RETR ${'9'.repeat(400)}`, '-ERR Unknown command.'],
    ['RETR of a word', 'RETR one', '-ERR Unknown command.'],
    ['RETR of less than nothing', 'RETR -1', '-ERR Unknown command.'],
    ['LIST of too much', 'LIST 3', "-ERR There's no message 3."],
    ['UIDL of too much', 'UIDL 3', "-ERR There's no message 3."],
    ['TOP without lines', 'TOP 1', '-ERR Unknown command.'],
    ['TOP of too much', 'TOP 3 1', "-ERR There's no message 3."],
    ['DELE twice', 'DELE 1\r\nDELE 1', "-ERR There's no message 1."],
    ['RETR of what is marked', 'DELE 1\r\nRETR 1', "-ERR There's no message 1."],
  ])('answers %s with its error, and goes on', async (_, command, words) => {
    const said = await sessionOf(pop3Dialect, await twoMails(), [`${command}\r\nNOOP\r\nRSET\r\nQUIT\r\n`]);

    expect(said.split('\r\n').slice(-5)).toEqual([words, '+OK', '+OK', '+OK Logging out.', '']);
  });

  it.each(['STAT', 'LIST', 'UIDL 1', 'RETR 1', 'TOP 1 0', 'DELE 1', 'RSET'])(
    'says that the mailbox is broken, where it is: %s',
    async (command) => {
      const said = await sessionOf(pop3Dialect, await twoMails(), [`${command}\r\nNOOP\r\nQUIT\r\n`], {
        mailbox: 'broken',
      });

      expect(said).toMatch(/^-ERR \[SYS\/TEMP\] Internal error .*\r\n\+OK\r\n\+OK Logging out\.\r\n$/);
    },
  );

  it('ends politely after twenty errors', async () => {
    const said = await sessionOf(pop3Dialect, await freshAccounts(), ['FOO\r\n'.repeat(25)]);

    expect(said).toBe(`${'-ERR Unknown command.\r\n'.repeat(20)}-ERR Too many invalid commands.\r\n`);
  });

  it('ends politely on a line that never does', async () => {
    const accounts = await freshAccounts();
    const line = await openLine((connection) => serveAlice(pop3Dialect, accounts, connection));

    line.client.write('N'.repeat(70_000));

    expect(await line.said).toBe('-ERR Line too long.\r\n');
  });

  it('reads nothing more from a client that never takes its mails, and goes on when it does', async () => {
    const accounts = await twoMails();
    accounts.named('alice', 'both')!.mailbox.inbox.append(new Uint8Array(1_000_000).fill(65), new Date(0));
    let carriedOut = 0;
    const line = await openLine((connection) => {
      const sendBytes = connection.sendBytes.bind(connection);
      connection.sendBytes = (data) => {
        carriedOut += data.length > 1_000_000 ? 1 : 0;
        sendBytes(data);
      };
      return serveAlice(pop3Dialect, accounts, connection);
    });
    line.client.pause();

    line.client.write(`${'RETR 3\r\n'.repeat(100)}QUIT\r\n`);
    while (line.received() < 806) await new Promise(setImmediate);
    const carriedOutUnheard = carriedOut;
    line.client.resume();
    const said = await line.said;

    expect(carriedOutUnheard).toBeLessThan(60);
    expect(said.match(/\+OK 1000000 octets/g)).toHaveLength(100);
    expect(said).toMatch(/\+OK Logging out\.\r\n$/);
  });
});

describe('a multi-line response', () => {
  const mail = fc
    .array(fc.constantFrom('.', '..', 'a', '\r\n', '\n', '\r', '\r\n.', '\0', 'ÿ'), { maxLength: 40 })
    .map((parts) => parts.join(''));

  it('comes back as it was, with an end of its last line', () => {
    fc.assert(
      fc.property(mail, (text) => {
        const stuffed = textOf(multiLine(bytes(text)));

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
    expect(textOf(topOf(bytes(text), lineCount))).toBe(top);
  });
});

describe('POP3 before sign-in', () => {
  const NEEDS_TLS =
    '-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.\r\n';

  it.each([
    ['CAPA', [{ tag: '', kind: 'capabilities' }], ''],
    ['STLS', [{ tag: '', kind: 'starttls' }], ''],
    ['auth plain', [{ tag: '', kind: 'authenticate', begin: { mechanism: 'PLAIN' } }], ''],
    [
      'AUTH EXTERNAL =',
      [
        {
          tag: '',
          kind: 'authenticate',
          begin: { mechanism: 'EXTERNAL', initialResponse: new Uint8Array() },
        },
      ],
      '',
    ],
    ['AUTH', [], '-ERR Authentication data is malformed.\r\n'],
    ['AUTH PLAIN @@', [], '-ERR Authentication data is malformed.\r\n'],
    ['USER alice', [], NEEDS_TLS],
    ['PASS secret', [], NEEDS_TLS],
    ['STAT', [{ tag: '', kind: 'later' }], ''],
    ['TOP 1 1', [{ tag: '', kind: 'later' }], ''],
    ['NOOP', [{ tag: '', kind: 'noop' }], ''],
    ['quit', [{ tag: '', kind: 'quit' }], ''],
    ['malformed', [{ tag: '', kind: 'unknown' }], ''],
    ['APOP a b', [{ tag: '', kind: 'unknown' }], ''],
  ])('reads %j without TLS', async (line, commands, said) => {
    expect(await commandsOf(pop3Dialect, [`${line}\r\n`])).toEqual({ commands, said });
  });

  const password: Command = { tag: '', kind: 'password', authcid: 'alice', password: 'Looking Glass' };

  it.each([
    [['USER alice', 'PASS Looking Glass'], [password], '+OK\r\n'],
    [['USER bob', 'user alice', 'pass Looking Glass'], [password], '+OK\r\n+OK\r\n'],
    [['USER älice', 'PASS ü'], [{ tag: '', kind: 'password', authcid: 'älice', password: 'ü' }], '+OK\r\n'],
    [['USER alice', 'PASS'], [{ tag: '', kind: 'password', authcid: 'alice', password: '' }], '+OK\r\n'],
    [['PASS x'], [], '-ERR No username given.\r\n'],
    [['USER'], [], '-ERR No username given.\r\n'],
    [
      ['USER alice', 'CAPA', 'PASS x'],
      [{ tag: '', kind: 'capabilities' }],
      '+OK\r\n-ERR No username given.\r\n',
    ],
    [['USER alice', 'USER', 'PASS x'], [], '+OK\r\n-ERR No username given.\r\n-ERR No username given.\r\n'],
  ])('reads %j in TLS', async (lines, commands, said) => {
    const read: (Command | 'malformed')[] = [];
    const line = await openLine(async (connection) => {
      if (await beginTls(connection)) await readAll(pop3Dialect, connection, read);
      connection.end();
    });
    const client = await new Client(line.client).upgraded();

    client.socket.end(lines.map((each) => `${each}\r\n`).join(''));
    await client.closed();

    expect(read).toEqual(commands);
    expect(client.said).toBe(said);
  });

  it('reads the same wherever the bytes are cut', async () => {
    const text = 'CAPA\r\nUSER alice\r\nAUTH PLAIN AGEAYg==\r\nNOOP\nQUIT\r\n';
    const whole = await commandsOf(pop3Dialect, [text]);

    expect(whole.commands).toHaveLength(4);
    for (const pieces of cutsOf(text)) expect(await commandsOf(pop3Dialect, pieces)).toEqual(whole);
  });

  it('ends politely where nothing comes but USER', async () => {
    const { commands, said } = await commandsOf(pop3Dialect, ['USER alice\r\n'.repeat(30)]);

    expect(commands).toEqual(['malformed']);
    expect(said).toBe(`${NEEDS_TLS.repeat(20)}-ERR Too many invalid commands.\r\n`);
  });

  it('offers what is on offer', () => {
    const offer: Offer = {
      hostname: 'host.practice.test',
      mechanisms: ['SCRAM-SHA-256', 'PLAIN'],
      hasStarttls: true,
      hasLoginDisabled: false,
    };

    expect(pop3Dialect.capabilities(offer, '').slice(-4)).toEqual([
      'STLS',
      'USER',
      'SASL SCRAM-SHA-256 PLAIN',
      '.',
    ]);
    expect(
      pop3Dialect
        .capabilities({ ...offer, mechanisms: [], hasStarttls: false, hasLoginDisabled: true }, '')
        .slice(-2),
    ).toEqual(['PIPELINING', '.']);
    expect(pop3Dialect.greeting(offer)).toEqual(['+OK host.practice.test ready.']);
  });
});

describe('POP3 with any bytes', () => {
  const noise = fc.array(
    fc.oneof(
      fc.constantFrom(
        'RETR ',
        'TOP 1 ',
        'LIST',
        'DELE 1',
        'AUTH PLAIN ',
        'USER x',
        '\r\n',
        '\n',
        '1',
        'QUIT\r\n',
      ),
      fc.uint8Array({ maxLength: 20 }).map(textOf),
    ),
    { maxLength: 30 },
  );

  it('ends without a crash, after sign-in and before', async () => {
    const accounts = await twoMails();
    await fc.assert(
      fc.asyncProperty(noise, async (pieces) => {
        const said = await sessionOf(pop3Dialect, accounts, [pieces.join('')]);
        expect(said).toMatch(/^(?:(?:\+OK|-ERR)[\0-\xff]*\r\n)?$/);

        const read = await commandsOf(pop3Dialect, [pieces.join('')]);
        expect(read.said).toMatch(/^(?:-ERR .*\r\n)*$/);
      }),
      { numRuns: 100 },
    );
  });
});
