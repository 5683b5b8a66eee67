import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { readLicences } from '../../electron/node/licences.ts';

const BUILT = fileURLToPath(new URL('../../dist', import.meta.url));
const PACKAGES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const BUILD_MS = 120_000;

describe('The licences of what is built in', () => {
  it(
    'have every package that is in a bundle, with its version and what it says of its licence',
    async () => {
      const bundled = await bundledPackages();
      const listed = await readLicences(BUILT);

      expect(bundled.size).toBeGreaterThan(20);
      expect(listed.map(({ name }) => name)).toEqual([...bundled].toSorted());
      for (const { name, version, licence } of listed) {
        const facts = JSON.parse(readFileSync(`${PACKAGES}/${name}/package.json`, 'utf8')) as object;
        expect({ license: null, ...facts }).toMatchObject({ name, version, license: licence });
      }
    },
    BUILD_MS,
  );

  it('have the text wherever the package has one', async () => {
    const listed = await readLicences(BUILT);

    const without = listed.filter(({ text }) => text === null).map(({ name }) => name);

    // It has its licence in package.json alone.
    expect(without).toEqual(['saxes']);
    for (const { text } of listed) expect(text?.length ?? Infinity).toBeGreaterThan(500);
  });

  it('cannot be read where a list is missing', async () => {
    await expect(readLicences(fileURLToPath(new URL('.', import.meta.url)))).rejects.toThrow('ENOENT');
  });
});

/** The packages whose modules are in a chunk of any part, as it would be built now. */
async function bundledPackages(): Promise<ReadonlySet<string>> {
  // A plain JavaScript module whose types the tests' project does not read.
  const { PARTS, configOf } = (await import(
    new URL('../../build/vite-configs.mjs', import.meta.url).href
  )) as {
    PARTS: readonly string[];
    configOf(part: string): InlineConfig;
  };
  const names = new Set<string>();
  for (const part of PARTS) {
    const config = configOf(part);
    const built = await build({ ...config, logLevel: 'error', build: { ...config.build, write: false } });
    const { output } = built as Rolldown.RolldownOutput; // one configuration, no watching
    for (const chunk of output) {
      for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
        const name = /^[^\0].*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
        if (name !== undefined) names.add(name);
      }
    }
  }
  return names;
}
