import { createPrivateKey } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { keptKeys } from './kept-keys.ts';

it('gives all processes the same keys, and every one of a process another', async () => {
  const { folder, file } = await place();

  const all = await Promise.all([keptKeys(2, file), keptKeys(2, file)]);
  const later = await keptKeys(2, file);

  expect(all).toContainEqual(later);
  expect(new Set(later).size).toBe(2);
  expect(later.map((key) => createPrivateKey(key).asymmetricKeyType)).toEqual(['rsa', 'rsa']);
  expect(await readdir(folder)).toEqual(['keys.json']);
});

it.each([
  ['is cut off', '["-----BEGIN PRIVATE KEY-----\\nMII'],
  ['holds something else', '[7]'],
  ['holds too few', '[]'],
])('makes new ones where the file %s', async (_what, text) => {
  const { file } = await place();
  await writeFile(file, text);

  const made = await keptKeys(1, file);

  expect(await keptKeys(1, file)).toEqual(made);
});

async function place(): Promise<{ readonly folder: string; readonly file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-kept-keys-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return { folder, file: join(folder, 'keys.json') };
}
