import type { ListResponse, MailboxObject, QuotaResponse } from 'imapflow';
import type { FolderRole, MailboxFacts, MailboxStep } from '../../../shared/mail/mail-works.ts';
import { dayOf } from '../../../shared/mail/day.ts';
import { softwareNamed, type Software } from '../../../shared/wire/software.ts';
import { version } from '../tool.ts';
import type { Asked, ImapSession } from './imap-session.ts';

/** What was seen, and what the server calls itself after the sign-in, where it says so. */
export interface MailboxLook {
  readonly facts: MailboxFacts;
  readonly software: Software | null;
}

// RFC 6154 §2.
const ROLES: Readonly<Record<string, FolderRole>> = {
  '\\All': 'all',
  '\\Archive': 'archive',
  '\\Drafts': 'drafts',
  '\\Flagged': 'flagged',
  '\\Junk': 'junk',
  '\\Sent': 'sent',
  '\\Trash': 'trash',
};

/**
 * Looks into a mailbox and changes nothing: how many folders, what for, how full, and when the newest mail of INBOX came.
 * INBOX is opened with EXAMINE (RFC 9051 §6.3.3), so that nothing becomes "seen"; names, subjects and senders are read by
 * imapflow and not kept.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function lookIntoMailbox(session: ImapSession): Promise<MailboxLook> {
  const seen: Seen = { ...NOTHING };
  let software: Software | null = null;
  const ended = (step: MailboxStep, asked: Trouble): MailboxLook => ({
    software,
    facts: {
      ...seen,
      outcome: asked.kind === 'refused' ? 'refused' : asked.failure,
      step,
      words: asked.words,
    },
  });

  const folders = await session.ask(async (flow) => {
    await flow.askCapabilities();
    return flow.list({ listOnly: true });
  });
  if (folders.kind !== 'done') return ended('folders', folders);
  seen.folders = folders.value.length;
  seen.roles = rolesAmong(folders.value);

  // Nothing depends on it: a server that says no to this is asked on.
  const quota = await session.ask((flow) => flow.getQuota('INBOX'));
  if (quota.kind === 'failed') return ended('quota', quota);
  if (quota.kind === 'done') seen.quota = quotaIn(quota.value);

  const first = await openInbox(session);
  if (first.kind === 'failed') return ended('open', first);
  // Only now: NetEase refuses before and opens after it, and a program that does not say this would be shut out.
  const named = await session.ask((flow) => flow.sayWhoWeAre('Letterlock', version));
  if (named.kind === 'failed') return ended('open', named);
  if (named.kind === 'done') software = softwareIn(named.value);
  const inbox = first.kind === 'done' ? first : await openInbox(session);
  if (inbox.kind === 'failed') return ended('open', inbox);
  // What it said first is the better reason, where both were no.
  if (inbox.kind === 'refused') return ended('open', first.kind === 'refused' ? first : inbox);
  seen.wantsClientName = first.kind === 'refused';
  seen.mails = inbox.value.exists;

  if (inbox.value.exists > 0) {
    const newest = await session.ask((flow) => flow.fetchOne('*', { envelope: true, internalDate: true }));
    if (newest.kind !== 'done') return ended('newest', newest);
    if (newest.value) seen.newest = dayIn(newest.value.internalDate);
  }
  return { software, facts: { ...seen, outcome: 'opened', step: null, words: null } };
}

type Trouble = Exclude<Asked<never>, { kind: 'done' }>;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

type Seen = Writable<Omit<MailboxFacts, 'outcome' | 'step' | 'words'>>;

const NOTHING: Seen = {
  kind: 'mailbox',
  wantsClientName: false,
  folders: null,
  roles: [],
  quota: null,
  mails: null,
  newest: null,
};

function openInbox(session: ImapSession): Promise<Asked<MailboxObject>> {
  return session.ask((flow) => flow.mailboxOpen('INBOX', { readOnly: true }));
}

/** What folders are for, as far as the server says so: a folder that is only called "Sent" says nothing. */
function rolesAmong(folders: readonly ListResponse[]): readonly FolderRole[] {
  const roles = folders.flatMap(({ path, flags }) => [
    ...(path === 'INBOX' ? ['inbox' as const] : []),
    ...[...flags].flatMap((flag) => ROLES[flag] ?? []),
  ]);
  return [...new Set(roles)];
}

/** RFC 9208 §5.1: without a limit for STORAGE there is none. */
function quotaIn(quota: QuotaResponse | false): MailboxFacts['quota'] {
  const storage = quota === false ? undefined : quota.storage;
  const { usage, limit } = storage ?? {};
  if (!isCount(usage) || !isCount(limit)) return null;
  return { usedBytes: usage, limitBytes: limit };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function softwareIn(answer: Readonly<Record<string, string>> | null): Software | null {
  return answer === null ? null : softwareNamed(answer['name'] ?? '', answer['version'] ?? null);
}

function dayIn(date: Date | string | undefined): string | null {
  const time = new Date(date ?? '');
  return Number.isNaN(time.getTime()) ? null : dayOf(time.toISOString());
}
