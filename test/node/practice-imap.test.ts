import { describe, expect, it } from 'vitest';
import type { Accounts } from '../../electron/node/practice/mail/accounts.ts';
import type { MailBehaviour } from '../../electron/node/practice/mail/behaviour.ts';
import type { Offer } from '../../electron/node/practice/mail/dialect.ts';
import { imapDialect } from '../../electron/node/practice/mail/imap/dialect.ts';
import type { Mailbox } from '../../electron/node/practice/mail/mailbox.ts';
import type { SaslReceived } from '../../shared/wire/sasl-answer.ts';
import { parseImapResponse } from '../../shared/wire/imap.ts';
import { Client } from '../servers/client.ts';
import { commandsOf, freshAccounts, halves, openLine, serveAlice, sessionOf } from './practice-protocol.ts';

// UIDVALIDITY counts from the second in which the accounts are made.
const INBOX = 1_795_330_800;
const SENT = INBOX + 1;
const TRASH = INBOX + 3;

const RECEIVED = new Date('2020-01-01T12:00:00Z');
const DESCRIBED = `
  S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)
  S: * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Flags permitted.
  S: * 2 EXISTS
  S: * 0 RECENT
  S: * OK [UNSEEN 1] First unseen.
  S: * OK [UIDVALIDITY ${INBOX}] UIDs valid
  S: * OK [UIDNEXT 6] Predicted next UID
`;
const SELECTED = `
  C: s SELECT INBOX
  ${DESCRIBED}
  S: s OK [READ-WRITE] Select completed.
`;

function mailboxOf(accounts: Accounts): Mailbox {
  return accounts.named('alice', 'both')!.mailbox;
}

/** Accounts where alice has two mails, with the UIDs 4 and 5. */
async function twoMails(): Promise<Accounts> {
  const accounts = await freshAccounts();
  const { inbox } = mailboxOf(accounts);
  inbox.remove(new Set([1, 2, 3]));
  for (const text of ['Subject: one\r\n\r\nfirst\r\n', 'Subject: two\r\n\r\nsecond\r\n']) {
    inbox.append(new Uint8Array(Buffer.from(text)), RECEIVED);
  }
  return accounts;
}

/** Plays a transcript in a session of alice's. */
async function expectPlayed(
  transcript: string,
  { accounts, ...behaviour }: { readonly accounts?: Accounts } & Partial<MailBehaviour> = {},
): Promise<void> {
  const { client, server } = halves(transcript);

  expect(await sessionOf(imapDialect, accounts ?? (await twoMails()), [client], behaviour)).toBe(server);
}

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

describe('an IMAP session', () => {
  it('shows the folders, lists three mails, and reads one', async () => {
    await expectPlayed(
      `
      C: a CAPABILITY
      S: * CAPABILITY IMAP4rev1 SASL-IR LITERAL+ ID IDLE NAMESPACE CHILDREN SPECIAL-USE UIDPLUS UNSELECT MOVE QUOTA QUOTA=RES-STORAGE
      S: a OK Capability completed.
      C: b NAMESPACE
      S: * NAMESPACE (("" "/")) NIL NIL
      S: b OK Namespace completed.
      C: c LIST "" "*"
      S: * LIST (\\HasNoChildren) "/" "INBOX"
      S: * LIST (\\HasNoChildren \\Sent) "/" "Sent"
      S: * LIST (\\HasNoChildren \\Drafts) "/" "Drafts"
      S: * LIST (\\HasNoChildren \\Trash) "/" "Trash"
      S: c OK List completed.
      C: d EXAMINE inbox
      S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)
      S: * OK [PERMANENTFLAGS ()] Read-only mailbox.
      S: * 3 EXISTS
      S: * 0 RECENT
      S: * OK [UNSEEN 1] First unseen.
      S: * OK [UIDVALIDITY ${INBOX}] UIDs valid
      S: * OK [UIDNEXT 4] Predicted next UID
      S: d OK [READ-ONLY] Examine completed.
      C: e FETCH 1:* (UID FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])
      S: * 1 FETCH (UID 1 FLAGS () BODY[HEADER.FIELDS (SUBJECT)] {44}
      S: Subject: Welcome to the practice mailbox
      S:
      S: )
      S: * 2 FETCH (UID 2 FLAGS () BODY[HEADER.FIELDS (SUBJECT)] {34}
      S: Subject: What you can try here
      S:
      S: )
      S: * 3 FETCH (UID 3 FLAGS () BODY[HEADER.FIELDS (SUBJECT)] {38}
      S: Subject: When something goes wrong
      S:
      S: )
      S: e OK Fetch completed.
      C: f LOGOUT
      S: * BYE Logging out
      S: f OK Logout completed.
      C: g NOOP
      `,
      { accounts: await freshAccounts() },
    );
  });

  it('sets \\Seen where a mail is read, and not where it is only looked at', async () => {
    await expectPlayed(`
      ${SELECTED}
      C: a UID FETCH 4 BODY.PEEK[TEXT]
      S: * 1 FETCH (UID 4 BODY[TEXT] {7}
      S: first
      S: )
      S: a OK Fetch completed.
      C: b FETCH 1 BODY[TEXT]
      S: * 1 FETCH (FLAGS (\\Seen) BODY[TEXT] {7}
      S: first
      S: )
      S: b OK Fetch completed.
      C: c FETCH 1 RFC822.TEXT
      S: * 1 FETCH (RFC822.TEXT {7}
      S: first
      S: )
      S: c OK Fetch completed.
      C: d SEARCH UNSEEN
      S: * SEARCH 2
      S: d OK Search completed.
      C: e UID SEARCH UNSEEN
      S: * SEARCH 5
      S: e OK Search completed.
      C: f SEARCH ANSWERED
      S: * SEARCH
      S: f OK Search completed.
    `);
  });

  it('changes flags, expunges, and tells of both', async () => {
    await expectPlayed(`
      ${SELECTED}
      C: a STORE 1 +FLAGS (\\deleted $Red)
      S: * 1 FETCH (FLAGS (\\Deleted $Red))
      S: a OK Store completed.
      C: b UID STORE 5 FLAGS \\Flagged \\Seen
      S: * 2 FETCH (UID 5 FLAGS (\\Flagged \\Seen))
      S: b OK Store completed.
      C: c STORE 2 -FLAGS.SILENT (\\FLAGGED)
      S: c OK Store completed.
      C: d STORE 1 -FLAGS ($red)
      S: * 1 FETCH (FLAGS (\\Deleted))
      S: d OK Store completed.
      C: e UID EXPUNGE 5
      S: e OK Expunge completed.
      C: f EXPUNGE
      S: * 1 EXPUNGE
      S: f OK Expunge completed.
      C: g FETCH 1 (UID FLAGS)
      S: * 1 FETCH (UID 5 FLAGS (\\Seen))
      S: g OK Fetch completed.
      C: h CHECK
      S: h OK Check completed.
    `);
  });

  it('takes mails, and says which UIDs they have', async () => {
    const accounts = await twoMails();

    await expectPlayed(
      `
      C: a APPEND Sent (\\Seen) "17-Jul-1996 02:44:25 -0700" {9}
      S: + OK
      C: A: b
      C:
      C: c
      S: a OK [APPENDUID ${SENT} 1] Append completed.
      C: b APPEND nowhere {1+}
      C: x
      S: b NO [TRYCREATE] Mailbox doesn't exist: nowhere
      C: c APPEND Sent {0+}
      C:
      S: c NO Can't save a zero byte message.
      C: d APPEND Sent (\\Foo) {1+}
      C: x
      S: d BAD Error in IMAP command APPEND: Invalid system flag.
      C: e APPEND Sent "yesterday" {1+}
      C: x
      S: e BAD Error in IMAP command APPEND: Invalid internal date.
      C: f APPEND Sent "no literal"
      S: f BAD Error in IMAP command APPEND: Invalid arguments.
      `,
      { accounts },
    );
    const [mail] = mailboxOf(accounts).folder('Sent')!.messages;
    expect(mail).toMatchObject({ receivedAt: new Date('1996-07-17T09:44:25Z'), flags: new Set(['\\Seen']) });
  });

  it('gives every line of a mail its CRLF', async () => {
    const accounts = await twoMails();

    await sessionOf(imapDialect, accounts, ['a APPEND Sent {9+}\r\nA: b\n\r\nc\n\r\n']);

    const [mail] = mailboxOf(accounts).folder('Sent')!.messages;
    expect(Buffer.from(mail!.bytes).toString()).toBe('A: b\r\n\r\nc\r\n');
  });

  it('copies and moves', async () => {
    await expectPlayed(`
      ${SELECTED}
      C: a COPY 1:2 Trash
      S: a OK [COPYUID ${TRASH} 4:5 1:2] Copy completed.
      C: b UID COPY 99 Trash
      S: b OK Copy completed.
      C: c COPY 1 nowhere
      S: c NO [TRYCREATE] Mailbox doesn't exist: nowhere
      C: d MOVE 1 Trash
      S: * OK [COPYUID ${TRASH} 4 3] Moved UIDs.
      S: * 1 EXPUNGE
      S: d OK Move completed.
      C: e UID MOVE 5 INBOX
      S: * OK [COPYUID ${INBOX} 5 6] Moved UIDs.
      S: * 1 EXPUNGE
      S: * 1 EXISTS
      S: e OK Move completed.
      C: f STATUS Trash (MESSAGES UIDNEXT UIDVALIDITY UNSEEN RECENT)
      S: * STATUS "Trash" (MESSAGES 3 UIDNEXT 4 UIDVALIDITY ${TRASH} UNSEEN 3 RECENT 0)
      S: f OK Status completed.
    `);
  });

  it('makes folders and removes them', async () => {
    await expectPlayed(`
      C: a CREATE inbox/Work/2026/
      S: a OK Create completed.
      C: b LIST "" %
      S: * LIST (\\HasChildren) "/" "INBOX"
      S: * LIST (\\HasNoChildren \\Sent) "/" "Sent"
      S: * LIST (\\HasNoChildren \\Drafts) "/" "Drafts"
      S: * LIST (\\HasNoChildren \\Trash) "/" "Trash"
      S: b OK List completed.
      C: c LIST INBOX/ %
      S: * LIST (\\HasChildren) "/" "INBOX/Work"
      S: c OK List completed.
      C: d DELETE INBOX/Work
      S: d NO [HASCHILDREN] Mailbox has others in it.
      C: e DELETE INBOX/Work/2026
      S: e OK Delete completed.
      C: f CREATE Sent
      S: f NO [ALREADYEXISTS] Mailbox already exists.
      C: g CREATE "a*b"
      S: g NO [CANNOT] Invalid mailbox name.
      C: h CREATE a//b
      S: h NO [CANNOT] Invalid mailbox name.
      C: i DELETE inbox
      S: i NO [CANNOT] INBOX can't be deleted.
      C: j DELETE nowhere
      S: j NO [NONEXISTENT] Mailbox doesn't exist: nowhere
      C: k RENAME Sent Old
      S: k NO [CANNOT] Mailboxes are not renamed here.
      C: l SUBSCRIBE Sent
      S: l OK Subscribe completed.
      C: m UNSUBSCRIBE Sent
      S: m OK Unsubscribe completed.
      C: n LSUB "" S*
      S: * LSUB () "/" "Sent"
      S: n OK Lsub completed.
      C: o LIST "" ""
      S: * LIST (\\Noselect) "/" ""
      S: o OK List completed.
      C: p LIST (SPECIAL-USE) "" S%
      S: * LIST (\\HasNoChildren \\Sent) "/" "Sent"
      S: p OK List completed.
      C: q LIST "" Sent RETURN (SPECIAL-USE SUBSCRIBED)
      S: * LIST (\\HasNoChildren \\Sent \\Subscribed) "/" "Sent"
      S: q OK List completed.
      C: r LIST "" Sent RETURN (STATUS)
      S: r BAD Error in IMAP command LIST: Unknown return options.
    `);
  });

  it('leaves a folder with CLOSE, which expunges in silence, or with UNSELECT, which does not', async () => {
    const accounts = await twoMails();

    await expectPlayed(
      `
      ${SELECTED}
      C: a STORE 1 FLAGS.SILENT \\Deleted
      S: a OK Store completed.
      C: b UNSELECT
      S: b OK Unselect completed.
      C: c FETCH 1 UID
      S: c BAD No mailbox selected.
      C: d STATUS INBOX (MESSAGES)
      S: * STATUS "INBOX" (MESSAGES 2)
      S: d OK Status completed.
      C: e EXAMINE INBOX
      ${DESCRIBED.replace(/\[PERM.*/, '[PERMANENTFLAGS ()] Read-only mailbox.')}
      S: e OK [READ-ONLY] Examine completed.
      C: f EXPUNGE
      S: f NO Mailbox is read-only.
      C: g STORE 1 FLAGS ()
      S: g NO Mailbox is read-only.
      C: h MOVE 1 Trash
      S: h NO Mailbox is read-only.
      C: i CLOSE
      S: i OK Close completed.
      C: j STATUS INBOX (MESSAGES)
      S: * STATUS "INBOX" (MESSAGES 2)
      S: j OK Status completed.
      ${SELECTED}
      C: k CLOSE
      S: k OK Close completed.
      C: l STATUS INBOX (MESSAGES)
      S: * STATUS "INBOX" (MESSAGES 1)
      S: l OK Status completed.
      `,
      { accounts },
    );
    expect(mailboxOf(accounts).inbox.messages.map(({ uid }) => uid)).toEqual([5]);
  });

  it('has a quota', async () => {
    await expectPlayed(`
      C: a GETQUOTAROOT INBOX
      S: * QUOTAROOT "INBOX" "User quota"
      S: * QUOTA "User quota" (STORAGE 1 51200)
      S: a OK Getquotaroot completed.
      C: b GETQUOTA "User quota"
      S: * QUOTA "User quota" (STORAGE 1 51200)
      S: b OK Getquota completed.
      C: c GETQUOTA ""
      S: c NO [NONEXISTENT] No such quota root.
    `);
  });

  it.each([
    ['a XYZ', 'a BAD Error in IMAP command XYZ: Unknown command.'],
    ['a UID', 'a BAD Error in IMAP command UID: Unknown command.'],
    ['a UID XYZ', 'a BAD Error in IMAP command UID XYZ: Unknown command.'],
    ['a UID NOOP', 'a BAD Error in IMAP command UID NOOP: Unknown command.'],
    ['a CONSTRUCTOR', 'a BAD Error in IMAP command CONSTRUCTOR: Unknown command.'],
    ['a LOGIN alice x', 'a BAD Error in IMAP command LOGIN: Unknown command.'],
    ['a STARTTLS', 'a BAD Error in IMAP command STARTTLS: Unknown command.'],
    ['a NOOP x', 'a BAD Error in IMAP command NOOP: Invalid arguments.'],
    ['a FETCH', 'a BAD Error in IMAP command FETCH: Invalid arguments.'],
    ['a FETCH 3 UID', 'a BAD Error in IMAP command FETCH: Invalid messageset.'],
    ['a STORE 1 +FLAGS', 'a BAD Error in IMAP command STORE: Invalid arguments.'],
    ['a STORE 1 +FLAGS (\\Recent)', 'a BAD Error in IMAP command STORE: Invalid system flag.'],
    ['a COPY 1', 'a BAD Error in IMAP command COPY: Invalid arguments.'],
    ['a SEARCH', 'a BAD Error in IMAP command SEARCH: Invalid arguments.'],
    ['a SEARCH CHARSET KOI8-R ALL', 'a NO [BADCHARSET (US-ASCII UTF-8)] Unknown charset.'],
    ['a SELECT nowhere', "a NO [NONEXISTENT] Mailbox doesn't exist: nowhere"],
    ['a STATUS INBOX (HIGHESTMODSEQ)', 'a BAD Error in IMAP command STATUS: Invalid status item.'],
    ['a FETCH 1 (', 'a BAD Error in IMAP command: Invalid syntax.'],
    ['a', 'a BAD Error in IMAP command: Invalid syntax.'],
    ['', '* BAD Error in IMAP command: Invalid syntax.'],
    ['a X {65537}', 'a NO [TOOBIG] Literal is too long.'],
    [
      `a STORE 1 FLAGS (${Array.from({ length: 51 }, (_, at) => `k${at}`).join(' ')})`,
      'a BAD Error in IMAP command STORE: Invalid system flag.',
    ],
  ])('answers %j with its error, and goes on', async (text, words) => {
    await expectPlayed(`
      ${SELECTED}
      C: ${text}
      S: ${words}
      C: n NOOP
      S: n OK NOOP completed.
    `);
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
