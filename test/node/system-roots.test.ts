import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRoots, systemRoots, type RootSources } from '../../electron/node/net/system-roots.ts';
import { createTrust } from '../../electron/node/net/trust.ts';
import { makePki } from '../servers/pki.ts';

const [first = '', second = '', third = ''] = rootCertificates;

describe('what a computer trusts', () => {
  let folder: string;
  const file = (name: string): string => join(folder, name);
  const sources = (changes: Partial<RootSources>): RootSources => ({
    bundles: [],
    extraFile: undefined,
    ask: null,
    ...changes,
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-roots-'));
    await writeFile(file('bundle'), `# what this is\n${first}\n\nsome words\n${second}\n`);
    await writeFile(file('other'), third);
    await writeFile(file('empty'), '');
    await writeFile(file('huge'), first);
    await truncate(file('huge'), 5_000_000);
    await mkdir(file('folder'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['the first file that is there', ['missing', 'bundle', 'other'], [first, second]],
    ['nothing of a file that is too large', ['huge', 'other'], [third]],
    ['nothing of a folder', ['folder', 'other'], [third]],
    ['nothing where the file is empty', ['empty', 'other'], []],
    ['nothing where there is no file', ['missing'], []],
  ])('is read: %s', async (_, bundles, roots) => {
    expect(await readRoots(sources({ bundles: bundles.map(file) }))).toEqual(roots);
  });

  it('is what the system says, where it can be asked', async () => {
    const roots = await readRoots(sources({ bundles: [file('bundle')], ask: () => [third] }));

    expect(roots).toEqual([third]);
  });

  it('is read from files where the system has no answer', async () => {
    const ask = (): never => {
      throw new Error('the store is locked');
    };

    expect(await readRoots(sources({ bundles: [file('other')], ask }))).toEqual([third]);
  });

  it('has one more file beside it, and each certificate once', async () => {
    const roots = await readRoots(sources({ bundles: [file('bundle')], extraFile: file('bundle') }));

    expect(roots).toEqual([first, second]);
    expect(await readRoots(sources({ bundles: [file('other')], extraFile: file('missing') }))).toEqual([
      third,
    ]);
  });

  it('is bounded, however many somebody names', async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => `${first}\n${at}`);

    expect(await readRoots(sources({ ask: () => many }))).toHaveLength(1_000);
  });

  it('is read once, and is fit for a run on this machine', async () => {
    const roots = await systemRoots();

    expect(await systemRoots()).toBe(roots);
    expect(() => createTrust([], roots)).not.toThrow();
  });

  it('is no public root for being in the list of the system', async () => {
    const { caPem } = await makePki();

    const { anchors } = createTrust([], [first, second, caPem]);

    expect(anchors.besideBundled).toHaveLength(1);
  });
});
