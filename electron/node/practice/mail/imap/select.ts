import type { Folder } from '../mailbox.ts';
import { astringOf, atomsOf, type Argument } from './argument.ts';
import { factsOf } from './client-facts.ts';
import { SYSTEM_FLAGS, writeFlags } from './flags.ts';
import {
  BROKEN,
  INVALID_ARGUMENTS,
  noFolder,
  say,
  unseen,
  type Handler,
  type Outcome,
  type Session,
} from './session.ts';
import { imapString } from './text.ts';
import { View } from './view.ts';

// RFC 3501 §6.3.10. Nothing is ever recent here: nobody counts who saw a mail first.
const STATUS_ITEMS: ReadonlyMap<string, (folder: Folder) => number> = new Map<
  string,
  (folder: Folder) => number
>([
  ['MESSAGES', (folder) => folder.messages.length],
  ['RECENT', () => 0],
  ['UIDNEXT', (folder) => folder.uidNext],
  ['UIDVALIDITY', (folder) => folder.uidValidity],
  ['UNSEEN', (folder) => unseen(folder).length],
]);

/** SELECT (RFC 9051 §6.3.2). */
export const select: Handler = (session, args) => open(session, args, 'SELECT');

/** EXAMINE (RFC 9051 §6.3.3): nothing can be changed then. */
export const examine: Handler = (session, args) => open(session, args, 'EXAMINE');

/** STATUS (RFC 9051 §6.3.11). */
export const status: Handler = (session, args) => {
  const name = astringOf(args[0]);
  const items = atomsOf(args[1]);
  if (name === null || items === null || items.length === 0 || args.length !== 2) return INVALID_ARGUMENTS;
  if (session.behaviour.mailbox === 'broken') return BROKEN;
  const folder = session.mailbox.folder(name);
  if (folder === null) return noFolder('NONEXISTENT', name);
  const told = items.map((item) => {
    const count = STATUS_ITEMS.get(item);
    return count === undefined ? null : `${item} ${count(folder)}`;
  });
  if (told.includes(null)) return 'BAD Invalid status item.';
  say(session, `* STATUS ${imapString(folder.name)} (${told.join(' ')})`);
  return 'OK Status completed.';
};

function open(session: Session, args: readonly Argument[], command: 'SELECT' | 'EXAMINE'): Outcome {
  const name = args.length === 1 ? astringOf(args[0]) : null;
  if (name === null) return INVALID_ARGUMENTS;
  session.view = null; // RFC 9051 §6.3.2: also where this fails, nothing is selected any more
  const refusal = refusalOf(session, command);
  if (refusal !== null) return refusal;
  const folder = session.mailbox.folder(name);
  if (folder === null) return noFolder('NONEXISTENT', name);
  const isReadOnly = command === 'EXAMINE';
  session.view = new View(folder, isReadOnly);
  for (const response of describe(folder, isReadOnly)) say(session, response);
  return isReadOnly ? 'OK [READ-ONLY] Examine completed.' : 'OK [READ-WRITE] Select completed.';
}

function refusalOf({ behaviour, connection }: Session, command: string): Outcome | null {
  if (behaviour.mailbox === 'broken') return BROKEN;
  // NetEase lets in who says with ID what they are, and nobody else.
  const isUnsafe = behaviour.mailbox === 'unsafe-login' && !factsOf(connection).hasNamedItself;
  return isUnsafe ? `NO ${command} Unsafe Login. Please contact kefu@188.com for help` : null;
}

function describe(folder: Folder, isReadOnly: boolean): readonly string[] {
  const keywords = new Set(folder.messages.flatMap(({ flags }) => [...flags]));
  const flags = new Set([...SYSTEM_FLAGS, ...keywords]);
  const [firstUnseen] = unseen(folder);
  return [
    `* FLAGS ${writeFlags(flags)}`,
    isReadOnly
      ? '* OK [PERMANENTFLAGS ()] Read-only mailbox.'
      : `* OK [PERMANENTFLAGS ${writeFlags([...flags, '\\*'])}] Flags permitted.`,
    `* ${folder.messages.length} EXISTS`,
    '* 0 RECENT',
    ...(firstUnseen === undefined ? [] : [`* OK [UNSEEN ${firstUnseen}] First unseen.`]),
    `* OK [UIDVALIDITY ${folder.uidValidity}] UIDs valid`,
    `* OK [UIDNEXT ${folder.uidNext}] Predicted next UID`,
  ];
}
