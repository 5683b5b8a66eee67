import { titleOf, type FindingPages, type Language } from '../../shared/findings/explain.ts';
import { labels } from '../../shared/findings/labels.ts';
import type { AccountColumn, AccountRow } from '../state/account-rows.ts';
import type { Text } from './en.ts';

/** A language, and every text of the window in it. */
interface Spoken {
  readonly current: Language;
  readonly text: Text;
  readonly pages: FindingPages;
}

/** What stands in a row of the table of accounts, in words. In the title of a finding backticks mark literals. */
export function accountCell(
  { address, state, result }: AccountRow,
  column: AccountColumn,
  { current, text, pages }: Spoken,
): string {
  const headline = result?.headline ?? null;
  switch (column) {
    case 'address':
      return address;
    case 'state':
      return text.accounts.states[state];
    case 'finding':
      if (headline !== null) return titleOf(headline, pages);
      return result === null ? '' : text.accounts.nothingSaid;
    case 'actor':
      return headline === null ? '' : labels[current].actor[headline.actor];
    case 'time':
      return result === null ? '' : text.format.duration(result.durationMs);
  }
}
