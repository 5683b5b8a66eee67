import type { Mailbox } from '../mailbox.ts';
import { astringOf } from './argument.ts';
import { INVALID_ARGUMENTS, noFolder, say, type Handler, type Outcome, type Session } from './session.ts';
import { imapString } from './text.ts';

const ROOT = 'User quota';
const QUOTA_BYTES = 52_428_800;
/** RFC 9208 §5.1: STORAGE is counted in units of 1024 octets. */
const UNIT_BYTES = 1_024;

/** Dovecot's words about a mailbox without room (RFC 5530, OVERQUOTA). */
export const OVER_QUOTA: Outcome = 'NO [OVERQUOTA] Quota exceeded (mailbox for user is full)';

/** GETQUOTA (RFC 9208 §4.2). */
export const getQuota: Handler = (session, args) => {
  const root = args.length === 1 ? astringOf(args[0]) : null;
  if (root === null) return INVALID_ARGUMENTS;
  if (root !== ROOT) return 'NO [NONEXISTENT] No such quota root.';
  sayQuota(session);
  return 'OK Getquota completed.';
};

/** GETQUOTAROOT (RFC 9208 §4.3): all folders have the same one. */
export const getQuotaRoot: Handler = (session, args) => {
  const name = args.length === 1 ? astringOf(args[0]) : null;
  if (name === null) return INVALID_ARGUMENTS;
  const folder = session.mailbox.folder(name);
  if (folder === null) return noFolder('NONEXISTENT', name);
  say(session, `* QUOTAROOT ${imapString(folder.name)} ${imapString(ROOT)}`);
  sayQuota(session);
  return 'OK Getquotaroot completed.';
};

/** Whether the mailbox takes so many bytes more. */
export function hasRoom({ mailbox, behaviour }: Session, bytes: number): boolean {
  return behaviour.mailbox !== 'over-quota' && usedBytes(mailbox) + bytes <= QUOTA_BYTES;
}

function sayQuota(session: Session): void {
  const limit = QUOTA_BYTES / UNIT_BYTES;
  const isFull = session.behaviour.mailbox === 'over-quota';
  const used = isFull ? limit : Math.ceil(usedBytes(session.mailbox) / UNIT_BYTES);
  say(session, `* QUOTA ${imapString(ROOT)} (STORAGE ${used} ${limit})`);
}

function usedBytes({ folders }: Mailbox): number {
  return folders.flatMap(({ messages }) => messages).reduce((sum, { bytes }) => sum + bytes.length, 0);
}
