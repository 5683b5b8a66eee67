import type { ServerWords, StreamFailure } from './observation.ts';

/** What a folder is for (RFC 6154 §2), and INBOX. */
export type FolderRole = 'inbox' | 'all' | 'archive' | 'drafts' | 'flagged' | 'junk' | 'sent' | 'trash';

/** What was asked of a mailbox when it came to an end. */
export type MailboxStep = 'folders' | 'quota' | 'open' | 'newest';

/**
 * A look into a mailbox after the sign-in, with nothing changed in it. Counts, roles and dates alone are kept: no name of a
 * folder, no subject, nobody who wrote.
 */
export interface MailboxFacts {
  readonly kind: 'mailbox';
  readonly outcome: 'opened' | 'refused' | StreamFailure;
  /** Where it was refused or broke off; null where it was opened. */
  readonly step: MailboxStep | null;
  /** True where INBOX was opened only after the server had been told which program asks (RFC 2971). */
  readonly wantsClientName: boolean;
  /** Null where they were not listed. */
  readonly folders: number | null;
  readonly roles: readonly FolderRole[];
  /** Null where the server tells none. */
  readonly quota: { readonly usedBytes: number; readonly limitBytes: number } | null;
  /** How many mails are in INBOX. */
  readonly mails: number | null;
  /** The day on which the newest of them arrived, `2026-11-22` in UTC; null where there is none, or it was not told. */
  readonly newest: string | null;
  readonly words: ServerWords | null;
}

/** What a mail is sent in: its sender, its recipient, itself. */
export type SendingStep = 'sender' | 'recipient' | 'content';

/**
 * Whether the server would take a mail from this address to itself. None is sent: it is asked, and taken back.
 * `not-international`: the address has letters outside ASCII, and the server does not say that it takes those; it was not asked.
 */
export interface SendingFacts {
  readonly kind: 'sending';
  readonly outcome: 'allowed' | 'refused' | 'not-international' | StreamFailure;
  /** Where it was refused or broke off; null where it is allowed. */
  readonly step: SendingStep | null;
  readonly words: ServerWords | null;
}

/** A mail to oneself, sent because a person wanted it. */
export interface TestMailFacts {
  readonly kind: 'test-mail';
  readonly outcome: 'taken' | 'refused' | StreamFailure;
  readonly step: SendingStep | null;
  /** False where nobody could look for it: there was no IMAP session. */
  readonly isWaitedFor: boolean;
  readonly words: ServerWords | null;
}

/** Whether that mail came into INBOX. It stays there. */
export interface ArrivalFacts {
  readonly kind: 'arrival';
  readonly outcome: 'arrived' | 'not-seen' | StreamFailure;
  /** From the moment when the sending server had taken it. */
  readonly waitedMs: number;
}
