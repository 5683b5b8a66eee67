import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pop3Dialect } from '../../electron/node/practice/mail/pop3/dialect.ts';
import { submissionDialect } from '../../electron/node/practice/mail/submission/dialect.ts';
import {
  BEFORE_DATA,
  ENVELOPE,
  forgetLast,
  inboxOf,
  lastOf,
  LIMIT,
  openLineInTls,
  stuffed,
  textOf,
} from './practice-mail.ts';
import { freshAccounts, openLine, serveAlice, sessionOf } from './practice-protocol.ts';

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
    const client = await openLineInTls((connection) => serveAlice(submissionDialect, accounts, connection));

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
    fc.uint8Array({ maxLength: 20 }).map((bytes) => textOf(bytes).replaceAll('\n', '')),
    fc.constantFrom('\r\n', '\r\r\n'),
  );
  const mails = fc.array(anyLine, { maxLength: 8 }).map((lines) => lines.flat().join(''));

  it('lies byte for byte behind its trace, and POP3 hands it out so', async () => {
    const accounts = await freshAccounts();
    const inbox = inboxOf(accounts);
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
      expect(inboxOf(accounts, 'bob').messages).toHaveLength(4);
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

    expect(inboxOf(accounts, 'bob').messages).toHaveLength(3);
  });
});
