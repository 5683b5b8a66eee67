import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { QrMatrix } from '../../electron/node/recipes/qr-matrix.ts';
import { runPart } from '../servers/run.ts';

const PIXELS_A_MODULE = 4;

/** A folder for pictures, which goes with the test. */
export async function pictureFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-codes-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Writes a QR code, or what a terminal shows of one, as a picture (PBM, where 1 is black). */
export async function drawPicture(path: string, matrix: QrMatrix): Promise<void> {
  const times = (text: string): string => text.repeat(PIXELS_A_MODULE);
  const rows = matrix.map((row) => times(`${row.map((isDark) => times(isDark ? '1 ' : '0 ')).join('')}\n`));
  const [width, height] = [matrix[0]?.length ?? 0, matrix.length].map((size) => size * PIXELS_A_MODULE);
  await writeFile(path, `P1\n${width} ${height}\n${rows.join('')}`);
}

/** What zbar reads in pictures, one text behind the other, its bytes as they stand in the codes. */
export async function scanned(paths: readonly string[]): Promise<string> {
  return (await runPart('zbarimg', ['--quiet', '--nodbus', '--raw', '-Sbinary', ...paths])).output;
}
