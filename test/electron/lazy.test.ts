import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';

const MAIN = fileURLToPath(new URL('../../dist/main/main.cjs', import.meta.url));

describeWith(['electron'], 'the start of the app', () => {
  it('loads nothing of the engine before it is asked for something', async () => {
    const lines = (await readFile(MAIN, 'utf8')).split('\n');

    const early = lines.filter((line) => /^(?:\S.*)?require\("\.\/assets\//.test(line));

    expect(lines.some((line) => /^\s.*require\("\.\/assets\/service-/.test(line))).toBe(true);
    expect(early).toEqual([]);
  });
});
