/** One row of the table of interoperation. */
export interface Row {
  readonly mechanism: string;
  readonly peer: string;
  readonly role: 'client' | 'server';
  readonly tls: string;
  readonly binding: string;
  readonly result: string;
}

const COLUMNS = ['mechanism', 'peer', 'role', 'tls', 'binding', 'result'] as const;

/** Prints rows as a table: mechanism, peer, role, TLS version, binding, result. */
export function printTable(rows: readonly Row[]): void {
  const widths = COLUMNS.map((name) => Math.max(name.length, ...rows.map((row) => row[name].length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => cell.padEnd(widths[at]!)).join('  ');
  const lines = [line(COLUMNS), ...rows.map((row) => line(COLUMNS.map((name) => row[name])))];
  process.stdout.write(`${lines.join('\n')}\n`);
}
