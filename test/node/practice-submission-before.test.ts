import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { submissionDialect } from '../../electron/node/practice/mail/submission/dialect.ts';
import { noiseOf, OFFER } from './practice-mail.ts';
import { commandsOf, cutsOf, freshAccounts, openLine, readAll, sessionOf } from './practice-protocol.ts';

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
    expect(submissionDialect.capabilities(OFFER, '')).toEqual([
      '250-host.practice.test',
      '250-PIPELINING',
      '250-SIZE 1048576',
      '250-8BITMIME',
      '250-STARTTLS',
      '250-AUTH SCRAM-SHA-256 PLAIN',
      '250 ENHANCEDSTATUSCODES',
    ]);
    const less = submissionDialect.capabilities({ ...OFFER, mechanisms: [], hasStarttls: false }, '');
    expect(less.slice(-2)).toEqual(['250-8BITMIME', '250 ENHANCEDSTATUSCODES']);
    expect(submissionDialect.greeting(OFFER)).toEqual(['220 host.practice.test ESMTP ready']);
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
  const noise = noiseOf([
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
  ]);

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
