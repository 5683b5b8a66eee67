import { describe, expect, it } from 'vitest';
import type { Offer } from '../../electron/node/practice/mail/dialect.ts';
import { imapDialect } from '../../electron/node/practice/mail/imap/dialect.ts';
import type { SaslReceived } from '../../shared/wire/sasl-answer.ts';
import { parseImapResponse } from '../../shared/wire/imap.ts';
import { Client } from '../servers/client.ts';
import { expectPlayed, mailboxOf, RECEIVED, SELECTED, twoMails } from './practice-imap-play.ts';
import { commandsOf, openLine, serveAlice, sessionOf } from './practice-protocol.ts';

describe('IMAP before sign-in', () => {
  const OFFER: Offer = {
    hostname: 'imap.practice.test',
    mechanisms: ['SCRAM-SHA-256', 'PLAIN'],
    hasStarttls: true,
    hasLoginDisabled: true,
  };
  const CAPABILITIES =
    'IMAP4rev1 SASL-IR LITERAL+ ID IDLE STARTTLS LOGINDISABLED AUTH=SCRAM-SHA-256 AUTH=PLAIN';

  it('greets with what it can', () => {
    expect(imapDialect.greeting(OFFER)).toEqual([
      `* OK [CAPABILITY ${CAPABILITIES}] imap.practice.test ready.`,
    ]);
    expect(imapDialect.capabilities(OFFER, 'a')[0]).toBe(`* CAPABILITY ${CAPABILITIES}`);
    expect(
      imapDialect.greeting({ ...OFFER, mechanisms: [], hasStarttls: false, hasLoginDisabled: false }),
    ).toEqual(['* OK [CAPABILITY IMAP4rev1 SASL-IR LITERAL+ ID IDLE] imap.practice.test ready.']);
  });

  it('says nothing that our own client does not read', () => {
    const lines = [
      ...imapDialect.greeting(OFFER),
      ...imapDialect.capabilities(OFFER, 'a'),
      imapDialect.preauthenticated!,
      imapDialect.turnsAway,
      imapDialect.agree('a'),
      imapDialect.challenge(new Uint8Array()),
      imapDialect.accept('a', null),
      imapDialect.ok('a'),
      ...imapDialect.bye('a'),
      ...Object.values(imapDialect.answers).map((words) => imapDialect.reject('a', words)),
    ];

    for (const line of lines) expect(parseImapResponse(Buffer.from(line))).not.toBeNull();
    expect(imapDialect.reject('a', imapDialect.answers['wrong-credentials'])).toBe(
      'a NO [AUTHENTICATIONFAILED] Authentication failed.',
    );
  });

  it.each([
    ['a CAPABILITY', { kind: 'capabilities', tag: 'a' }],
    ['a starttls', { kind: 'starttls', tag: 'a' }],
    ['a NOOP', { kind: 'noop', tag: 'a' }],
    ['a LOGOUT', { kind: 'quit', tag: 'a' }],
    ['a AUTHENTICATE plain', { kind: 'authenticate', tag: 'a', begin: { mechanism: 'PLAIN' } }],
    [
      'a AUTHENTICATE EXTERNAL =',
      { kind: 'authenticate', tag: 'a', begin: { mechanism: 'EXTERNAL', initialResponse: new Uint8Array() } },
    ],
    ['a AUTHENTICATE PLAIN @', { kind: 'unknown', tag: 'a' }],
    ['a AUTHENTICATE', { kind: 'unknown', tag: 'a' }],
    ['a AUTHENTICATE "PLAIN"', { kind: 'unknown', tag: 'a' }],
    ['a LOGIN alice "x \\" y"', { kind: 'password', tag: 'a', authcid: 'alice', password: 'x " y' }],
    ['a LOGIN {2+}\r\n\xc3\xbc ""', { kind: 'password', tag: 'a', authcid: 'ü', password: '' }],
    ['a LOGIN alice', { kind: 'unknown', tag: 'a' }],
    ['a LOGIN alice x y', { kind: 'unknown', tag: 'a' }],
    ['a LOGIN (alice) x', { kind: 'unknown', tag: 'a' }],
    ['a SELECT INBOX', { kind: 'later', tag: 'a' }],
    ['a UID FETCH 1 FLAGS', { kind: 'later', tag: 'a' }],
    ['a STARTTLS now', { kind: 'unknown', tag: 'a' }],
    ['a XYZ', { kind: 'unknown', tag: 'a' }],
    ['a', { kind: 'unknown', tag: 'a' }],
    ['* NOOP', { kind: 'unknown', tag: '*' }],
    ['GET / HTTP/1.1', { kind: 'unknown', tag: 'GET' }],
    ['a LOGIN {999999}', { kind: 'unknown', tag: 'a' }],
  ])('reads %j', async (text, command) => {
    const { commands } = await commandsOf(imapDialect, [`${text}\r\n`]);

    expect(commands).toEqual([command]);
  });

  it('answers ID, and needs no more than an OK after it', async () => {
    expect(
      await commandsOf(imapDialect, ['a ID ("name" "x")\r\nb ID NIL\r\nc ID ("name")\r\nd ID\r\n']),
    ).toEqual({
      commands: [
        { kind: 'noop', tag: 'a' },
        { kind: 'noop', tag: 'b' },
        { kind: 'unknown', tag: 'c' },
        { kind: 'unknown', tag: 'd' },
      ],
      said: '* ID ("name" "Letterlock practice server")\r\n'.repeat(2),
    });
  });

  it('says goodbye after twenty commands that make no sense', async () => {
    const { commands, said } = await commandsOf(imapDialect, ['a FOO\r\n'.repeat(25)]);

    expect(commands).toHaveLength(21);
    expect(commands.at(-1)).toBe('malformed');
    expect(said).toBe('* BYE Too many invalid IMAP commands.\r\n');
  });

  it.each<[string, SaslReceived]>([
    ['AGFsaWNl', { kind: 'response', bytes: new Uint8Array(Buffer.from('\0alice')) }],
    ['', { kind: 'response', bytes: new Uint8Array() }],
    ['*', { kind: 'cancelled' }],
    ['@', { kind: 'malformed' }],
    ['A'.repeat(70_000), { kind: 'malformed' }],
  ])('reads a response within an exchange: %.20j', async (text, expected) => {
    const received: (SaslReceived | null)[] = [];
    const line = await openLine(async (connection) => {
      received.push(await imapDialect.readResponse(connection));
      connection.end();
    });

    line.client.end(`${text}\r\n`);
    await line.said;

    expect(received).toEqual([expected]);
  });
});

describe('an IMAP session with another at the same mailbox', () => {
  it('tells of a new mail at once while it idles', async () => {
    const accounts = await twoMails();
    const line = await openLine((connection) => serveAlice(imapDialect, accounts, connection));
    const client = new Client(line.client);

    client.send('a SELECT INBOX', 'b IDLE');
    await client.until('+ idling\r\n');
    accounts.deliver('alice@practice.test', new Uint8Array(Buffer.from('Subject: new\r\n\r\n')));
    await client.until('* 3 EXISTS\r\n');
    mailboxOf(accounts).inbox.remove(new Set([4]));
    await client.until('* 1 EXPUNGE\r\n');
    client.send('done', 'c FETCH 2 UID', 'd LOGOUT');
    await client.closed();

    expect(client.said).toMatch(
      /\+ idling\r\n\* 3 EXISTS\r\n\* 1 EXPUNGE\r\nb OK Idle completed\.\r\n\* 2 FETCH \(UID 6\)\r\nc OK .*\r\n\* BYE/,
    );
  });

  it('tells of it behind the next command otherwise, but of an EXPUNGE not before numbers may change', async () => {
    const accounts = await twoMails();
    const { inbox } = mailboxOf(accounts);
    const line = await openLine((connection) => serveAlice(imapDialect, accounts, connection));
    const client = new Client(line.client);

    client.send('a SELECT INBOX');
    await client.until('a OK');
    inbox.messages[1]!.flags.add('\\Flagged');
    inbox.remove(new Set([4]));
    accounts.deliver('alice@practice.test', new Uint8Array(Buffer.from('Subject: new\r\n\r\n')));
    client.send('b FETCH 2 UID', 'c SEARCH ALL', 'd NOOP', 'e LOGOUT');
    await client.closed();

    expect(client.said.slice(client.said.indexOf('a OK')).split('\r\n')).toEqual([
      'a OK [READ-WRITE] Select completed.',
      '* 2 FETCH (UID 5)',
      '* 3 EXISTS',
      '* 2 FETCH (UID 5 FLAGS (\\Flagged))',
      'b OK Fetch completed.',
      '* SEARCH 1 2 3',
      'c OK Search completed.',
      '* 1 EXPUNGE',
      'd OK NOOP completed.',
      '* BYE Logging out',
      'e OK Logout completed.',
      '',
    ]);
  });

  it('ends IDLE on anything but DONE', async () => {
    await expectPlayed(`
      C: a IDLE
      S: + idling
      C: b NOOP
      S: a BAD Error in IMAP command IDLE: Expected DONE.
      C: c NOOP
      S: c OK NOOP completed.
    `);
  });
});

describe('an IMAP mailbox with a fault', () => {
  it('can be full', async () => {
    await expectPlayed(
      `
      ${SELECTED}
      C: a APPEND INBOX {1+}
      C: x
      S: a NO [OVERQUOTA] Quota exceeded (mailbox for user is full)
      C: b COPY 1 Trash
      S: b NO [OVERQUOTA] Quota exceeded (mailbox for user is full)
      C: c MOVE 1 Trash
      S: c NO [OVERQUOTA] Quota exceeded (mailbox for user is full)
      C: d GETQUOTAROOT INBOX
      S: * QUOTAROOT "INBOX" "User quota"
      S: * QUOTA "User quota" (STORAGE 51200 51200)
      S: d OK Getquotaroot completed.
      `,
      { mailbox: 'over-quota' },
    );
  });

  it('copies all mails of a set or none', async () => {
    const accounts = await twoMails();
    const trash = mailboxOf(accounts).folder('Trash')!;
    for (let count = 0; count < 999; count++) trash.append(new Uint8Array(), RECEIVED);

    await expectPlayed(
      `
      ${SELECTED}
      C: a COPY 1:2 Trash
      S: a NO [OVERQUOTA] Quota exceeded (mailbox for user is full)
      `,
      { accounts },
    );
    expect(trash.messages).toHaveLength(999);
  });

  it.each(['SELECT INBOX', 'EXAMINE INBOX', 'STATUS INBOX (MESSAGES)'])(
    'can be broken: %s',
    async (command) => {
      await expectPlayed(
        `
      C: a ${command}
      S: a NO [SERVERBUG] Internal error occurred. Refer to server log for more information.
      `,
        { mailbox: 'broken' },
      );
    },
  );

  it('can be not connected, whatever is asked', async () => {
    const words = 'BAD User is authenticated but not connected.';

    await expectPlayed(
      `
      ${['SELECT INBOX', 'CAPABILITY', 'XYZ']
        .map((command) => `C: a ${command}\nS: a ${words}\n`)
        .join('')
        .repeat(10)}
      C: z LOGOUT
      S: * BYE Logging out
      S: z OK Logout completed.
      `,
      { mailbox: 'not-connected' },
    );
  });

  it('can want to know whom it lets in', async () => {
    await expectPlayed(
      `
      C: a SELECT INBOX
      S: a NO SELECT Unsafe Login. Please contact kefu@188.com for help
      C: b ID NIL
      S: * ID ("name" "Letterlock practice server")
      S: b OK ID completed.
      C: c SELECT INBOX
      S: c NO SELECT Unsafe Login. Please contact kefu@188.com for help
      C: d ID ("name" "x")
      S: * ID ("name" "Letterlock practice server")
      S: d OK ID completed.
      ${SELECTED}
      `,
      { mailbox: 'unsafe-login' },
    );
  });

  it('remembers who named themselves before they signed in', async () => {
    const accounts = await twoMails();
    const line = await openLine(async (connection) => {
      await imapDialect.read(connection);
      await serveAlice(imapDialect, accounts, connection, { mailbox: 'unsafe-login' });
    });

    line.client.end('a ID ("name" "x")\r\nb EXAMINE INBOX\r\n');

    expect(await line.said).toContain('b OK [READ-ONLY]');
  });
});

describe('the bounds of an IMAP session', () => {
  it('are twenty commands that make no sense', async () => {
    const said = await sessionOf(imapDialect, await twoMails(), ['a XYZ\r\n'.repeat(25)]);

    expect(said).toBe(
      `${'a BAD Error in IMAP command XYZ: Unknown command.\r\n'.repeat(21)}* BYE Too many invalid IMAP commands.\r\n`,
    );
  });

  it('are lines that end', async () => {
    const line = await openLine(async (connection) => serveAlice(imapDialect, await twoMails(), connection));

    line.client.write('y'.repeat(70_000));

    expect(await line.said).toBe('* BYE Command line or literal is too long.\r\n');
  });

  it('are 32 MiB in an answer', async () => {
    const accounts = await twoMails();
    const { inbox } = mailboxOf(accounts);
    for (let count = 0; count < 15; count++) inbox.append(new Uint8Array(1_000_000).fill(65), RECEIVED);

    const line = await openLine((connection) => serveAlice(imapDialect, accounts, connection));

    line.client.write('a EXAMINE INBOX\r\nb FETCH 1:* (BODY[] BODY[]<0> RFC822)\r\nc LOGOUT\r\n');
    const said = await line.said;

    expect(said.length).toBeLessThan(34_000_000);
    expect(said.slice(-120)).toContain('\r\nb NO [LIMIT] That is too much for one command.\r\n* BYE');
  });

  it('are fifty flags on a mail', async () => {
    const flags = (letter: string): string =>
      Array.from({ length: 30 }, (_, at) => `${letter}${at}`).join(' ');

    const said = await sessionOf(imapDialect, await twoMails(), [
      `a SELECT INBOX\r\nb STORE 1 +FLAGS.SILENT (${flags('x')})\r\nc STORE 1 +FLAGS.SILENT (${flags('y')})\r\n`,
    ]);

    expect(said).toMatch(/b OK Store completed\.\r\nc NO \[LIMIT\] Too many flags\.\r\n$/);
  });

  it('are a hundred folders', async () => {
    const many = Array.from({ length: 97 }, (_, at) => `a CREATE f${at}\r\n`).join('');

    const said = await sessionOf(imapDialect, await twoMails(), [many]);

    expect(said).toBe(`${'a OK Create completed.\r\n'.repeat(96)}a NO [LIMIT] Too many mailboxes.\r\n`);
  });
});
