import { REFUSAL_ROWS } from '../../findings/refusals/refusal-of.ts';
import type { RefusalRow } from '../../findings/refusals/row.ts';
import { CODES_OF_CAUSES } from '../../findings/rules/refused.ts';
import type { Form, Pattern } from '../pattern.ts';

/**
 * What servers and providers say no to a sign-in with: the table that the judge has, wherever it is quoted. Rows that
 * know a code alone are not in it: these are written differently by each protocol, and have tables of their own.
 */
export const OF_REFUSALS: readonly Pattern[] = REFUSAL_ROWS.filter(
  ({ says, binding }) => says !== '' && binding === null,
)
  .filter((row, index, all) => all.findIndex((other) => idOf(other) === idOf(row)) === index)
  .map((row) => ({
    id: idOf(row),
    of: row.of,
    code: CODES_OF_CAUSES[row.cause],
    confidence: row.confidence,
    // "Authentication failed" is what many say whatever happened.
    isVague: row.cause === 'password-wrong',
    forms: formsOf(row),
  }));

function idOf({ of, code, says }: RefusalRow): string {
  return `refusal/${[of, ...(code === null ? [] : [code]), says]
    .join(' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')}`;
}

function formsOf({ code, says }: RefusalRow): readonly Form[] {
  if (code === null) return [[says]];
  const [first = '', enhanced] = code.toLowerCase().split(' ');
  if (enhanced !== undefined) return [[enhanced, says]];
  return /^\d/.test(first)
    ? [[first, says]]
    : [
        [`[${first}]`, says],
        [`(${first})`, says],
      ];
}
