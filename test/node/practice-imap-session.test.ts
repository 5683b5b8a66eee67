import { describe, expect, it } from 'vitest';
import { imapDialect } from '../../electron/node/practice/mail/imap/dialect.ts';
import {
  DESCRIBED,
  expectPlayed,
  INBOX,
  mailboxOf,
  SELECTED,
  SENT,
  TRASH,
  twoMails,
} from './practice-imap-play.ts';
import { freshAccounts, sessionOf } from './practice-protocol.ts';

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
