import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { qrMatrix } from '../../electron/node/recipes/qr-matrix.ts';
import { qrTexts, THUNDERBIRD_QR } from '../../shared/recipes/formats/thunderbird-qr.ts';
import { describeWith } from '../parts.ts';
import { offerAt, recipeOf, REQUEST } from '../shared/recipes/request.ts';
import { HOSTILE } from './hostile.ts';
import { drawPicture, pictureFolder, scanned } from './qr-picture.ts';

/** What the code says for somebody with that user name and display name; null where there is none. */
function codeOf(name: string): string | null {
  const { steps } = recipeOf('thunderbird-android', {
    system: 'android',
    account: {
      ...REQUEST.account,
      displayName: name,
      incoming: offerAt('imap', 'imap.example.org', { username: name }),
    },
  });
  return steps.flatMap(({ qr }) => qr ?? [])[0] ?? null;
}

async function scan(texts: readonly string[]): Promise<string> {
  const folder = await pictureFolder();
  const paths = texts.map((_, at) => join(folder, `${at}.pbm`));
  for (const [at, text] of texts.entries()) await drawPicture(paths[at] ?? '', qrMatrix(text));
  return scanned(paths);
}

describe('The picture of a code', () => {
  it('has four light modules around it, and is a square', () => {
    const matrix = qrMatrix(codeOf('Alice') ?? '');

    const edges = [
      matrix.slice(0, 4),
      matrix.slice(-4),
      matrix.map((row) => [...row.slice(0, 4), ...row.slice(-4)]),
    ];
    expect(matrix.every((row) => row.length === matrix.length)).toBe(true);
    expect(edges.flat(2)).not.toContain(true);
    expect(matrix[4]?.[4]).toBe(true);
  });

  it('throws for what no code can hold', () => {
    expect(() => qrMatrix('x'.repeat(2_954))).toThrow();
    expect(qrMatrix('x'.repeat(2_953))).toHaveLength(177 + 8);
  });
});

describeWith(['zbarimg'], 'A code for Thunderbird for Android, read by zbar', () => {
  it('has names as they are, whatever they are', async () => {
    const names = HOSTILE.filter((name) => codeOf(name) !== null);
    const texts = names.map((name) => codeOf(name) ?? '');

    const seen = await scan(texts);

    process.stdout.write(`hostile names that stand in a code: ${names.length} of ${HOSTILE.length}\n`);
    expect(seen).toBe(texts.join(''));
    const accounts = texts.flatMap((text) => THUNDERBIRD_QR.read(text)?.accounts ?? []);
    expect(accounts).toMatchObject(
      names.map((name) => ({ displayName: name, incoming: { username: name } })),
    );
    expect(names.length).toBeGreaterThan(60);
  });

  it('can be read when it is as full as it gets, and in parts', async () => {
    const [account] = THUNDERBIRD_QR.read(codeOf('Alice') ?? '')?.accounts ?? [];
    const accounts = [570, 200, 150, 10, 10, 10, 10].map((length) => ({
      ...account!,
      displayName: 'ü'.repeat(length / 2),
    }));
    const texts = qrTexts(accounts) ?? [];

    const seen = await scan(texts);

    expect(texts.length).toBeGreaterThan(2);
    expect(Math.max(...texts.map((text) => Buffer.byteLength(text)))).toBeGreaterThan(700);
    expect(seen).toBe(texts.join(''));
  });
});
