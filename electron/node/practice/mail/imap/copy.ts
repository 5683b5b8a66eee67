import type { Folder } from '../mailbox.ts';
import { astringOf, atomOf, type Argument } from './argument.ts';
import { hasRoom, OVER_QUOTA } from './quota.ts';
import { parseSequenceSet, writeSequenceSet } from './sequence-set.ts';
import { INVALID_ARGUMENTS, noFolder, say, type Outcome, type Session, type ViewHandler } from './session.ts';
import type { Numbered, SetOf, View } from './view.ts';

/** COPY (RFC 9051 §6.4.7), with COPYUID (RFC 4315 §3). All mails are copied, or none. */
export function copy(of: SetOf): ViewHandler {
  return (session, view, args) => {
    const task = taskOf(session, view, args, of);
    if (typeof task === 'string') return task;
    const code = copyAll(session, task);
    return code === null ? OVER_QUOTA : `OK ${code === '' ? '' : `[${code}] `}Copy completed.`;
  };
}

/** MOVE (RFC 6851). */
export function move(of: SetOf): ViewHandler {
  return (session, view, args) => {
    if (view.isReadOnly) return 'NO Mailbox is read-only.';
    const task = taskOf(session, view, args, of);
    if (typeof task === 'string') return task;
    const code = copyAll(session, task);
    if (code === null) return OVER_QUOTA;
    // RFC 6851 §4.3: the new UIDs come before the EXPUNGE responses.
    if (code !== '') say(session, `* OK [${code}] Moved UIDs.`);
    view.folder.remove(new Set(task.found.map(({ message }) => message.uid)));
    return 'OK Move completed.';
  };
}

interface Task {
  readonly found: readonly Numbered[];
  readonly target: Folder;
}

function taskOf(session: Session, view: View, args: readonly Argument[], of: SetOf): Task | Outcome {
  const set = parseSequenceSet(atomOf(args[0]) ?? '');
  const name = astringOf(args[1]);
  if (set === null || name === null || args.length !== 2) return INVALID_ARGUMENTS;
  const found = view.find(set, of);
  if (found === null) return 'BAD Invalid messageset.';
  const target = session.mailbox.folder(name);
  return target === null ? noFolder('TRYCREATE', name) : { found, target };
}

/** @returns the response code, empty where there was nothing to copy; null where there is no room, and nothing was copied */
function copyAll(session: Session, { found, target }: Task): string | null {
  if (found.length === 0) return '';
  if (
    !hasRoom(
      session,
      found.reduce((sum, { message }) => sum + message.bytes.length, 0),
    )
  )
    return null;
  const uids: number[] = [];
  for (const { message } of found) {
    const appended = target.append(message.bytes, message.receivedAt, [...message.flags]);
    if (appended.kind === 'full') {
      target.remove(new Set(uids));
      return null;
    }
    uids.push(appended.uid);
  }
  const from = writeSequenceSet(found.map(({ message }) => message.uid));
  return `COPYUID ${target.uidValidity} ${from} ${writeSequenceSet(uids)}`;
}
