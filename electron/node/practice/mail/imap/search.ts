import { astringOf, atomOf } from './argument.ts';
import { Candidate } from './candidate.ts';
import { parseSearch } from './search-keys.ts';
import { INVALID_ARGUMENTS, say, type ViewHandler } from './session.ts';
import type { SetOf } from './view.ts';

const CHARSETS: readonly string[] = ['US-ASCII', 'UTF-8'];

/** SEARCH (RFC 3501 §6.4.4). */
export function search(of: SetOf): ViewHandler {
  return (session, { messages }, args) => {
    const hasCharset = atomOf(args[0])?.toUpperCase() === 'CHARSET';
    if (hasCharset && !CHARSETS.includes(astringOf(args[1])?.toUpperCase() ?? '')) {
      return `NO [BADCHARSET (${CHARSETS.join(' ')})] Unknown charset.`;
    }
    const matches = parseSearch(hasCharset ? args.slice(2) : args);
    if (matches === null) return INVALID_ARGUMENTS;
    const largest = { number: messages.length, uid: messages.at(-1)?.message.uid ?? 0 };
    const found = messages.filter((numbered) => matches(new Candidate(numbered), largest));
    const numbers = found.map(({ number, message }) => ` ${of === 'uids' ? message.uid : number}`);
    say(session, `* SEARCH${numbers.join('')}`);
    return 'OK Search completed.';
  };
}
