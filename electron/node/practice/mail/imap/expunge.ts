import { atomOf } from './argument.ts';
import { parseSequenceSet } from './sequence-set.ts';
import { INVALID_ARGUMENTS, type ViewHandler } from './session.ts';
import type { Numbered, View } from './view.ts';

/** EXPUNGE (RFC 9051 §6.4.3). The responses are news, and told as such. */
export const expunge: ViewHandler = (_session, view, args) => {
  if (args.length > 0) return INVALID_ARGUMENTS;
  if (view.isReadOnly) return 'NO Mailbox is read-only.';
  removeDeleted(view, view.messages);
  return 'OK Expunge completed.';
};

/** UID EXPUNGE (RFC 4315 §2.1): of the deleted mails only those in the set. */
export const uidExpunge: ViewHandler = (_session, view, args) => {
  const set = args.length === 1 ? parseSequenceSet(atomOf(args[0]) ?? '') : null;
  if (set === null) return INVALID_ARGUMENTS;
  if (view.isReadOnly) return 'NO Mailbox is read-only.';
  removeDeleted(view, view.find(set, 'uids') ?? []);
  return 'OK Expunge completed.';
};

/** CLOSE (RFC 9051 §6.4.1): expunges, and says nothing of it. */
export const close: ViewHandler = (session, view, args) => {
  if (args.length > 0) return INVALID_ARGUMENTS;
  session.view = null;
  if (!view.isReadOnly) removeDeleted(view, view.messages);
  return 'OK Close completed.';
};

/** UNSELECT (RFC 3691): expunges nothing. */
export const unselect: ViewHandler = (session, _view, args) => {
  if (args.length > 0) return INVALID_ARGUMENTS;
  session.view = null;
  return 'OK Unselect completed.';
};

/** What the client has not been told of is not removed: it cannot have meant it. */
function removeDeleted({ folder }: View, messages: readonly Numbered[]): void {
  const uids = messages.flatMap(({ message }) => (message.flags.has('\\Deleted') ? [message.uid] : []));
  if (uids.length > 0) folder.remove(new Set(uids));
}
