import { expect } from 'vitest';
import type { Accounts } from '../../electron/node/practice/mail/accounts.ts';
import type { MailBehaviour } from '../../electron/node/practice/mail/behaviour.ts';
import { imapDialect } from '../../electron/node/practice/mail/imap/dialect.ts';
import type { Mailbox } from '../../electron/node/practice/mail/mailbox.ts';
import { freshAccounts, halves, sessionOf } from './practice-protocol.ts';

/** UIDVALIDITY of the first folder: it counts from the second in which the accounts are made. */
export const INBOX = 1_795_330_800;
/** That of Sent. */
export const SENT = INBOX + 1;
/** That of Trash. */
export const TRASH = INBOX + 3;

/** When the mails came that tests put in. */
export const RECEIVED = new Date('2020-01-01T12:00:00Z');
/** What is said of INBOX with two mails when it is selected. */
export const DESCRIBED = `
  S: * FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)
  S: * OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Flags permitted.
  S: * 2 EXISTS
  S: * 0 RECENT
  S: * OK [UNSEEN 1] First unseen.
  S: * OK [UIDVALIDITY ${INBOX}] UIDs valid
  S: * OK [UIDNEXT 6] Predicted next UID
`;
/** The selecting of it. */
export const SELECTED = `
  C: s SELECT INBOX
  ${DESCRIBED}
  S: s OK [READ-WRITE] Select completed.
`;

/** Alice's mailbox. */
export function mailboxOf(accounts: Accounts): Mailbox {
  return accounts.named('alice', 'both')!.mailbox;
}

/** Accounts where alice has two mails, with the UIDs 4 and 5. */
export async function twoMails(): Promise<Accounts> {
  const accounts = await freshAccounts();
  const { inbox } = mailboxOf(accounts);
  inbox.remove(new Set([1, 2, 3]));
  for (const text of ['Subject: one\r\n\r\nfirst\r\n', 'Subject: two\r\n\r\nsecond\r\n']) {
    inbox.append(new Uint8Array(Buffer.from(text)), RECEIVED);
  }
  return accounts;
}

/** Plays a transcript in a session of alice's. */
export async function expectPlayed(
  transcript: string,
  { accounts, ...behaviour }: { readonly accounts?: Accounts } & Partial<MailBehaviour> = {},
): Promise<void> {
  const { client, server } = halves(transcript);

  expect(await sessionOf(imapDialect, accounts ?? (await twoMails()), [client], behaviour)).toBe(server);
}
