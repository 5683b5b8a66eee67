import type { ChangeSense } from '../../shared/report/endpoint-changes.ts';
import type { TranscriptLine } from '../../shared/report/report.ts';
import type { Words } from './words.ts';

const from: Words<TranscriptLine['from']> = { client: 'Letterlock:', server: 'Server:', note: 'Note:' };

const senses: Words<ChangeSense> = {
  worse: 'less than before',
  better: 'more than before',
  other: 'different',
  usual: 'changes all the time',
};

/** Every text about reports that are opened, in English. Its type is what every other language must have. */
export const reportsEn = {
  heading: 'Open a report',
  lead: 'One that somebody sent you, or one of your own. It is judged again with today’s rules, and two can be compared.',
  open: 'Choose a report …',
  opening: 'Reading …',
  drop: 'Or drop a report, or two of them, anywhere on this window. Letterlock reads reports that were saved as JSON.',
  privacy: 'The file is read on this computer, and nothing is looked at again.',
  ofThisWindow: 'What was seen just now',
  made: (moment: string, version: string) => `Made ${moment} by Letterlock ${version}`,
  compare: 'Compare with …',
  endComparison: 'End the comparison',
  close: 'Close',
  ticket: 'Copy for a ticket',
  everything: 'Everything that was seen',
  backToResult: 'Back to the result',

  again: {
    heading: 'With today’s rules',
    same: 'Today’s rules say the same of what was seen then.',
    differs: (version: string, day: string) => `Letterlock ${version} said otherwise on ${day}:`,
    gone: 'It said, and today’s rules do not',
    added: 'It did not say, and today’s rules do',
    changed: 'It said in another way',
    unknown: 'It said, and this Letterlock does not know what it is',
    leftOut: (count: number) =>
      `${count === 1 ? '1 part was' : `${count} parts were`} left out: a later Letterlock wrote words into the file that this one does not know.`,
  },

  senses,

  transcripts: {
    heading: 'What was said',
    about: 'Every connection, line by line. Secrets were never recorded: a block says how long each was.',
    search: 'Search',
    searchHint: 'Enter leads to the next place.',
    found: (count: number) =>
      count === 0 ? 'Nothing found' : count === 1 ? 'Found at 1 place' : `Found at ${count} places`,
    lines: (count: number) => (count === 1 ? '1 line' : `${count} lines`),
    all: (count: number) => `Show all ${count} lines`,
    from,
    secret: {
      secret: (count: number) => `secret, ${count} characters`,
      challenge: (count: number) => `challenge, ${count} characters`,
    },
  },
};

/** The type that every language has. */
export type ReportsText = typeof reportsEn;
