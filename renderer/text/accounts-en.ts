import type { AccountField } from '../../shared/mail/account-fields.ts';
import type { ListRefusal } from '../../shared/mail/account-list.ts';
import type { AccountColumn, AccountState } from '../state/account-rows.ts';
import type { Words } from './words.ts';

const fields: Words<AccountField> = {
  address: 'address',
  incoming: 'incoming server',
  outgoing: 'outgoing server',
  username: 'user name',
};

/** Where in a list it is, and how much of it there is; of what a refusal does not say, nothing. */
interface RefusedList {
  readonly count: number;
  readonly line: number;
  readonly column: string;
}

/** Why nothing of a list is taken. */
const refusals: Readonly<Record<ListRefusal['kind'], (given: RefusedList) => string>> = {
  empty: () => 'There is no account in this list: wanted is one address in each line.',
  'not-text': () => 'This is not a list in text form: save the table as CSV first, then choose that file.',
  'too-long': () => 'This list is longer than a megabyte: wanted are at most 500 accounts at once.',
  'too-many': ({ count }) =>
    `This list has ${count} accounts, and at most 500 are checked at once: take it in parts.`,
  'unclosed-quote': ({ line }) =>
    `Line ${line} has a quotation mark that is never closed, so that nobody can say where the line ends.`,
  'columns-unnamed': () =>
    'There are several columns, and nothing says what they are: write their names into the first line, such as address, incoming, outgoing.',
  'address-missing': () =>
    'None of the columns is called address, so that nobody can say where the addresses are.',
  'column-twice': ({ column }) => `The column “${column}” is there a second time: wanted is one of each.`,
  'secret-name': ({ column }) =>
    `The column “${column}” looks like one with passwords. Letterlock checks several accounts without signing in and needs none of them: delete the column, then choose the list again. Nothing of it was kept.`,
  'secret-values': ({ column }) =>
    column === ''
      ? 'In a column without a name stands what looks like passwords. Letterlock checks several accounts without signing in and needs none of them: delete the column, then choose the list again. Nothing of it was kept.'
      : `In the column “${column}” stands what looks like passwords. Letterlock checks several accounts without signing in and needs none of them: delete the column, even if they are none, then choose the list again. Nothing of it was kept.`,
  'secret-behind-address': ({ line }) =>
    `In line ${line} something stands behind the address, which is how passwords are written down. Letterlock needs none: leave the address alone in its place, then choose the list again. Nothing of it was kept.`,
};

const columns: Words<AccountColumn> = {
  address: 'Account',
  state: 'Result',
  finding: 'What was found',
  actor: 'Who must act',
  time: 'Took',
};

const states: Words<AccountState> = {
  problem: 'Problem',
  warning: 'Warning',
  good: 'Fine',
  note: 'Not finished',
  'not-begun': 'Not checked',
};

/** How many there are of each, one after the other in a list. */
const counted: Readonly<Record<AccountState, (count: number) => string>> = {
  problem: (count) => `${count} with a problem`,
  warning: (count) => `${count} with a warning`,
  good: (count) => `${count} fine`,
  note: (count) => `${count} not finished`,
  'not-begun': (count) => `${count} not checked`,
};

const accounts = (count: number): string => (count === 1 ? '1 account' : `${count} accounts`);

/** Every text of the checks of several accounts in English. Its type is what every other language must have. */
export const accountsEn = {
  heading: 'Check several accounts',
  lead: 'Find out at which of them something is in the way of mail, before anybody calls.',
  label: 'Accounts',
  hint: 'One address in each line, or a table (CSV) with names of the columns in its first line. A file can be dropped here, too.',
  choose: 'Choose a file …',
  submit: 'Check the accounts',
  reading: 'Reading …',
  privacy:
    'Nobody is signed in and no password is asked for. Servers of a domain learn that somebody looks at it, and no address. The list stays in this window.',
  template: 'What a table looks like',
  templateCaption: 'A list to copy',
  templateAbout:
    'Only the address has to be there; servers and user names are for accounts of which they are known.',
  // A list that can be read as it stands.
  templateText: [
    'address,incoming,outgoing,username',
    'ada@example.org,,,',
    'bob@example.net,imap.example.net,smtp.example.net:587,bob',
  ].join('\n'),
  refusals,
  unreadable: 'That cannot be read: it is a folder, or it is not there any more.',
  wrong: (count: number) =>
    count === 1
      ? '1 line is no account that can be checked'
      : `${count} lines are no accounts that can be checked`,
  wrongAbout: 'Mend them in the list and check it again, or go on without them.',
  wrongLine: (line: number, field: AccountField, problem: string) =>
    `Line ${line}, ${fields[field]}: ${problem}`,
  wrongMore: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
  goOn: (count: number) => (count === 1 ? 'Check the other one' : `Check the other ${count}`),
  ignored: (names: string) => `These columns are not needed and were left out: ${names}.`,

  checking: 'Checking',
  checkingTitle: accounts,
  progress: (done: number, total: number) => `${done} of ${total} checked`,
  cancel: 'Cancel',
  announced: (done: number, total: number) => `${done} of ${total} accounts checked`,
  finished: (title: string) => `The check is done: ${title}`,
  cancelled: (title: string) => `The check was cancelled: ${title}`,

  done: 'Checked',
  wasCancelled: 'Cancelled',
  withProblems: (count: number, total: number) =>
    total === 1
      ? 'The account has a problem'
      : count === 1
        ? `1 of ${total} accounts has a problem`
        : `${count} of ${total} accounts have a problem`,
  withWarnings: (count: number, total: number) =>
    total === 1
      ? 'The account has a warning'
      : count === 1
        ? `1 of ${total} accounts has a warning`
        : `${count} of ${total} accounts have a warning`,
  allFine: (total: number) => (total === 1 ? 'The account is fine' : `All ${total} accounts are fine`),
  partly: (count: number, total: number) =>
    count === 1 ? `1 of ${total} accounts was checked` : `${count} of ${total} accounts were checked`,
  counted,
  took: (time: string) => `took ${time}`,
  without: 'Nobody was signed in: whether a password is right, the check of one account shows.',
  again: 'Another list',
  save: 'Save as CSV …',
  copy: 'Copy the table',
  saved: (path: string) => `Saved: ${path}`,

  table: 'Accounts',
  caption: 'The accounts that were checked; the headings sort them',
  columns,
  states,
  show: 'Show',
  all: (count: number) => `All (${count})`,
  some: (state: string, count: number) => `${state} (${count})`,
  nothingSaid: 'The check ended before there was anything to say',
  waiting: 'The first results come in a moment.',
  more: (count: number) => (count === 1 ? 'Show 1 more' : `Show ${count} more`),
  opening: 'Opening …',
  shared: (count: number) =>
    count === 1
      ? 'One other account of the list has the same servers, and was looked at together with this one. The report names the first of them.'
      : `${count} other accounts of the list have the same servers, and were looked at together with this one. The report names the first of them.`,
  findings: (address: string) => `What was found for ${address}`,
};

/** The type that every language has. */
export type AccountsText = typeof accountsEn;
