import { SENDING_ROWS, type SendingRow } from '../../findings/refusals/sending.ts';
import { likely, reply, seen, status, table, type Pattern } from '../pattern.ts';

/** What servers refuse mails with: the table that the judge has, wherever it is quoted. Codes settle what words only suggest. */
export const OF_SENDING: readonly Pattern[] = table('an SMTP server', 'sending', [
  ...SENDING_ROWS.map(byCodes),
  ...SENDING_ROWS.filter(({ says }) => says.length > 0).map(byWords),
]);

function byCodes({ code, replies }: SendingRow) {
  const enhanced = new Set(replies.map((one) => one.split(' ')[1] ?? ''));
  const forms = [...replies.flatMap((one) => reply(one)), ...[...enhanced].flatMap(status)];
  return seen(nameOf(code), code, ...forms);
}

function byWords({ code, says }: SendingRow) {
  return likely(`${nameOf(code)}-in-words`, code, ...says);
}

function nameOf(code: SendingRow['code']): string {
  return code.replace('sending_', '').replaceAll('_', '-');
}
