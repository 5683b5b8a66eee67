import { astringOf, atomOf, numberOf, type Argument } from './argument.ts';
import { fold, type Candidate } from './candidate.ts';
import { dayOf, parseDay } from './dates.ts';
import { hasFlag } from './flags.ts';
import { hasNumber, parseSequenceSet } from './sequence-set.ts';

/** What `*` stands for in a search. */
export interface Largest {
  readonly number: number;
  readonly uid: number;
}

/** Whether a mail fits. */
export type Matches = (candidate: Candidate, largest: Largest) => boolean;

/** More than anybody types. */
const MOST_KEYS = 50;

/** Reads the keys of a search (RFC 3501 §6.4.4), all of which a mail must fit; null where there is something else. */
export function parseSearch(args: readonly Argument[]): Matches | null {
  return args.length === 0 ? null : takeAll({ args, at: 0, budget: { keysLeft: MOST_KEYS } });
}

interface Cursor {
  readonly args: readonly Argument[];
  at: number;
  /** One for a search with all that is nested in it. */
  readonly budget: { keysLeft: number };
}

/** Takes what stands behind the name of a key. */
type Take = (cursor: Cursor) => Matches | null;

const KEYS: ReadonlyMap<string, Take> = new Map<string, Take>([
  ['ALL', () => () => true],
  ['ANSWERED', flag('\\Answered')],
  ['BCC', field('Bcc')],
  ['BEFORE', day(({ message }, searched) => dayOf(message.receivedAt) < searched)],
  ['BODY', text(({ body }, searched) => body.includes(searched))],
  ['CC', field('Cc')],
  ['DELETED', flag('\\Deleted')],
  ['DRAFT', flag('\\Draft')],
  ['FLAGGED', flag('\\Flagged')],
  ['FROM', field('From')],
  ['HEADER', header],
  ['KEYWORD', keyword],
  ['LARGER', size((bytes, searched) => bytes > searched)],
  ['NEW', () => () => false], // nothing is ever recent here
  ['NOT', opposite(takeKey)],
  ['OLD', () => () => true],
  ['ON', day(({ message }, searched) => dayOf(message.receivedAt) === searched)],
  ['OR', or],
  ['RECENT', () => () => false],
  ['SEEN', flag('\\Seen')],
  ['SENTBEFORE', day(({ sentDay }, searched) => sentDay !== null && sentDay < searched)],
  ['SENTON', day(({ sentDay }, searched) => sentDay === searched)],
  ['SENTSINCE', day(({ sentDay }, searched) => sentDay !== null && sentDay >= searched)],
  ['SINCE', day(({ message }, searched) => dayOf(message.receivedAt) >= searched)],
  ['SMALLER', size((bytes, searched) => bytes < searched)],
  ['SUBJECT', field('Subject')],
  ['TEXT', text((candidate, searched) => candidate.text.includes(searched))],
  ['TO', field('To')],
  ['UID', uid],
  ['UNANSWERED', opposite(flag('\\Answered'))],
  ['UNDELETED', opposite(flag('\\Deleted'))],
  ['UNDRAFT', opposite(flag('\\Draft'))],
  ['UNFLAGGED', opposite(flag('\\Flagged'))],
  ['UNKEYWORD', opposite(keyword)],
  ['UNSEEN', opposite(flag('\\Seen'))],
]);

function takeAll(cursor: Cursor): Matches | null {
  const keys: Matches[] = [];
  while (cursor.at < cursor.args.length) {
    const key = takeKey(cursor);
    if (key === null) return null;
    keys.push(key);
  }
  return (candidate, largest) => keys.every((matches) => matches(candidate, largest));
}

function takeKey(cursor: Cursor): Matches | null {
  if (cursor.budget.keysLeft-- === 0) return null;
  const argument = cursor.args[cursor.at++];
  if (argument?.kind === 'list') return takeAll({ args: argument.items, at: 0, budget: cursor.budget });
  const name = atomOf(argument)?.toUpperCase() ?? '';
  return KEYS.get(name)?.(cursor) ?? sequence(name);
}

function sequence(name: string): Matches | null {
  const set = parseSequenceSet(name);
  return set === null ? null : ({ number }, largest) => hasNumber(set, number, largest.number);
}

function uid(cursor: Cursor): Matches | null {
  const set = parseSequenceSet(atomOf(cursor.args[cursor.at++]) ?? '');
  return set === null ? null : ({ message }, largest) => hasNumber(set, message.uid, largest.uid);
}

function flag(name: string): Take {
  return () => {
    return ({ message }) => message.flags.has(name);
  };
}

function keyword(cursor: Cursor): Matches | null {
  const name = atomOf(cursor.args[cursor.at++]);
  return name === null ? null : ({ message }) => hasFlag(message.flags, name);
}

function opposite(take: Take): Take {
  return (cursor) => {
    const matches = take(cursor);
    return matches === null ? null : (candidate, largest) => !matches(candidate, largest);
  };
}

function or(cursor: Cursor): Matches | null {
  const [one, other] = [takeKey(cursor), takeKey(cursor)];
  if (one === null || other === null) return null;
  return (candidate, largest) => one(candidate, largest) || other(candidate, largest);
}

function text(isFound: (candidate: Candidate, searched: string) => boolean): Take {
  return (cursor) => {
    const searched = astringOf(cursor.args[cursor.at++]);
    if (searched === null) return null;
    const folded = fold(searched);
    return (candidate) => isFound(candidate, folded);
  };
}

function field(name: string): Take {
  return text((candidate, searched) => candidate.fields(name).some((value) => value.includes(searched)));
}

function header(cursor: Cursor): Matches | null {
  const name = astringOf(cursor.args[cursor.at++]);
  return name === null ? null : field(name)(cursor);
}

function day(isFound: (candidate: Candidate, searched: number) => boolean): Take {
  return (cursor) => {
    const searched = parseDay(astringOf(cursor.args[cursor.at++]) ?? '');
    return searched === null ? null : (candidate) => isFound(candidate, searched);
  };
}

function size(isFound: (bytes: number, searched: number) => boolean): Take {
  return (cursor) => {
    const searched = numberOf(atomOf(cursor.args[cursor.at++]) ?? '');
    return searched === null ? null : ({ message }) => isFound(message.bytes.length, searched);
  };
}
