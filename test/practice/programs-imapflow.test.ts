import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { ImapFlow } from 'imapflow';
import { afterAll, expect, it } from 'vitest';
import { RUNTIMES } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { openBench, ProgramTable, SECURITIES, WAYS, WELCOME_SUBJECTS } from './bench.ts';
import { withFlow } from './flow.ts';

const PATIENCE_MS = 5_000;
const protocol = 'IMAP';
const security = 'implicit-tls';
// All that it has for a password; where PLAIN is on offer it takes that.
const MECHANISMS = ['PLAIN', 'LOGIN'] as const;

describeWith(['electron'], 'imapflow against the practice server', () => {
  const table = new ProgramTable('imapflow');

  afterAll(() => table.print());

  it.each(WAYS)('signs in by every mechanism that it has: %s, on %s', async (way, runtime) => {
    const bench = await openBench({ runtime });

    for (const loginMethod of MECHANISMS) {
      await withFlow(bench, { security: way, loginMethod }, async (client) => {
        expect(client.usable && client.secureConnection).toBe(true);
        // Its types leave out where it notes what it signed in by.
        const { authCapabilities } = client as ImapFlow & {
          readonly authCapabilities: ReadonlyMap<string, boolean>;
        };
        expect(authCapabilities.get(`AUTH=${loginMethod}`)).toBe(true);
      });
      table.note({ protocol, security: way, runtime }, loginMethod, 'signed in');
    }
  });

  it.each(WAYS)('lists three mails and reads one: %s, on %s', async (way, runtime) => {
    const bench = await openBench({ runtime });

    await withFlow(bench, { security: way }, async (client) => {
      const folders = await client.list();
      const mailbox = await client.mailboxOpen('INBOX');
      const mails = await client.fetchAll('1:*', {
        envelope: true,
        flags: true,
        bodyStructure: true,
        size: true,
      });
      const { content, meta } = await client.download('2');
      const body = content === undefined ? '' : await text(content);

      expect(folders.map(({ path, specialUse }) => [path, specialUse])).toEqual([
        ['INBOX', '\\Inbox'],
        ['Sent', '\\Sent'],
        ['Drafts', '\\Drafts'],
        ['Trash', '\\Trash'],
      ]);
      expect(mailbox).toMatchObject({ exists: 3, uidNext: 4, readOnly: false });
      expect(mails.map(({ envelope }) => envelope?.subject)).toEqual(WELCOME_SUBJECTS);
      expect(mails[0]).toMatchObject({
        uid: 1,
        flags: new Set(),
        envelope: {
          from: [{ name: 'Practice postmaster', address: 'postmaster@practice.test' }],
          to: [{ address: bench.alice.address }],
        },
        bodyStructure: { type: 'text/plain', parameters: { charset: 'us-ascii' } },
      });
      expect(meta?.expectedSize).toBe(mails[1]?.size);
      expect(body).toHaveLength(mails[1]?.size ?? 0);
      expect(body).toContain('\r\n\r\nSign in with any mail program');
    });
    table.note({ protocol, security: way, runtime }, 'PLAIN', 'three mails, one read');
  });

  it.each(RUNTIMES)('flags, searches, copies, moves and removes mails: on %s', async (runtime) => {
    const bench = await openBench({ runtime });

    await withFlow(bench, {}, async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1', ['\\Seen', '$Label']);
      const seen = await client.search({ seen: true });
      const found = await client.search({ or: [{ subject: 'wrong' }, { body: 'arrives AT once' }] });
      const copied = await client.messageCopy('1,2', 'Drafts');
      const moved = await client.messageMove('3', 'Trash');
      const removed = await client.messageDelete('2', { uid: true });

      expect(seen).toEqual([1]);
      expect(found).toEqual([2, 3]);
      expect(copied).toMatchObject({
        uidMap: new Map([
          [1, 1],
          [2, 2],
        ]),
      });
      expect(moved).toMatchObject({ uidMap: new Map([[3, 1]]) });
      expect(removed).toBe(true);
      expect(await client.search({ all: true }, { uid: true })).toEqual([1]);
      expect(await client.status('Drafts', { messages: true, unseen: true })).toMatchObject({
        messages: 2,
        unseen: 1,
      });
      expect(await client.status('Trash', { messages: true })).toMatchObject({ messages: 1 });
    });
    table.note({ protocol, security, runtime }, 'PLAIN', 'flags, search, copy, move');
  });

  it.each(RUNTIMES)('puts a mail in, and is told the quota: on %s', async (runtime) => {
    const bench = await openBench({ runtime });
    const mail = 'From: alice@practice.test\r\nSubject: Grüße\r\n\r\nvon hier\r\n';
    const date = new Date('2026-01-02T03:04:05Z');

    await withFlow(bench, {}, async (client) => {
      const before = await client.getQuota('INBOX');
      const appended = await client.append('Sent', mail, ['\\Seen'], date);
      await client.mailboxOpen('Sent');
      const stored = await client.fetchOne('*', { source: true, flags: true, internalDate: true });

      expect(before).toMatchObject({ storage: { limit: 50 * 1024 * 1024 } });
      expect(appended).toMatchObject({ destination: 'Sent', uid: 1 });
      expect(stored).toMatchObject({ flags: new Set(['\\Seen']), internalDate: date });
      expect(stored && stored.source?.toString()).toBe(mail);
    });
    table.note({ protocol, security, runtime }, 'PLAIN', 'append, quota');
  });

  it.each(RUNTIMES)('sees a new mail while it idles: on %s', async (runtime) => {
    const bench = await openBench({ runtime });

    await withFlow(bench, {}, async (client) => {
      await client.mailboxOpen('INBOX');
      const arrived = once(client, 'exists', { signal: AbortSignal.timeout(PATIENCE_MS) });
      const idling = client.idle();
      await withFlow(bench, { security: 'starttls' }, async (other) => {
        await other.append('INBOX', 'Subject: new\r\n\r\nsee?\r\n');
      });

      const [event] = (await arrived) as [unknown];
      await client.noop(); // ends IDLE
      await idling;

      expect(event).toEqual({ path: 'INBOX', count: 4, prevCount: 3 });
    });
    table.note({ protocol, security, runtime }, 'PLAIN', 'IDLE sees a new mail');
  });

  it('makes, subscribes and removes folders', async () => {
    const bench = await openBench();

    await withFlow(bench, {}, async (client) => {
      const made = await client.mailboxCreate(['Übung', 'Eins']);
      const paths = (await client.list()).map(({ path }) => path);
      await client.mailboxDelete('Übung/Eins');

      expect(made).toEqual({ path: 'Übung/Eins', created: true });
      expect(paths).toContain('Übung/Eins');
      expect((await client.list()).map(({ path }) => path)).not.toContain('Übung/Eins');
    });
  });

  it.each(RUNTIMES)('is told that a wrong password is refused: on %s', async (runtime) => {
    const bench = await openBench({ runtime });
    const account = { ...bench.alice, password: 'not-it' };

    for (const loginMethod of MECHANISMS) {
      const refused = withFlow(bench, { account, loginMethod }, async () => 'signed in');

      await expect(refused).rejects.toMatchObject({
        authenticationFailed: true,
        serverResponseCode: 'AUTHENTICATIONFAILED',
        responseText: 'Authentication failed.',
      });
      table.note({ protocol, security, runtime }, loginMethod, 'wrong password refused');
    }
  });

  it.each(SECURITIES)('refuses a server that it cannot trust or that is another: %s', async (way) => {
    const bench = await openBench();

    for (const [wrong, code] of [
      [{ tls: {} }, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
      [{ host: 'mail.example.test' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ] as const) {
      const refused = withFlow(bench, { security: way, ...wrong }, async () => 'signed in');

      await expect(refused).rejects.toMatchObject({ code });
    }
    table.note({ protocol, security: way, runtime: 'node' }, '–', 'refused without the authority');
  });
});
