import { astringOf } from './argument.ts';
import { hasChildren } from './list.ts';
import { DELIMITER } from './pattern.ts';
import { INVALID_ARGUMENTS, noFolder, type Handler } from './session.ts';

const LONGEST_NAME = 200;
// Names are in modified UTF-7 (RFC 3501 §5.1.3), thus in ASCII; wildcards would be of no use in one.
const NAME = /^[\u0020-\u007e]+$/;

/** CREATE (RFC 9051 §6.3.4), with the folders above it. */
export const create: Handler = ({ mailbox }, args) => {
  const name = args.length === 1 ? astringOf(args[0]) : null;
  if (name === null) return INVALID_ARGUMENTS;
  const levels = (name.endsWith(DELIMITER) ? name.slice(0, -1) : name).split(DELIMITER);
  if (name.length > LONGEST_NAME || !NAME.test(name) || /[%*]/.test(name) || levels.includes('')) {
    return 'NO [CANNOT] Invalid mailbox name.';
  }
  if (levels[0]?.toUpperCase() === 'INBOX') levels[0] = 'INBOX';
  if (mailbox.folder(levels.join(DELIMITER)) !== null) return 'NO [ALREADYEXISTS] Mailbox already exists.';
  for (let depth = 1; depth <= levels.length; depth++) {
    const above = levels.slice(0, depth).join(DELIMITER);
    if (mailbox.folder(above) === null && mailbox.create(above) === null)
      return 'NO [LIMIT] Too many mailboxes.';
  }
  return 'OK Create completed.';
};

/** DELETE (RFC 9051 §6.3.5). Who has the folder selected keeps looking at what was in it. */
export const deleteFolder: Handler = (session, args) => {
  const name = args.length === 1 ? astringOf(args[0]) : null;
  if (name === null) return INVALID_ARGUMENTS;
  const folder = session.mailbox.folder(name);
  if (folder === null) return noFolder('NONEXISTENT', name);
  if (folder === session.mailbox.inbox) return "NO [CANNOT] INBOX can't be deleted.";
  if (hasChildren(session, folder)) return 'NO [HASCHILDREN] Mailbox has others in it.';
  session.mailbox.delete(folder.name);
  return 'OK Delete completed.';
};

/** RENAME (RFC 9051 §6.3.6): there is nothing to practise in it. */
export const rename: Handler = (_session, args) =>
  args.length === 2 && args.every((argument) => astringOf(argument) !== null)
    ? 'NO [CANNOT] Mailboxes are not renamed here.'
    : INVALID_ARGUMENTS;

/** SUBSCRIBE and UNSUBSCRIBE (RFC 9051 §6.3.7): every folder is subscribed, and stays it. */
export function subscribe(title: 'Subscribe' | 'Unsubscribe'): Handler {
  return ({ mailbox }, args) => {
    const name = args.length === 1 ? astringOf(args[0]) : null;
    if (name === null) return INVALID_ARGUMENTS;
    return mailbox.folder(name) === null ? noFolder('NONEXISTENT', name) : `OK ${title} completed.`;
  };
}
