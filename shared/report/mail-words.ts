import { LOCALES, type Language } from '../findings/explain.ts';
import type { EndpointObservation, ObservationOf } from '../mail/observation.ts';

interface MailWords {
  readonly folders: (count: number) => string;
  readonly used: (used: string, limit: string) => string;
  readonly newest: (day: string) => string;
  readonly empty: string;
  readonly maySend: string;
  readonly arrived: (seconds: string) => string;
}

const WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    folders: (count) => (count === 1 ? '1 folder' : `${count} folders`),
    used: (used, limit) => `${used} of ${limit} used`,
    newest: (day) => `newest mail of ${day}`,
    empty: 'no mail in the inbox',
    maySend: 'mail may be sent with this address',
    arrived: (seconds) => `the test mail arrived after ${seconds} s`,
  },
  de: {
    folders: (count) => (count === 1 ? '1 Ordner' : `${count} Ordner`),
    used: (used, limit) => `${used} von ${limit} belegt`,
    newest: (day) => `neueste Mail vom ${day}`,
    empty: 'keine Mail im Posteingang',
    maySend: 'mit dieser Adresse darf gesendet werden',
    arrived: (seconds) => `die Testmail kam nach ${seconds} s an`,
  },
};

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;
const STEP = 1_024;
// Nothing takes no time: it is written with one decimal.
const SHORTEST_MS = 100;

/** That mail works, as far as it was seen at one endpoint after the sign-in: a few words for each thing. */
export function mailWords(own: readonly EndpointObservation[], language: Language): readonly string[] {
  const words = WORDS[language];
  const mailbox = own.findLast((one): one is ObservationOf<'mailbox'> => one.kind === 'mailbox');
  const sending = own.findLast((one) => one.kind === 'sending');
  const arrival = own.findLast((one) => one.kind === 'arrival');
  return [
    ...(mailbox?.outcome === 'opened' ? mailboxWords(mailbox, words, language) : []),
    ...(sending?.outcome === 'allowed' ? [words.maySend] : []),
    ...(arrival?.outcome === 'arrived'
      ? [words.arrived(numberAs(Math.max(SHORTEST_MS, arrival.waitedMs) / 1000, language))]
      : []),
  ];
}

function mailboxWords(
  { folders, quota, mails, newest }: ObservationOf<'mailbox'>,
  words: MailWords,
  language: Language,
): readonly string[] {
  return [
    ...(newest === null ? [] : [words.newest(dayAs(newest, language))]),
    ...(mails === 0 ? [words.empty] : []),
    ...(folders === null ? [] : [words.folders(folders)]),
    ...(quota === null || quota.limitBytes === 0
      ? []
      : [words.used(bytesAs(quota.usedBytes, language), bytesAs(quota.limitBytes, language))]),
  ];
}

function dayAs(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00Z`));
}

function bytesAs(bytes: number, language: Language): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(STEP)));
  return `${numberAs(bytes / STEP ** power, language)} ${UNITS[power] ?? ''}`;
}

function numberAs(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(value);
}
