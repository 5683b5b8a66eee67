import type { QrMatrix } from '../../node/recipes/qr-matrix.ts';
import { hasColours } from './style.ts';

// Two rows of modules in a line of text, as characters are about twice as high as wide. Light is what is drawn.
const HALVES = { both: '█', upper: '▀', lower: '▄', none: ' ' } as const;

// Light on dark from the colours that no theme of a terminal changes (xterm's 256: 231 is white, 16 is black).
const BEGIN = '\u001b[38;5;231;48;5;16m';
const END = '\u001b[0m';

/**
 * Draws a QR code on a terminal, a line end after each line. With colours it is dark on white on every terminal; without them
 * (`NO_COLOR`) it is so where the terminal is dark, and turned round where it is light, which many readers take, too.
 *
 * @returns null where the terminal is not wide enough: a code in broken lines is none
 */
export function qrText(
  matrix: QrMatrix,
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const columns = stream.isTTY === true ? (stream.columns ?? 0) : 0;
  if (columns > 0 && matrix.length > columns) return null;
  const [begin, end] = hasColours(stream, env) ? [BEGIN, END] : ['', ''];
  return linesOf(matrix)
    .map((line) => `${begin}${line}${end}\n`)
    .join('');
}

function linesOf(matrix: QrMatrix): readonly string[] {
  const uppers = matrix.filter((_, at) => at % 2 === 0);
  return uppers.map((upper, at) => {
    // Below an odd number of rows there is nothing; it belongs to the margin.
    const lower = matrix[2 * at + 1];
    return upper.map((isDark, column) => halfOf(!isDark, lower?.[column] !== true)).join('');
  });
}

function halfOf(isUpperLight: boolean, isLowerLight: boolean): string {
  if (isUpperLight) return isLowerLight ? HALVES.both : HALVES.upper;
  return isLowerLight ? HALVES.lower : HALVES.none;
}
