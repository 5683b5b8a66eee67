import type { RedactionLevel, ReportFormat } from '../../shared/report/formats.ts';
import type { HiddenKind } from '../../shared/report/redact.ts';
import type { Words } from './words.ts';

const levels: Words<RedactionLevel> = {
  helpdesk: 'For a helpdesk or your provider: servers are named, you are not',
  minimal: 'For everybody, in a forum for example: neither you nor your servers are named',
  full: 'As it was recorded: only for people whom you trust',
};

/** What was hidden, and how often. */
const hidden: Readonly<Record<HiddenKind, (count: number) => string>> = {
  user: (count) => (count === 1 ? '1 address or user name' : `${count} times an address or user name`),
  host: (count) => (count === 1 ? '1 name of a server' : `${count} times the name of a server`),
  'lan-name': (count) =>
    count === 1 ? '1 name in your own network' : `${count} times a name in your own network`,
  'lan-address': (count) =>
    count === 1 ? '1 address in your own network' : `${count} times an address in your own network`,
  address: (count) => (count === 1 ? '1 IP address' : `${count} times an IP address`),
  'home-folder': (count) =>
    count === 1 ? '1 path to your home folder' : `${count} times the path to your home folder`,
  'certificate-name': (count) =>
    count === 1 ? '1 name in a certificate' : `${count} times a name in a certificate`,
  fingerprint: (count) => (count === 1 ? '1 fingerprint' : `${count} fingerprints`),
  'server-words': (count) => (count === 1 ? 'a server’s words, once' : `a server’s words, ${count} times`),
  transcript: (count) => (count === 1 ? '1 recorded exchange' : `${count} recorded exchanges`),
  path: (count) => (count === 1 ? 'the end of 1 web address' : `the end of ${count} web addresses`),
  time: (count) => (count === 1 ? '1 time of day' : `${count} times of day`),
};

const formats: Words<ReportFormat> = {
  html: 'A page for the browser (HTML), good to print',
  txt: 'Text, for a mail',
  md: 'Markdown, for a ticket',
  json: 'JSON, which Letterlock can open again',
};

/** What the screen for a report says in English. Its type is what every other language must have. */
export const sendEn = {
  title: 'Report – Letterlock',
  open: 'Report or letter …',
  back: 'Back to the result',
  heading: 'A report to send',
  lead: 'It says what was seen and how that is known. It has no password and no key in it, whoever it is for.',
  preparing: 'Preparing the report …',
  level: 'Whom is it for?',
  levels,
  hiddenHeading: 'What is hidden',
  hidden,
  hiddenMarked: 'What stands in its place is marked.',
  nothingHidden: 'Nothing more is hidden. Your address is shortened, as everywhere.',
  preview: 'What is sent',
  format: 'As what?',
  formats,
  save: 'Save …',
  saved: (path: string) => `Saved: ${path}`,
  copy: 'Copy as text',
  letters: 'A letter, filled from the findings',
  letterTo: { provider: 'To your provider', it: 'To your own IT staff' },
  noLetter: 'Nothing that was found has to be repaired by somebody else.',
  subject: 'Subject',
  letter: 'Letter',
};

/** The type that every language has. */
export type SendText = typeof sendEn;
