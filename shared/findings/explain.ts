import type { Finding, FindingCode } from './finding.ts';

/** The languages that every text exists in. */
export type Language = 'en' | 'de';

/** All languages, the default first. */
export const LANGUAGES: readonly Language[] = ['en', 'de'];

/** The language for what a system says of its own (`de-AT`, `de_DE.UTF-8`, `C`); the default where it is none of ours. */
export function languageOfSystem(tag: string): Language {
  return LANGUAGES.find((language) => tag.toLowerCase().startsWith(language)) ?? 'en';
}

/** A piece of a page: a paragraph, or steps to take one after the other. Backticks mark literal text. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'steps'; readonly items: readonly string[] };

/** The page of a finding code in one language, with `{param}` places still open. */
export interface FindingPage {
  /** What, at a glance: one sentence. */
  readonly title: string;
  readonly whatHappened: readonly Block[];
  readonly howWeKnow: readonly Block[];
  readonly whoMustAct: readonly Block[];
  readonly whatToDo: readonly Block[];
  /** What a helpdesk checks, with the RFC. */
  readonly forTheHelpdesk: readonly Block[];
}

/** The pages of all codes in one language. `all-pages.ts` has every language; a window loads the one that it shows. */
export interface FindingPages {
  readonly language: Language;
  readonly pages: Readonly<Record<FindingCode, FindingPage>>;
}

/** The page of a finding with its values filled in. All of it is plain text: whoever shows it escapes it. */
export function explain(
  { code, params }: Pick<Finding, 'code' | 'params'>,
  { language, pages }: FindingPages,
): FindingPage {
  const page = pages[code];
  const fill = (text: string): string => filled(text, params, language);
  const blocks = (list: readonly Block[]): readonly Block[] =>
    list.map((block) =>
      block.kind === 'paragraph'
        ? { kind: block.kind, text: fill(block.text) }
        : { kind: block.kind, items: block.items.map(fill) },
    );
  return {
    title: fill(page.title),
    whatHappened: blocks(page.whatHappened),
    howWeKnow: blocks(page.howWeKnow),
    whoMustAct: blocks(page.whoMustAct),
    whatToDo: blocks(page.whatToDo),
    forTheHelpdesk: blocks(page.forTheHelpdesk),
  };
}

/** The title of that page alone: in a long list the rest of it would be filled in for nobody. */
export function titleOf(
  { code, params }: Pick<Finding, 'code' | 'params'>,
  { language, pages }: FindingPages,
): string {
  return filled(pages[code].title, params, language);
}

function filled(text: string, params: Finding['params'], language: Language): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => literal(name, params[name] ?? place, language));
}

/** How dates and numbers are written. British English: the day comes before the month, as in most places with English. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

const DAY = /^\d{4}-\d\d-\d\d$/;

// Measured times have one decimal, always: nobody writes “1 seconds”.
const DECIMALS: Readonly<Record<string, number>> = { seconds: 1 };

/**
 * A value as people of that language write it. Values can be a server's (the names in its certificate): a backtick in
 * one would end the mark around it.
 */
function literal(name: string, value: string | number, language: Language): string {
  if (typeof value === 'number') return numberAs(value, DECIMALS[name] ?? 0, language);
  const text = value.replaceAll('`', '’');
  if (!DAY.test(text)) return text;
  const day = new Date(`${text}T00:00:00Z`);
  // A server can write what looks like a day and is none.
  if (Number.isNaN(day.getTime())) return text;
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(day);
}

/** Without marks between thousands: most numbers are ports, and some are copied into commands. */
function numberAs(value: number, decimals: number, language: Language): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(LOCALES[language], { ...digits, useGrouping: false }).format(value);
}
