import { describe, expect, it } from 'vitest';
import { submissionDialect } from '../../electron/node/practice/mail/submission/dialect.ts';
import { BEFORE_DATA, ENVELOPE, forgetLast, inboxOf, lastOf, LIMIT } from './practice-mail.ts';
import { cutsOf, freshAccounts, halves, openLine, serveAlice, sessionOf } from './practice-protocol.ts';

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
    ['not-signed-in', '', '530 5.7.57 Client not authenticated to send mail.'],
    ['no-relay', '250 2.1.0 Ok\r\n', '554 5.7.1 <bob@practice.test>: Relay access denied'],
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

  it('refuses a mail at its end, in several lines, and delivers nothing', async () => {
    const accounts = await freshAccounts();

    const said = await sessionOf(submissionDialect, accounts, [`${ENVELOPE}x\r\n.\r\nNOOP\r\n`], {
      sending: 'unauthenticated',
    });

    expect(said.slice(BEFORE_DATA.length)).toMatch(
      /^(550-5\.7\.26 .+\r\n){2}550 5\.7\.26 .+\r\n250 2\.0\.0 Ok\r\n$/,
    );
    expect(inboxOf(accounts, 'bob').messages).toHaveLength(3);
  });

  it('can lose a mail without a word', async () => {
    const accounts = await freshAccounts();

    const said = await sessionOf(submissionDialect, accounts, [`${ENVELOPE}x\r\n.\r\n`], {
      sending: 'never-arrives',
    });

    expect(said).toBe(`${BEFORE_DATA}250 2.0.0 Ok: delivered\r\n`);
    expect(inboxOf(accounts, 'bob').messages).toHaveLength(3);
  });

  it('refuses a mail for a mailbox that is full', async () => {
    const accounts = await freshAccounts();
    const inbox = inboxOf(accounts, 'bob');
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
