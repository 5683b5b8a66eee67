import type { Folder } from '../mailbox.ts';
import { astringOf, atomOf, atomsOf, patternOf, type Argument } from './argument.ts';
import { DELIMITER, fitsPattern } from './pattern.ts';
import { INVALID_ARGUMENTS, say, type Handler, type Session } from './session.ts';
import { imapString } from './text.ts';

// RFC 5258 and RFC 6154, as far as clients ask for it without LIST-EXTENDED. Every folder is subscribed.
const SELECTIONS: ReadonlySet<string> = new Set(['SPECIAL-USE', 'SUBSCRIBED', 'REMOTE', 'RECURSIVEMATCH']);
const RETURNS: ReadonlySet<string> = new Set(['SPECIAL-USE', 'SUBSCRIBED', 'CHILDREN']);

/** NAMESPACE (RFC 2342): everything is one's own. */
export const namespace: Handler = (session, args) => {
  if (args.length > 0) return INVALID_ARGUMENTS;
  say(session, `* NAMESPACE (("" "${DELIMITER}")) NIL NIL`);
  return 'OK Namespace completed.';
};

/** LIST (RFC 9051 §6.3.9, RFC 6154). Attributes of use and of children are always told. */
export const list: Handler = (session, args) => {
  const hasSelection = args[0]?.kind === 'list';
  const selection = hasSelection ? atomsOf(args[0]) : [];
  const [reference, pattern, word, returned, ...more] = hasSelection ? args.slice(1) : args;
  const returns =
    word === undefined ? [] : atomOf(word)?.toUpperCase() === 'RETURN' ? atomsOf(returned) : null;
  if (selection === null || returns === null || more.length > 0) return INVALID_ARGUMENTS;
  if (!selection.every((option) => SELECTIONS.has(option))) return 'BAD Unknown select options.';
  if (!returns.every((option) => RETURNS.has(option))) return 'BAD Unknown return options.';
  const folders = foldersThatFit(session, reference, pattern);
  if (folders === null) return INVALID_ARGUMENTS;
  if (patternOf(pattern) === '') say(session, `* LIST (\\Noselect) "${DELIMITER}" ""`);
  const saysSubscribed = [...selection, ...returns].includes('SUBSCRIBED');
  for (const folder of folders) {
    if (selection.includes('SPECIAL-USE') && folder.specialUse === null) continue;
    const attributes = [
      hasChildren(session, folder) ? '\\HasChildren' : '\\HasNoChildren',
      ...(folder.specialUse === null ? [] : [folder.specialUse]),
      ...(saysSubscribed ? ['\\Subscribed'] : []),
    ];
    say(session, `* LIST (${attributes.join(' ')}) "${DELIMITER}" ${imapString(folder.name)}`);
  }
  return 'OK List completed.';
};

/** LSUB (RFC 3501 §6.3.9). Every folder is subscribed. */
export const lsub: Handler = (session, args) => {
  const folders = args.length === 2 ? foldersThatFit(session, args[0], args[1]) : null;
  if (folders === null) return INVALID_ARGUMENTS;
  for (const folder of folders) say(session, `* LSUB () "${DELIMITER}" ${imapString(folder.name)}`);
  return 'OK Lsub completed.';
};

/** Whether a folder has others in it. */
export function hasChildren({ mailbox }: Session, { name }: Folder): boolean {
  return mailbox.folders.some((other) => other.name.startsWith(`${name}${DELIMITER}`));
}

function foldersThatFit(
  { mailbox }: Session,
  reference: Argument | undefined,
  pattern: Argument | undefined,
): readonly Folder[] | null {
  const prefix = astringOf(reference);
  const name = patternOf(pattern);
  if (prefix === null || name === null) return null;
  const whole = `${prefix}${name}`;
  return mailbox.folders.filter(
    (folder) =>
      fitsPattern(folder.name, whole) ||
      (folder === mailbox.inbox && fitsPattern('INBOX', whole.toUpperCase())),
  );
}
