import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Offer } from '../../electron/node/practice/mail/dialect.ts';
import type { Accounts } from '../../electron/node/practice/mail/accounts.ts';
import { pop3Dialect } from '../../electron/node/practice/mail/pop3/dialect.ts';
import { submissionDialect } from '../../electron/node/practice/mail/submission/dialect.ts';
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

const ENVELOPE = 'MAIL FROM:<alice@practice.test>\r\nRCPT TO:<bob@practice.test>\r\nDATA\r\n';
const BEFORE_DATA = '250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n';
const LIMIT = 1_048_576;

/** A mail as a client sends it behind DATA. */
const stuffed = (mail: string): string => `${mail.replace(/(^|\r\n)\./g, '$1..')}.\r\n`;

/** The last mail that came, as it lies in INBOX, and that without its trace. */
function lastOf(accounts: Accounts, name = 'bob'): { readonly whole: string; readonly mail: string } {
  const { messages } = accounts.named(name, 'both')!.mailbox.inbox;
  const whole = Buffer.from(messages.at(-1)!.bytes).toString('latin1');
  return { whole, mail: whole.replace(/^Return-Path: .*\r\nReceived: .*\r\n(?:\t.*\r\n)+/, '') };
}

function countOf(accounts: Accounts, name = 'bob'): number {
  return accounts.named(name, 'both')!.mailbox.inbox.messages.length;
}

function forgetLast(accounts: Accounts, name: string): void {
  const { inbox } = accounts.named(name, 'both')!.mailbox;
  inbox.remove(new Set([inbox.uidNext - 1]));
}

const SESSION = `
  C: EHLO laptop
  S: 250-host.practice.test
  S: 250-PIPELINING
  S: 250-SIZE 1048576
  S: 250-8BITMIME
  S: 250 ENHANCEDSTATUSCODES
  C: HELO laptop
  S: 250 host.practice.test
  C: NOOP whatever
  S: 250 2.0.0 Ok
  C: vrfy bob
  S: 252 2.1.5 Send some mail, and it will be seen whether it arrives
  C: HELP
  S: 214 2.0.0 EHLO STARTTLS AUTH MAIL RCPT DATA RSET NOOP VRFY HELP QUIT
  C: mail from:<alice@practice.test> size=100 body=8bitmime auth=<>
  S: 250 2.1.0 Ok
  C: Rcpt To:<BOB@Practice.Test>
  S: 250 2.1.5 Ok
  C: RCPT TO:<alice@practice.test>
  S: 250 2.1.5 Ok
  C: RCPT TO:<nobody@practice.test>
  S: 550 5.1.1 <nobody@practice.test>: Recipient address rejected: User unknown
  C: RCPT TO:<bob@elsewhere.test>
  S: 550 5.7.1 <bob@elsewhere.test>: Recipient address rejected: relaying denied
  C: DATA
  S: 354 End data with <CR><LF>.<CR><LF>
  C: Subject: hello
  C: ..
  C: .
  S: 250 2.0.0 Ok: delivered
  C: MAIL FROM: <>
  S: 250 2.1.0 Ok
  C: RSET
  S: 250 2.0.0 Ok
  C: RCPT TO:<bob@practice.test>
  S: 503 5.5.1 Error: need MAIL command
  C: QUIT
  S: 221 2.0.0 Bye
`;

describe('submission after sign-in', () => {
  it('speaks as in the transcript', async () => {
    const { client, server } = halves(SESSION);
    const accounts = await freshAccounts();

    const said = await sessionOf(submissionDialect, accounts, [client]);

    expect(said).toBe(server);
    for (const name of ['alice', 'bob']) {
      expect(lastOf(accounts, name).mail).toBe('Subject: hello\r\n.\r\n');
    }
  });

  it('answers the same wherever the bytes are cut', async () => {
    const { client, server } = halves(SESSION);
    const accounts = await freshAccounts();

    for (const pieces of cutsOf(client)) {
      expect(await sessionOf(submissionDialect, accounts, pieces)).toBe(server);
      expect(lastOf(accounts).mail).toBe('Subject: hello\r\n.\r\n');
      forgetLast(accounts, 'alice');
      forgetLast(accounts, 'bob');
    }
  });

  it.each([
    ['an unknown command', 'TURN', '500 5.5.2'],
    ['an empty line', '', '500 5.5.2'],
    ['EHLO without a name', 'EHLO', '501 5.5.4'],
    ['MAIL without brackets', 'MAIL FROM:alice@practice.test', '501 5.5.4'],
    ['MAIL without FROM', 'MAIL <alice@practice.test>', '501 5.5.4'],
    ['MAIL of no address', 'MAIL FROM:<alice>', '501 5.5.4'],
    ['MAIL with a parameter twice', 'MAIL FROM:<a@practice.test> BODY=7BIT BODY=7BIT', '501 5.5.4'],
    ['MAIL that is too large', `MAIL FROM:<a@practice.test> SIZE=${LIMIT + 1}`, '552 5.3.4'],
    ['MAIL with a size that is none', 'MAIL FROM:<a@practice.test> SIZE=big', '501 5.5.4'],
    ['MAIL with a size of nothing', 'MAIL FROM:<a@practice.test> SIZE', '501 5.5.4'],
    ['MAIL with another body', 'MAIL FROM:<a@practice.test> BODY=BINARYMIME', '501 5.5.4'],
    ['MAIL with what is not announced', 'MAIL FROM:<a@practice.test> SMTPUTF8', '555 5.5.4'],
    ['RCPT before MAIL', 'RCPT TO:<bob@practice.test>', '503 5.5.1'],
    ['DATA before RCPT', 'DATA', '503 5.5.1'],
    ['DATA with an argument', 'DATA now', '501 5.5.4'],
    ['RSET with an argument', 'RSET now', '501 5.5.4'],
    ['AUTH', 'AUTH PLAIN AGEAYg==', '503 5.5.1'],
    ['STARTTLS', 'STARTTLS', '503 5.5.1'],
    ['MAIL twice', 'MAIL FROM:<a@practice.test>\r\nMAIL FROM:<a@practice.test>', '503 5.5.1'],
    ['DATA after nobody', 'MAIL FROM:<a@practice.test>\r\nRCPT TO:<x@practice.test>\r\nDATA', '503 5.5.1'],
    ['RCPT without brackets', 'MAIL FROM:<>\r\nRCPT TO:bob@practice.test', '501 5.5.4'],
    ['RCPT to nobody', 'MAIL FROM:<>\r\nRCPT TO:<>', '501 5.5.4'],
    ['RCPT with a parameter', 'MAIL FROM:<>\r\nRCPT TO:<bob@practice.test> NOTIFY=NEVER', '555 5.5.4'],
    ['RCPT after EHLO again', 'MAIL FROM:<>\r\nEHLO laptop\r\nRCPT TO:<bob@practice.test>', '503 5.5.1'],
  ])('answers %s with its error, and goes on', async (_, command, code) => {
    const said = await sessionOf(submissionDialect, await freshAccounts(), [
      `${command}\r\nNOOP\r\nQUIT\r\n`,
    ]);

    const lines = said.split('\r\n');
    expect(lines.at(-4)).toMatch(new RegExp(`^${code} `));
    expect(lines.slice(-3)).toEqual(['250 2.0.0 Ok', '221 2.0.0 Bye', '']);
  });

  it.each([
    [
      'address-refused',
      '',
      '553 5.7.1 <alice@practice.test>: Sender address rejected: not owned by user alice',
    ],
    ['throttled', '', '421 4.7.0 host.practice.test Too many messages, slow down'],
    ['over-quota', '250 2.1.0 Ok\r\n', '452 4.2.2 <bob@practice.test>: The mailbox is over quota'],
  ] as const)('plays %s', async (sending, before, words) => {
    const accounts = await freshAccounts();
    const pieces = ['MAIL FROM:<alice@practice.test>\r\nRCPT TO:<bob@practice.test>\r\n'];

    const said = await sessionOf(submissionDialect, accounts, pieces, { sending });

    expect(said).toMatch(new RegExp(`^${before}${words.replace(/[<>.]/g, '\\$&')}\r\n`));
  });

  it('hangs up on whoever is too fast', async () => {
    const accounts = await freshAccounts();
    const line = await openLine((connection) =>
      serveAlice(submissionDialect, accounts, connection, { sending: 'throttled' }),
    );

    line.client.write('MAIL FROM:<alice@practice.test>\r\n');

    expect(await line.said).toMatch(/^421 /);
  });

  it('can lose a mail without a word', async () => {
    const accounts = await freshAccounts();

    const said = await sessionOf(submissionDialect, accounts, [`${ENVELOPE}x\r\n.\r\n`], {
      sending: 'never-arrives',
    });

    expect(said).toBe(`${BEFORE_DATA}250 2.0.0 Ok: delivered\r\n`);
    expect(countOf(accounts)).toBe(3);
  });

  it('refuses a mail for a mailbox that is full', async () => {
    const accounts = await freshAccounts();
    const { inbox } = accounts.named('bob', 'both')!.mailbox;
    while (inbox.append(new Uint8Array(1_000_000), new Date(0)).kind !== 'full');
    while (inbox.append(new Uint8Array(1), new Date(0)).kind !== 'full');

    const said = await sessionOf(submissionDialect, accounts, [`${ENVELOPE}x\r\n.\r\n`]);

    expect(said).toBe(`${BEFORE_DATA}552 5.2.2 <bob@practice.test>: The mailbox is full\r\n`);
  });

  it('ends politely after twenty errors', async () => {
    const said = await sessionOf(submissionDialect, await freshAccounts(), ['FOO\r\n'.repeat(25)]);

    expect(said).toBe(
      `${'500 5.5.2 Error: command not recognized\r\n'.repeat(20)}421 4.7.0 host.practice.test Error: too many errors\r\n`,
    );
  });

  it('ends politely on a line that never does', async () => {
    const accounts = await freshAccounts();
    const line = await openLine((connection) => serveAlice(submissionDialect, accounts, connection));

    line.client.write('N'.repeat(70_000));

    expect(await line.said).toBe('500 5.5.2 Error: line too long\r\n');
  });

  it('takes a hundred recipients and no more', async () => {
    const rcpt = 'RCPT TO:<bob@practice.test>\r\n'.repeat(101);

    const said = await sessionOf(submissionDialect, await freshAccounts(), [`MAIL FROM:<>\r\n${rcpt}`]);

    expect(said.match(/^250 2\.1\.5/gm)).toHaveLength(100);
    expect(said).toMatch(/452 4\.5\.3 Error: too many recipients\r\n$/);
  });
});

describe('a mail that is sent', () => {
  it('has its trace in front', async () => {
    const accounts = await freshAccounts();

    await sessionOf(submissionDialect, accounts, [`${ENVELOPE}x\r\n.\r\n`]);

    expect(lastOf(accounts).whole).toMatch(
      /^Return-Path: <alice@practice\.test>\r\nReceived: from localhost \(\[127\.0\.0\.1\]\)\r\n\tby host\.practice\.test with ESMTPA\r\n\tfor <bob@practice\.test>;\r\n\t\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000\r\nx\r\n$/,
    );
  });

  it('has come in TLS where it has', async () => {
    const accounts = await freshAccounts();
    const line = await openLine(async (connection) => {
      if (await beginTls(connection)) await serveAlice(submissionDialect, accounts, connection);
    });
    const client = await new Client(line.client).upgraded();

    client.send(...ENVELOPE.trim().split('\r\n'), 'x', '.', 'QUIT');
    await client.closed();

    expect(client.said).toContain('221 2.0.0 Bye');
    expect(lastOf(accounts).whole).toContain(' with ESMTPSA\r\n');
  });

  it('tells nobody of several recipients who the others are', async () => {
    const accounts = await freshAccounts();
    const envelope = ENVELOPE.replace('DATA', 'RCPT TO:<alice@practice.test>\r\nDATA');

    await sessionOf(submissionDialect, accounts, [`${envelope}x\r\n.\r\n`]);

    expect(lastOf(accounts).whole).not.toContain('for <');
  });

  // Lines of everything, dots at their beginnings, and CRs that end nothing.
  const anyLine = fc.tuple(
    fc.constantFrom('', '.', '..', '\r', '.\r'),
    fc
      .uint8Array({ maxLength: 20 })
      .map((bytes) => Buffer.from(bytes).toString('latin1').replaceAll('\n', '')),
    fc.constantFrom('\r\n', '\r\r\n'),
  );
  const mails = fc.array(anyLine, { maxLength: 8 }).map((lines) => lines.flat().join(''));

  it('lies byte for byte behind its trace, and POP3 hands it out so', async () => {
    const accounts = await freshAccounts();
    const { inbox } = accounts.named('alice', 'both')!.mailbox;
    const envelope = ENVELOPE.replace('<bob@', '<alice@');
    await fc.assert(
      fc.asyncProperty(mails, async (mail) => {
        await sessionOf(submissionDialect, accounts, [envelope, stuffed(mail)]);

        const { whole, mail: stored } = lastOf(accounts, 'alice');
        const said = await sessionOf(pop3Dialect, accounts, [`RETR ${inbox.messages.length}\r\n`]);
        forgetLast(accounts, 'alice');

        expect(stored).toBe(mail);
        expect(said).toBe(`+OK ${whole.length} octets\r\n${stuffed(whole)}`);
      }),
      { numRuns: 100 },
    );
  });

  it('may be empty', async () => {
    const accounts = await freshAccounts();

    await sessionOf(submissionDialect, accounts, [ENVELOPE, '.\r\n']);

    expect(lastOf(accounts).mail).toBe('');
  });

  it.each(['a\n.\r\nb', 'a\r\n.\nb', 'a\r.\r\nb', 'a\n.\nb', 'a\r.\rb'])(
    'does not end where a line is not ended by CRLF: %j',
    async (smuggled) => {
      const accounts = await freshAccounts();

      const said = await sessionOf(submissionDialect, accounts, [`${ENVELOPE}${smuggled}\r\n.\r\nNOOP\r\n`]);

      expect(said).toBe(`${BEFORE_DATA}250 2.0.0 Ok: delivered\r\n250 2.0.0 Ok\r\n`);
      expect(countOf(accounts)).toBe(4);
    },
  );

  it('is made whole where its lines end with LF alone', async () => {
    const accounts = await freshAccounts();

    await sessionOf(submissionDialect, accounts, [`${ENVELOPE}Subject: x\n\n.dot\nlast\r\n.\r\n`]);

    expect(lastOf(accounts).mail).toBe('Subject: x\r\n\r\n.dot\r\nlast\r\n');
  });

  it.each([
    ['the longest', LIMIT - 2, '250 2.0.0 Ok: delivered'],
    ['too long by one', LIMIT - 1, '552 5.3.4 Error: message file too big'],
    ['much too long', 5 * LIMIT, '552 5.3.4 Error: message file too big'],
  ])('is %s: it gets its answer, and the session goes on', async (_, length, words) => {
    const accounts = await freshAccounts();
    const pieces = [ENVELOPE, Buffer.alloc(length, 'x'), '\r\n.\r\nNOOP\r\n'];

    const said = await sessionOf(submissionDialect, accounts, pieces);

    expect(said).toBe(`${BEFORE_DATA}${words}\r\n250 2.0.0 Ok\r\n`);
  });

  it('may have the longest length with a dot in each line', async () => {
    const accounts = await freshAccounts();
    const mail = '.\r\n'.repeat(Math.floor(LIMIT / 3));

    await sessionOf(submissionDialect, accounts, [ENVELOPE, stuffed(mail)]);

    expect(lastOf(accounts).mail).toBe(mail);
  });

  it('is not waited for for ever', async () => {
    const accounts = await freshAccounts();
    const line = await openLine((connection) => serveAlice(submissionDialect, accounts, connection));
    const megabyte = Buffer.alloc(LIMIT, 'x');

    line.client.write(ENVELOPE);
    const send = (): void => {
      while (!line.client.destroyed && line.client.write(megabyte));
    };
    line.client.on('drain', send);
    send();

    await line.said;
    expect(line.received()).toBeGreaterThan(64 * LIMIT);
    expect(line.received()).toBeLessThan(70 * LIMIT);
  });

  it('is gone where its client is gone before its end', async () => {
    const accounts = await freshAccounts();

    await sessionOf(submissionDialect, accounts, [ENVELOPE, 'half a mail\r\n']);

    expect(countOf(accounts)).toBe(3);
  });
});

describe('submission before sign-in', () => {
  it.each([
    ['EHLO laptop', [{ tag: '', kind: 'capabilities' }], ''],
    ['ehlo [127.0.0.1]', [{ tag: '', kind: 'capabilities' }], ''],
    ['EHLO', [], '501 5.5.4 Syntax: EHLO hostname'],
    ['HELO laptop', [], '250 smtp.practice.test'],
    ['HELO', [], '501 5.5.4 Syntax: HELO hostname'],
    ['STARTTLS', [{ tag: '', kind: 'starttls' }], ''],
    ['STARTTLS now', [], '501 5.5.4 Syntax: STARTTLS'],
    ['AUTH plain', [{ tag: '', kind: 'authenticate', begin: { mechanism: 'PLAIN' } }], ''],
    [
      'auth EXTERNAL =',
      [
        {
          tag: '',
          kind: 'authenticate',
          begin: { mechanism: 'EXTERNAL', initialResponse: new Uint8Array() },
        },
      ],
      '',
    ],
    ['AUTH', [], '501 5.5.2 Syntax: AUTH mechanism'],
    ['AUTH PLAIN @@', [], '501 5.5.2 Syntax: AUTH mechanism'],
    ['MAIL FROM:<a@b>', [{ tag: '', kind: 'later' }], ''],
    ['RCPT TO:<a@b>', [{ tag: '', kind: 'later' }], ''],
    ['DATA', [{ tag: '', kind: 'later' }], ''],
    ['NOOP', [{ tag: '', kind: 'noop' }], ''],
    ['RSET', [{ tag: '', kind: 'noop' }], ''],
    ['VRFY x', [], '252 2.1.5 Send some mail, and it will be seen whether it arrives'],
    ['HELP', [], '214 2.0.0 EHLO STARTTLS AUTH MAIL RCPT DATA RSET NOOP VRFY HELP QUIT'],
    ['QUIT', [{ tag: '', kind: 'quit' }], ''],
    ['malformed', [{ tag: '', kind: 'unknown' }], ''],
    ['', [{ tag: '', kind: 'unknown' }], ''],
  ])('reads %j', async (line, commands, answer) => {
    const read = await commandsOf(submissionDialect, [`${line}\r\n`]);

    expect(read).toEqual({ commands, said: answer === '' ? '' : `${answer}\r\n` });
  });

  it('reads the same wherever the bytes are cut', async () => {
    const text = 'EHLO laptop\r\nHELO laptop\r\nAUTH PLAIN AGEAYg==\r\nNOOP\nQUIT\r\n';
    const whole = await commandsOf(submissionDialect, [text]);

    expect(whole.commands).toHaveLength(4);
    for (const pieces of cutsOf(text)) expect(await commandsOf(submissionDialect, pieces)).toEqual(whole);
  });

  it('ends politely where nothing comes but what needs no state', async () => {
    const { commands, said } = await commandsOf(submissionDialect, ['AUTH\r\n'.repeat(30)]);

    expect(commands).toEqual(['malformed']);
    expect(said).toMatch(/\r\n421 4\.7\.0 smtp\.practice\.test Error: too many errors\r\n$/);
  });

  it('offers what is on offer', () => {
    const offer: Offer = {
      hostname: 'host.practice.test',
      mechanisms: ['SCRAM-SHA-256', 'PLAIN'],
      hasStarttls: true,
      hasLoginDisabled: false,
    };

    expect(submissionDialect.capabilities(offer, '')).toEqual([
      '250-host.practice.test',
      '250-PIPELINING',
      '250-SIZE 1048576',
      '250-8BITMIME',
      '250-STARTTLS',
      '250-AUTH SCRAM-SHA-256 PLAIN',
      '250 ENHANCEDSTATUSCODES',
    ]);
    const less = submissionDialect.capabilities({ ...offer, mechanisms: [], hasStarttls: false }, '');
    expect(less.slice(-2)).toEqual(['250-8BITMIME', '250 ENHANCEDSTATUSCODES']);
    expect(submissionDialect.greeting(offer)).toEqual(['220 host.practice.test ESMTP ready']);
  });

  it('reads a response, a cancel, and what is neither', async () => {
    const received: unknown[] = [];
    const line = await openLine(async (connection) => {
      for (let count = 0; count < 4; count++) received.push(await submissionDialect.readResponse(connection));
    });

    line.client.end('AGEAYg==\r\n*\r\n@\r\n');
    await line.served;
    line.client.destroy();

    expect(received).toEqual([
      { kind: 'response', bytes: Uint8Array.from(Buffer.from('\0a\0b')) },
      { kind: 'cancelled' },
      { kind: 'malformed' },
      null,
    ]);
  });
});

describe('submission with any bytes', () => {
  const noise = fc.array(
    fc.oneof(
      fc.constantFrom(
        'EHLO x\r\n',
        'MAIL FROM:<a@b>',
        'RCPT TO:<bob@practice.test>',
        ' SIZE=1',
        '\r\n',
        '\n',
        '.',
        'DATA\r\n',
        'AUTH PLAIN ',
        'QUIT\r\n',
        '<>',
      ),
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    ),
    { maxLength: 30 },
  );

  it('ends without a crash, after sign-in and before', async () => {
    const accounts = await freshAccounts();
    await fc.assert(
      fc.asyncProperty(noise, async (pieces) => {
        const said = await sessionOf(submissionDialect, accounts, [pieces.join('')]);
        expect(said).toMatch(/^(?:[2-5]\d\d[ -][\x20-\xff]*\r\n)*$/);

        const line = await openLine((connection) =>
          readAll(submissionDialect, connection, []).then(() => connection.end()),
        );
        line.client.end(Buffer.from(pieces.join(''), 'latin1'));
        expect(await line.said).toMatch(/^(?:[2-5]\d\d[ -][\x20-\xff]*\r\n)*$/);
      }),
      { numRuns: 100 },
    );
  });
});
