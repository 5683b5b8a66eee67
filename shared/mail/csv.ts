/** What may stand between the cells of a row. Spreadsheets write a semicolon where a comma is for decimals. */
const SEPARATORS = [',', ';', '\t'] as const;

/** One row of a table as text, with its cells as they stand there. */
export interface CsvRow {
  /** The line that it begins in, from 1: a cell in quotes can have several. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A text read as rows; or the line of a quote that is never closed, so that nobody knows where its row ends. */
export type CsvText =
  | { readonly kind: 'rows'; readonly rows: readonly CsvRow[] }
  | { readonly kind: 'unclosed-quote'; readonly line: number };

/**
 * Reads comma-separated values (RFC 4180) as spreadsheets write them: with commas, semicolons or tabs, whichever its first row
 * has most of or a line `sep=;` names; with any line ending, and a byte order mark. Rows without content are left out.
 * A quote inside a cell that did not begin with one is a letter like any other.
 */
export function readCsv(given: string): CsvText {
  const marked = /^\ufeff?(?:sep=([,;\t])(?:\r\n|\r|\n|$))?/i.exec(given);
  const begin = marked?.[0].length ?? 0;
  const text = given.slice(begin);
  return readRows(text, marked?.[1] ?? separatorOf(text), marked?.[1] === undefined ? 1 : 2);
}

/** What stands most often in the first row that has anything, outside of quotes; a comma where nothing does. */
function separatorOf(text: string): string {
  const first = /^[\r\n]*((?:"[^"]*"|[^"\r\n])*)/.exec(text)?.[1]?.replace(/"[^"]*"/g, '') ?? '';
  const counts = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function readRows(text: string, separator: string, firstLine: number): CsvText {
  const rows: CsvRow[] = [];
  const cell = cellForm(separator);
  let line = firstLine;
  let row: { readonly line: number; readonly cells: string[] } = { line, cells: [] };
  while (cell.lastIndex < text.length || row.cells.length > 0) {
    const [all, quoted, behind = '', plain = '', end] = cell.exec(text) ?? ['']; // it fits anywhere
    // What begins with a quote and could not be read in quotes has none that closes it.
    if (quoted === undefined && plain.startsWith('"')) return { kind: 'unclosed-quote', line };
    row.cells.push(quoted === undefined ? plain : `${quoted.replaceAll('""', '"')}${behind}`);
    line += all.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end === separator) continue;
    if (row.cells.some((one) => one.trim() !== '')) rows.push(row);
    row = { line, cells: [] };
  }
  return { kind: 'rows', rows };
}

/** One cell, in quotes (where a doubled one is one of its letters) or as it stands, and what ends it. */
function cellForm(separator: string): RegExp {
  const quoted = `"([^"]*(?:""[^"]*)*)"([^"${separator}\\r\\n]*)`;
  return new RegExp(`(?:${quoted}|([^${separator}\\r\\n]*))(${separator}|\\r\\n|\\r|\\n|$)`, 'y');
}
