import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compile } from 'svelte/compiler';
import { expect, it } from 'vitest';

const { drawnIcons } = (await import(new URL('../../build/drawn-icons.mjs', import.meta.url).href)) as {
  drawnIcons: () => { load(id: string): string | null };
};
const { load } = drawnIcons();
const FOLDER = join(dirname(createRequire(import.meta.url).resolve('@lucide/svelte')), 'icons');
const ICONS = readdirSync(FOLDER).filter((name) => name.endsWith('.svelte'));

it('draws every icon of Lucide, with all of its shapes', () => {
  expect(ICONS.length).toBeGreaterThan(1000);

  for (const name of ICONS) {
    const path = join(FOLDER, name);
    const drawn = load(path) ?? '';
    const shapes = [...readFileSync(path, 'utf8').matchAll(/\["(\w+)", \{/g)].map(([, tag]) => tag);

    const [, ...tags] = [...drawn.matchAll(/<([a-z]+) /g)].map(([, tag]) => tag);
    expect(tags, name).toEqual(shapes);
  }
});

it.each(['headset', 'key-round', 'triangle-alert'])('makes a component of %s', (name) => {
  const drawn = load(join(FOLDER, `${name}.svelte`)) ?? '';

  const { warnings } = compile(drawn, { runes: true, generate: 'client' });

  expect(warnings).toEqual([]);
});

it('leaves everything else alone', () => {
  expect(load('/renderer/components/Logo.svelte')).toBeNull();
  expect(load(join(FOLDER, 'headset.js'))).toBeNull();
});
