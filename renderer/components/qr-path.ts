/**
 * The dark modules of a QR code as the path of an SVG, in which a module is one unit wide: those that touch in a row are one
 * rectangle, so that no line shows between them.
 */
export function qrPath(matrix: readonly (readonly boolean[])[]): string {
  return matrix
    .flatMap((row, y) => darkRuns(row).map(({ x, width }) => `M${x} ${y}h${width}v1h-${width}z`))
    .join('');
}

interface Run {
  readonly x: number;
  readonly width: number;
}

function darkRuns(row: readonly boolean[]): readonly Run[] {
  const starts = row.flatMap((isDark, x) => (isDark && row[x - 1] !== true ? [x] : []));
  return starts.map((x) => {
    const end = row.indexOf(false, x);
    return { x, width: (end < 0 ? row.length : end) - x };
  });
}
