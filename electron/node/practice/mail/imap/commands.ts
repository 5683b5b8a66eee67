import { atomOf, type Argument } from './argument.ts';
import { append } from './append.ts';
import { copy, move } from './copy.ts';
import { close, expunge, uidExpunge, unselect } from './expunge.ts';
import { fetch } from './fetch.ts';
import { create, deleteFolder, rename, subscribe } from './folders.ts';
import { capability, id, logout, noop } from './general.ts';
import { idle } from './idle.ts';
import { list, lsub, namespace } from './list.ts';
import { getQuota, getQuotaRoot } from './quota.ts';
import { search } from './search.ts';
import { examine, select, status } from './select.ts';
import { sayNews, type Handler, type Outcome, type Session, type ViewHandler } from './session.ts';
import { store } from './store.ts';

const ANY_TIME: ReadonlyMap<string, Handler> = new Map([
  ['CAPABILITY', capability],
  ['NOOP', noop('NOOP')],
  ['LOGOUT', logout],
  ['ID', id],
  ['IDLE', idle],
  ['NAMESPACE', namespace],
  ['LIST', list],
  ['LSUB', lsub],
  ['STATUS', status],
  ['SELECT', select],
  ['EXAMINE', examine],
  ['CREATE', create],
  ['DELETE', deleteFolder],
  ['RENAME', rename],
  ['SUBSCRIBE', subscribe('Subscribe')],
  ['UNSUBSCRIBE', subscribe('Unsubscribe')],
  ['APPEND', append],
  ['GETQUOTA', getQuota],
  ['GETQUOTAROOT', getQuotaRoot],
]);

const WHEN_SELECTED: ReadonlyMap<string, ViewHandler> = new Map([
  ['CHECK', (session, _view, args) => noop('Check')(session, args)],
  ['CLOSE', close],
  ['UNSELECT', unselect],
  ['EXPUNGE', expunge],
  ['UID EXPUNGE', uidExpunge],
  ['SEARCH', search('numbers')],
  ['UID SEARCH', search('uids')],
  ['FETCH', fetch('numbers')],
  ['UID FETCH', fetch('uids')],
  ['STORE', store('numbers')],
  ['UID STORE', store('uids')],
  ['COPY', copy('numbers')],
  ['UID COPY', copy('uids')],
  ['MOVE', move('numbers')],
  ['UID MOVE', move('uids')],
]);

// RFC 9051 §7.5.1: no EXPUNGE while sequence numbers are being talked about.
const KEEPS_NUMBERS: ReadonlySet<string> = new Set(['FETCH', 'STORE', 'SEARCH']);

/** Whether somebody who has signed in can say this. UID counts, whatever follows it. */
export function isImapCommand(name: string): boolean {
  return name === 'UID' || ANY_TIME.has(name) || WHEN_SELECTED.has(name);
}

/** Carries out a command, tells what is new, and says how the tagged response goes. */
export async function runCommand(
  session: Session,
  command: { readonly name: string; readonly args: readonly Argument[] },
): Promise<Outcome> {
  const { name, args } = withUid(command);
  if (session.behaviour.mailbox === 'not-connected' && name !== 'LOGOUT') {
    return 'BAD User is authenticated but not connected.';
  }
  const whenSelected = WHEN_SELECTED.get(name);
  if (whenSelected !== undefined && session.view === null) return 'BAD No mailbox selected.';
  const outcome = await (session.view === null || whenSelected === undefined
    ? (ANY_TIME.get(name)?.(session, args) ?? 'BAD Unknown command.')
    : whenSelected(session, session.view, args));
  sayNews(session, !KEEPS_NUMBERS.has(name));
  return outcome.replace(/^BAD /, `BAD Error in IMAP command ${name}: `);
}

/** `UID FETCH` is a name of two words. */
function withUid({ name, args }: { readonly name: string; readonly args: readonly Argument[] }): {
  readonly name: string;
  readonly args: readonly Argument[];
} {
  const second = name === 'UID' ? atomOf(args[0]) : null;
  if (second === null || !/^[A-Z]{1,20}$/i.test(second)) return { name, args };
  return { name: `UID ${second.toUpperCase()}`, args: args.slice(1) };
}
