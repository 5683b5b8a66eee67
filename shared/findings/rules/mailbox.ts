import type { ObservationOf } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';
import { lastSeen, place, type EndpointView, type Rule } from '../view.ts';

type MailboxSeen = ObservationOf<'mailbox'>;

const BYTES_IN_MEGABYTE = 1_048_576;

/** What servers say in words alone, because there is no code for it; lower case. */
export const MAILBOX_PHRASES = {
  // Exchange and Microsoft 365 answer every command after the sign-in so where there is no mailbox, no licence, or IMAP is
  // switched off for it. As of November 2026.
  notConnected: 'authenticated but not connected',
  // NetEase (163.com, 126.com), to programs that do not say who they are. As of November 2026.
  unsafeLogin: 'unsafe login',
} as const;

/** What was seen in the mailbox after the sign-in. */
export const judgeMailbox: Rule = (view) => {
  const mailbox = lastSeen(view, 'mailbox');
  if (mailbox === undefined) return [];
  if (mailbox.outcome === 'refused') return [refusalOf(view, mailbox)];
  if (mailbox.outcome !== 'opened') return [brokenOf(view, mailbox)];
  return [...quotaOf(view, mailbox), ...clientNameOf(view, mailbox)];
};

function refusalOf(view: EndpointView, { id, words }: MailboxSeen): Finding {
  const { host } = place(view);
  const text = words?.text.toLowerCase() ?? '';
  if (text.includes(MAILBOX_PHRASES.notConnected))
    return finding('account_without_mailbox', { host }, [id], 'likely');
  if (text.includes(MAILBOX_PHRASES.unsafeLogin))
    return finding('account_client_refused', { host }, [id], 'likely');
  return finding('account_mailbox_broken', { host }, [id]);
}

function brokenOf(view: EndpointView, { id, outcome }: MailboxSeen): Finding {
  return finding('account_session_broken', { host: place(view).host, detail: outcome }, [id]);
}

/** A full mailbox takes no mail any more; the sign-in works on. */
function quotaOf(view: EndpointView, { id, quota }: MailboxSeen): readonly Finding[] {
  // RFC 9208 §5.1: a limit of nothing is what some servers say where there is none.
  if (quota === null || quota.limitBytes === 0 || quota.usedBytes < quota.limitBytes) return [];
  const { host } = place(view);
  const [used, limit] = [quota.usedBytes, quota.limitBytes].map((bytes) => bytes / BYTES_IN_MEGABYTE);
  return [finding('account_over_quota', { host, used: used ?? 0, limit: limit ?? 0 }, [id])];
}

function clientNameOf(view: EndpointView, { id, wantsClientName }: MailboxSeen): readonly Finding[] {
  return wantsClientName ? [finding('account_wants_client_name', { host: place(view).host }, [id])] : [];
}
