import { describe, expect, it } from 'vitest';
import { pop3Dialect } from '../../electron/node/practice/mail/pop3/dialect.ts';
import { Client } from '../servers/client.ts';
import { bytesOf, inboxOf, twoMails } from './practice-mail.ts';
import { cutsOf, freshAccounts, halves, openLine, serveAlice, sessionOf } from './practice-protocol.ts';

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
    expect(inboxOf(accounts).messages.map(({ uid }) => uid)).toEqual([5]);
  });

  it('removes nothing where the client is gone without QUIT', async () => {
    const accounts = await twoMails();

    await sessionOf(pop3Dialect, accounts, ['DELE 1\r\nDELE 2\r\n']);

    expect(inboxOf(accounts).messages).toHaveLength(2);
  });

  it('removes nothing at QUIT where nothing was marked', async () => {
    const accounts = await twoMails();

    const said = await sessionOf(pop3Dialect, accounts, ['QUIT\r\n']);

    expect(said).toBe('+OK Logging out.\r\n');
    expect(inboxOf(accounts).messages).toHaveLength(2);
  });

  it('keeps its numbers and mails while others change the folder', async () => {
    const accounts = await twoMails();
    const inbox = inboxOf(accounts);
    const line = await openLine(async (connection) => serveAlice(pop3Dialect, accounts, connection));
    const client = new Client(line.client);

    client.send('STAT');
    await client.until('+OK 2 56\r\n');
    inbox.remove(new Set([4]));
    inbox.append(bytesOf('new'), new Date(0));
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
    inboxOf(accounts).append(new Uint8Array(1_000_000).fill(65), new Date(0));
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
