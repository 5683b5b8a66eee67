import type { Protocol } from '../../mail/endpoint.ts';
import type { Confidence } from '../finding.ts';
import type { Cause } from './cause.ts';

/**
 * Where a row comes from: a standard; a server that was run for this; the source text of a server; public code, issues or
 * help pages that quote the answer; or what somebody remembered, without looking it up again.
 */
export type RowSource = 'standard' | 'run' | 'server-source' | 'quoted' | 'remembered';

/** One way in which a server says no, and what it means. Providers change their words: each row has a date. */
export interface RefusalRow {
  /** Whose words they are: a provider, a server program, or the standard. */
  readonly of: string;
  readonly source: RowSource;
  /** The month in which it was looked up. */
  readonly asOf: string;
  /** Where it is said so; null where it means the same everywhere. */
  readonly protocols: readonly Protocol[] | null;
  /**
   * The code in front of the text, upper case: a response code (`AUTHENTICATIONFAILED`, `SYS/PERM`), or a reply code with or
   * without the enhanced one (`535`, `535 5.7.8`). Null where the words stand behind codes that say nothing but no.
   */
  readonly code: string | null;
  /** What the text holds, lower case; the empty string where the code alone is looked at. */
  readonly says: string;
  /** What the sign-in was bound to the TLS channel with, where only that makes the words mean this. */
  readonly binding: string | null;
  readonly cause: Cause;
  /** A code says it, words make it likely. */
  readonly confidence: Confidence;
  /** Whether the code tells the whole cause, so that words behind it change nothing. */
  readonly isWhole: boolean;
}

/** What rows of one origin have in common. */
interface Origin {
  readonly of: string;
  readonly source: RowSource;
  readonly protocols?: readonly Protocol[];
}

const AS_OF = '2026-11';

/** A code that says by itself what is wrong. */
export function code(origin: Origin, name: string, cause: Cause): RefusalRow {
  return { ...row(origin, name, '', cause), confidence: 'seen', isWhole: true };
}

/** A code that says no, and leaves the cause to the words behind it; `cause` is what it means without known words. */
export function vagueCode(origin: Origin, name: string, cause: Cause): RefusalRow {
  return { ...row(origin, name, '', cause), confidence: 'seen' };
}

/** Words behind any code that says nothing but no, or behind none. */
export function words(origin: Origin, says: string, cause: Cause): RefusalRow {
  return row(origin, null, says, cause);
}

/** Words behind this code; behind another one they may mean something else. */
export function codeAndWords(origin: Origin, name: string, says: string, cause: Cause): RefusalRow {
  return row(origin, name, says, cause);
}

function row(origin: Origin, name: string | null, says: string, cause: Cause): RefusalRow {
  const { of, source, protocols = null } = origin;
  const what = { code: name, says: says.toLowerCase(), cause };
  return { of, source, asOf: AS_OF, protocols, binding: null, confidence: 'likely', isWhole: false, ...what };
}
