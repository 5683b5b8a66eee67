import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../electron/node/practice/mail/dialect.ts';
import { pop3Dialect } from '../../electron/node/practice/mail/pop3/dialect.ts';
import { noiseOf, OFFER, openLineInTls, twoMails } from './practice-mail.ts';
import { commandsOf, cutsOf, readAll, sessionOf } from './practice-protocol.ts';

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
    const client = await openLineInTls(async (connection) => {
      await readAll(pop3Dialect, connection, read);
      connection.end();
    });

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
    expect(pop3Dialect.capabilities(OFFER, '').slice(-4)).toEqual([
      'STLS',
      'USER',
      'SASL SCRAM-SHA-256 PLAIN',
      '.',
    ]);
    expect(
      pop3Dialect
        .capabilities({ ...OFFER, mechanisms: [], hasStarttls: false, hasLoginDisabled: true }, '')
        .slice(-2),
    ).toEqual(['PIPELINING', '.']);
    expect(pop3Dialect.greeting(OFFER)).toEqual(['+OK host.practice.test ready.']);
  });
});

describe('POP3 with any bytes', () => {
  const noise = noiseOf([
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
  ]);

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
