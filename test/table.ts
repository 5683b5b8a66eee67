/** Prints rows as a table, with the names of the first row's columns above. */
export function printTable<Row extends Readonly<Record<keyof Row, string>>>(rows: readonly Row[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first) as (keyof Row & string)[]; // a row has text in these columns and no others
  const widths = columns.map((name) => Math.max(name.length, ...rows.map((row) => row[name].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const lines = [line(columns), ...rows.map((row) => line(columns.map((name) => row[name])))];
  process.stdout.write(`${lines.join('\n')}\n`);
}
