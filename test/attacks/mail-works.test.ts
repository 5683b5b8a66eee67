import { describe, expect, it } from 'vitest';
import { TEST_MAIL_WORDS } from '../../electron/node/mail-works/test-mail-words.ts';
import type { MailboxFacts } from '../../shared/mail/mail-works.ts';
import type { ObservationOf } from '../../shared/mail/observation.ts';
import type { Report } from '../../shared/report/report.ts';
import { writeTestMail } from '../../shared/wire/test-mail.ts';
import { makePki } from '../servers/pki.ts';
import { playTranscript } from '../servers/scripted.ts';
import { endpointAt, examineAt, expectNotIn, PASSWORD, play, type Played } from './examine.ts';

const LOOKING = { looksAtMail: true } as const;
const SHORT_MS = 800;

/** A server that lets everybody in, and what it does then. The tags are imapflow's. */
function imap(...lines: readonly string[]): string {
  return [
    'S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready',
    'C: /^a1 AUTHENTICATE PLAIN /',
    'S: a1 OK you are in',
    ...lines,
  ].join('\n');
}

const offers = (capabilities: string): readonly string[] => [
  'C: 1 CAPABILITY',
  `S: * CAPABILITY IMAP4rev1 ${capabilities}`,
  'S: 1 OK done',
];

const WHOLE: readonly string[] = [
  ...offers('SPECIAL-USE QUOTA ID'),
  'C: /^2 LIST "" "\\*"$/',
  'S: * LIST (\\HasNoChildren) "/" INBOX',
  'S: * LIST (\\HasNoChildren \\Junk) "/" "Unerwuenschtes"',
  'S: * LIST () "/" "Scheidung 2026"',
  'S: 2 OK done',
  'C: 3 GETQUOTAROOT INBOX',
  'S: * QUOTAROOT INBOX ""',
  'S: * QUOTA "" (STORAGE 10 512)',
  'S: 3 OK done',
  'C: 4 EXAMINE INBOX',
  'S: * 2 EXISTS',
  'S: * OK [UIDVALIDITY 1] ok',
  'S: 4 OK [READ-ONLY] done',
  'C: /^5 ID \\("name" "Letterlock" "version" "[^"]+"\\)$/',
  'S: * ID ("name" "Dovecot")',
  'S: 5 OK done',
  'C: /^6 FETCH 2 \\(ENVELOPE INTERNALDATE UID\\)$/',
  'S: * 2 FETCH (UID 9 INTERNALDATE "21-Nov-2026 23:30:00 -0200" ENVELOPE ("x" "Kuendigung" (("Eve" NIL "eve" "example.org")) NIL NIL NIL NIL NIL NIL "<id@example.org>"))',
  'S: 6 OK done',
  'C: 7 LOGOUT',
  'S: * BYE see you',
  'S: 7 OK done',
];

function playImap(...lines: readonly string[]): Promise<Played> {
  return play('imap', 'implicit-tls', imap(...lines), { given: LOOKING, timeoutMs: SHORT_MS });
}

function mailboxIn({ observations }: Report): ObservationOf<'mailbox'> | undefined {
  return observations.find((one): one is ObservationOf<'mailbox'> => one.kind === 'mailbox');
}

/** One connection, one sign-in, and none of the commands by which a client changes what it is on or changes mail. */
function expectOneSession({ server, received }: Played): void {
  expect(server.connectionCount()).toBe(1);
  expect(received.match(/AUTHENTICATE|\bLOGIN\b/g)).toEqual(['AUTHENTICATE']);
  expect(received).not.toMatch(/STARTTLS|COMPRESS|ENABLE|SELECT|STORE|APPEND|EXPUNGE|\bBODY\[/);
}

describe('a mailbox after the sign-in', () => {
  it('is looked at over the connection that signed in, and nothing in it is changed', async () => {
    const played = await playImap(...WHOLE);

    expect(played.server.problems()).toEqual([]);
    expectOneSession(played);
    expect(mailboxIn(played.report)).toMatchObject({
      outcome: 'opened',
      folders: 3,
      roles: ['inbox', 'junk'],
      quota: { usedBytes: 10_240, limitBytes: 524_288 },
      mails: 2,
      newest: '2026-11-22',
      words: null,
    } satisfies Partial<MailboxFacts>);
    expect(played.codes).toEqual(['auth_password_given_in_tls', 'account_healthy']);
  });

  it('leaves no name, no subject and no sender in the report, and no line of it in the transcript', async () => {
    const { report } = await playImap(...WHOLE);

    const text = JSON.stringify(report);
    for (const secret of ['Scheidung', 'Unerwuenschtes', 'Kuendigung', 'eve@', 'Eve']) {
      expect(text).not.toContain(secret);
    }
    expect(report.transcripts[0]?.lines.at(-1)).toMatchObject({
      from: 'note',
      text: 'signed in; what follows is about the mailbox, and is not recorded',
    });
  });

  it('is asked nothing where the server owes a proof and gives none', async () => {
    const played = await play(
      'imap',
      'implicit-tls',
      [
        'S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready',
        'C: /^a1 AUTHENTICATE SCRAM-SHA-256 /',
        'S: a1 OK welcome',
      ].join('\n'),
      { given: { looksAtMail: true, sendsTestMail: true } },
    );

    expect(played.codes).toEqual(['auth_server_proof_missing']);
    expect(played.received).not.toMatch(/CAPABILITY|LIST|EXAMINE/);
  });
});

describe('what a server says after the sign-in', () => {
  it.each([
    ['STARTTLS and everything else that a client may begin', 'STARTTLS COMPRESS=DEFLATE ENABLE IMAP4rev2'],
    ['that nobody is signed in', 'LOGINDISABLED AUTH=PLAIN AUTH=LOGIN SASL-IR'],
  ])('makes no client begin anew: %s', async (_what, capabilities) => {
    const played = await playImap(...offers(capabilities), 'C: /^2 LIST /', 'SILENT');

    expectOneSession(played);
    expect(played.codes).toContain('account_session_broken');
  });

  it.each([
    ['PREAUTH', '* PREAUTH [CAPABILITY IMAP4rev1 ID STARTTLS] you are somebody else'],
    ['a second greeting', '* OK [CAPABILITY IMAP4rev1 ID STARTTLS AUTH=PLAIN LOGINDISABLED] ready'],
    ['a question', '+ bGV0IG1lIHNlZSB5b3VyIHBhc3N3b3Jk'],
    ['an answer to a question that was not asked', '9 OK LOGIN completed'],
  ])('decides nothing where it is %s', async (_what, line) => {
    const at = WHOLE.findIndex((one) => one === 'S: * 2 EXISTS');

    const played = await playImap(...WHOLE.slice(0, at), `S: ${line}`, ...WHOLE.slice(at));

    expect(played.server.problems()).toEqual([]);
    expectOneSession(played);
    expect(mailboxIn(played.report)?.outcome).toBe('opened');
  });

  it.each<[string, MailboxFacts['outcome'], readonly string[]]>([
    ['nothing', 'silent', ['SILENT']],
    ['nothing any more', 'closed', ['CLOSE']],
    ['a broken connection', 'reset', ['RESET']],
    ['a literal that nobody could keep', 'too-long', ['S: * LIST () "/" {999999999}', 'SILENT']],
    ['bytes that mean nothing', 'silent', ['S<: \\x00\\xff\\xfe)(\\r\\n{}{\\r\\n', 'SILENT']],
    ['lists in lists', 'silent', [`S: * LIST ${'('.repeat(20_000)}`, 'SILENT']],
    [
      'that it is too busy',
      'silent',
      ['S: 1 BAD Request is throttled. Suggested Backoff Time: 99999999', 'SILENT'],
    ],
    ['goodbye, and then only waits', 'closed', ['S: * BYE too many connections', 'SILENT']],
  ])('holds nobody up, and floods nobody: %s', async (_what, outcome, lines) => {
    const startedAt = performance.now();

    const played = await playImap('C: 1 CAPABILITY', ...lines);

    expect(performance.now() - startedAt).toBeLessThan(8 * SHORT_MS);
    expect(mailboxIn(played.report)).toMatchObject({ outcome, step: 'folders', folders: null });
    expect(played.codes).toEqual(['account_session_broken', 'auth_password_given_in_tls']);
    expect(played.server.problems()).toEqual([]);
    expectOneSession(played);
  });

  it('is kept in its own words where it says why it hangs up', async () => {
    const { report } = await playImap('C: 1 CAPABILITY', 'S: * BYE \\x1b[31mtoo many', 'CLOSE');

    expect(mailboxIn(report)?.words).toEqual({
      condition: 'BYE',
      text: expect.stringContaining('too many') as unknown,
    });
  });

  it('carries no secret into the report', async () => {
    const { report } = await playImap(
      ...offers('QUOTA'),
      'C: /^2 LIST /',
      `S: 2 NO [SERVERBUG] no folders for ${PASSWORD}`,
      'C: 3 LOGOUT',
      'S: 3 OK done',
    );

    expectNotIn(JSON.stringify(report));
    expect(mailboxIn(report)).toMatchObject({ outcome: 'refused', words: { responseCode: 'SERVERBUG' } });
  });

  it('is no more waited for where a person cancels', async () => {
    const server = await playTranscript(imap('C: 1 CAPABILITY', 'SILENT'), {
      pki: await makePki(),
      implicitTls: true,
    });
    const abort = new AbortController();
    let cancelledAt = Infinity;

    const report = await examineAt([endpointAt('imap', server, 'implicit-tls')], {
      given: LOOKING,
      timeoutMs: 30_000,
      signal: abort.signal,
      onEvent(event) {
        if (event.type !== 'observation' || event.observation.kind !== 'sign-in') return;
        setTimeout(() => {
          cancelledAt = performance.now();
          abort.abort();
        }, 100);
      },
    });

    expect(performance.now() - cancelledAt).toBeLessThan(500);
    expect(report.verdict).toBe('unfinished');
    await server.close();
    expect(server.problems()).toEqual([]); // it would say that the client did not hang up
  });
});

describe('a submission server after the sign-in', () => {
  const smtp = (...lines: readonly string[]): string =>
    [
      'S: 220 ready',
      'C: /^EHLO/',
      'S: 250-mail',
      'S: 250 AUTH PLAIN',
      'C: /^AUTH PLAIN /',
      'S: 235 2.7.0 in',
      ...lines,
    ].join('\n');
  const ASKED = [
    'C: MAIL FROM:<alice@example.test>',
    'S: 250 2.1.0 ok',
    'C: RCPT TO:<alice@example.test>',
    'S: 250 2.1.5 ok',
    'C: RSET',
    'S: 250 2.0.0 ok',
  ];
  const MAIL = writeTestMail({
    address: 'alice@example.test',
    messageId: '<x@example.test>',
    date: new Date(),
    ...TEST_MAIL_WORDS.en,
  });
  const playSmtp = (given: { readonly sendsTestMail: boolean }, ...lines: readonly string[]) =>
    play('submission', 'implicit-tls', smtp(...lines), {
      given: { looksAtMail: true, ...given },
      timeoutMs: SHORT_MS,
    });

  it('is asked whether mail may be sent, and sends none', async () => {
    const played = await playSmtp({ sendsTestMail: false }, ...ASKED, 'C: QUIT');

    expect(played.server.problems()).toEqual([]);
    expect(played.received).not.toContain('DATA');
    expect(played.codes).toEqual(['auth_password_given_in_tls', 'account_healthy']);
  });

  it('gets a test mail only after it has allowed one', async () => {
    const played = await playSmtp(
      { sendsTestMail: true },
      'C: /^MAIL FROM/',
      'S: 553 5.7.1 not owned',
      'C: RSET',
      'S: 250 ok',
      'C: QUIT',
    );

    expect(played.server.problems()).toEqual([]);
    expect(played.codes).toContain('sending_address_not_allowed');
  });

  it('gets one test mail, and it is said that nobody looked for it', async () => {
    const played = await playSmtp(
      { sendsTestMail: true },
      ...ASKED,
      ...ASKED.slice(0, 4),
      'C: DATA',
      'S: 354 go on',
      ...MAIL.map(() => 'C: /^/'),
      'C: .',
      'S: 250 2.0.0 queued',
      'C: QUIT',
    );

    expect(played.server.problems()).toEqual([]);
    expect(played.received).toMatch(/^From: <alice@example\.test>\r\nTo: <alice@example\.test>\r$/m);
    expect(played.received).toMatch(/^Message-ID: <letterlock\.[0-9a-f]{32}@example\.test>\r$/m);
    expect(played.codes).toContain('sending_arrival_not_watched');
    expect(JSON.stringify(played.report)).not.toContain('alice@example.test');
  });

  it.each<[string, string, readonly string[]]>([
    ['nothing', 'silent', ['SILENT']],
    ['nothing any more', 'closed', ['CLOSE']],
    ['a reply without end', 'malformed', [`S<: ${'250-more\\r\\n'.repeat(300)}`, 'SILENT']],
    ['a line without end', 'too-long', [`S<: ${'x'.repeat(70_000)}`, 'SILENT']],
    ['bytes that mean nothing', 'malformed', ['S<: \\x00\\xff\\r\\n', 'SILENT']],
  ])('holds nobody up: %s', async (_what, outcome, lines) => {
    const played = await playSmtp({ sendsTestMail: true }, 'C: /^MAIL FROM/', ...lines);

    expect(played.codes[0]).toBe('sending_connection_lost');
    expect(played.report.observations).toContainEqual(
      expect.objectContaining({ kind: 'sending', outcome, step: 'sender' }),
    );
    expect(played.received).not.toContain('DATA');
  });
});
