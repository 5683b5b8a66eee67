import { visible } from './document/document.ts';

const MOST_CHARACTERS = 500;

/**
 * Rows as comma-separated values (RFC 4180), or with another separator. Each cell is in quotes; what a spreadsheet would take
 * for a formula has an apostrophe in front (OWASP, “CSV Injection”); control characters and marks of direction are written out;
 * what is longer than 500 characters is cut.
 *
 * @param separator a comma, a semicolon, or a tab for what is pasted
 */
export function csvTable(rows: readonly (readonly string[])[], separator: ',' | ';' | '\t'): string {
  return rows.map((cells) => `${cells.map(cell).join(separator)}\r\n`).join('');
}

function cell(text: string): string {
  const shown = visible(text, MOST_CHARACTERS);
  return `"${(isFormula(shown) ? `'${shown}` : shown).replaceAll('"', '""')}"`;
}

/** What begins a formula: also behind spaces, and in the other forms that these signs have. */
function isFormula(text: string): boolean {
  return /^[=+\-@\u2212]/.test(text.normalize('NFKC').trimStart());
}
