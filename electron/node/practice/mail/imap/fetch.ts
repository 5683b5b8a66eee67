import { atomOf } from './argument.ts';
import { FLAGS_ITEM, parseFetchItems, UID_ITEM, type FetchItem } from './fetch-items.ts';
import { Opened } from './message/opened.ts';
import { parseSequenceSet } from './sequence-set.ts';
import { INVALID_ARGUMENTS, say, type ViewHandler } from './session.ts';
import type { Numbered, SetOf, View } from './view.ts';

/** The most that one command brings: a whole folder, and a half. It waits in memory until the client takes it. */
const MOST_ANSWER_BYTES = 33_554_432;

/** FETCH (RFC 9051 §6.4.5). */
export function fetch(of: SetOf): ViewHandler {
  return (session, view, args) => {
    const [setText, itemsText, ...more] = args;
    const set = parseSequenceSet(atomOf(setText) ?? '');
    const items = itemsText === undefined ? null : parseFetchItems(itemsText);
    if (set === null || items === null || more.length > 0) return INVALID_ARGUMENTS;
    const found = view.find(set, of);
    if (found === null) return 'BAD Invalid messageset.';
    let bytesLeft = MOST_ANSWER_BYTES;
    for (const numbered of found) {
      const response = respond(view, numbered, of === 'uids' ? withItem(items, UID_ITEM) : items);
      bytesLeft -= response.length;
      if (bytesLeft < 0) return 'NO [LIMIT] That is too much for one command.';
      say(session, response);
    }
    return 'OK Fetch completed.';
  };
}

function respond(view: View, { number, message }: Numbered, items: readonly FetchItem[]): string {
  const isReading = items.some((item) => item.isReading);
  const isNewlySeen = isReading && !view.isReadOnly && !message.flags.has('\\Seen');
  if (isNewlySeen) message.flags.add('\\Seen');
  const told = isNewlySeen ? withItem(items, FLAGS_ITEM) : items;
  if (told.includes(FLAGS_ITEM)) view.told(message);
  const opened = new Opened(message.bytes);
  const data = told.map(({ label, write }) => `${label} ${write(message, opened)}`);
  return `* ${number} FETCH (${data.join(' ')})`;
}

function withItem(items: readonly FetchItem[], added: FetchItem): readonly FetchItem[] {
  return items.includes(added) ? items : [added, ...items];
}
