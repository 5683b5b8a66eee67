import { REFUSAL_ROWS } from '../../findings/refusals/refusal-of.ts';
import { SENDING_ROWS } from '../../findings/refusals/sending.ts';
import { MAILBOX_PHRASES } from '../../findings/rules/mailbox.ts';

// Every phrase that something is concluded from, lower case.
const PHRASES: readonly string[] = [
  ...new Set([
    ...REFUSAL_ROWS.flatMap(({ says }) => (says === '' ? [] : [says])),
    ...SENDING_ROWS.flatMap(({ says }) => says.flat()),
    ...Object.values(MAILBOX_PHRASES),
  ]),
];
// As `rules/sending.ts` reads them (RFC 3463 §2): Dovecot puts those of the server behind it into its text.
const CODES = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/g;
const MOST_CODES = 4;

/**
 * What is left of a server's words where nothing of its own is to be shown: the status codes and the phrases in them that are
 * known from our tables, so that everything is concluded from it that was concluded from the whole.
 */
export function knownPhrasesIn(text: string): string {
  const lower = text.toLowerCase();
  const codes = [...lower.matchAll(CODES)].slice(0, MOST_CODES).map(([code]) => code);
  // A phrase can be a code.
  return [...new Set([...codes, ...PHRASES.filter((phrase) => lower.includes(phrase))])].join(' … ');
}
