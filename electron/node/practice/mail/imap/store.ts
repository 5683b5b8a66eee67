import { atomOf, type Argument } from './argument.ts';
import { changeFlags, parseFlags, writeFlags, type FlagChange } from './flags.ts';
import { parseSequenceSet } from './sequence-set.ts';
import { INVALID_ARGUMENTS, say, type ViewHandler } from './session.ts';
import type { SetOf } from './view.ts';

const CHANGES: ReadonlyMap<string, FlagChange> = new Map([
  ['FLAGS', 'set'],
  ['+FLAGS', 'add'],
  ['-FLAGS', 'remove'],
]);

/** STORE (RFC 9051 §6.4.6). */
export function store(of: SetOf): ViewHandler {
  return (session, view, args) => {
    const [setText, item, ...list] = args;
    const set = parseSequenceSet(atomOf(setText) ?? '');
    const [, name = '', silent] = /^(.+?)(\.SILENT)?$/i.exec(atomOf(item) ?? '') ?? [];
    const change = CHANGES.get(name.toUpperCase());
    if (set === null || change === undefined || list.length === 0) return INVALID_ARGUMENTS;
    const flags = parseFlags(itemsOf(list));
    if (flags === null) return 'BAD Invalid system flag.';
    const found = view.find(set, of);
    if (found === null) return 'BAD Invalid messageset.';
    if (view.isReadOnly) return 'NO Mailbox is read-only.';
    for (const { number, message } of found) {
      if (!changeFlags(message.flags, change, flags)) return 'NO [LIMIT] Too many flags.';
      view.told(message);
      const uid = of === 'uids' ? `UID ${message.uid} ` : '';
      if (silent === undefined) say(session, `* ${number} FETCH (${uid}FLAGS ${writeFlags(message.flags)})`);
    }
    return 'OK Store completed.';
  };
}

/** Flags stand in parentheses, or bare (RFC 9051 §9, `store-att-flags`). */
function itemsOf(list: readonly Argument[]): readonly Argument[] {
  const [first, ...more] = list;
  return first?.kind === 'list' && more.length === 0 ? first.items : list;
}
