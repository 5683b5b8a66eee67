import { LOCALES, type Language } from '../../shared/findings/explain.ts';

/** Times and dates as a language writes them. */
interface Formats {
  /** A time that something took: milliseconds below a second, then seconds with one decimal. */
  duration(ms: number): string;
  /** A running clock: always seconds with one decimal. */
  seconds(ms: number): string;
  /** A day, out of an ISO 8601 time. */
  date(iso: string): string;
  /** A day and a time to the minute, as the clock of this computer has it. */
  moment(iso: string): string;
  /** A list of things that are side by side. */
  list(items: readonly string[]): string;
}

const NO_BREAK_SPACE = '\u00a0';

/** The formats of a language. Each is made when it is first asked for: to make them takes longer than the whole first screen. */
export function formatsOf(language: Language): Formats {
  const locale = LOCALES[language];
  const tenths = once(
    () => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  );
  const days = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }));
  const moments = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }));
  const lists = once(() => new Intl.ListFormat(locale, { type: 'unit', style: 'short' }));
  const seconds = (ms: number): string => `${tenths().format(ms / 1000)}${NO_BREAK_SPACE}s`;
  return {
    duration: (ms) => (ms < 1000 ? `${Math.round(ms)}${NO_BREAK_SPACE}ms` : seconds(ms)),
    seconds,
    date: (iso) => days().format(new Date(iso)),
    moment: (iso) => moments().format(new Date(iso)),
    list: (items) => lists().format(items),
  };
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
