import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { ALL_PAGES } from '../../shared/findings/all-pages.ts';
import { LANGUAGES, type FindingPage, type Language } from '../../shared/findings/explain.ts';
import { printTable } from '../table.ts';

const RENDERER = fileURLToPath(new URL('../../dist/renderer/', import.meta.url));
const ASSETS = join(RENDERER, 'assets');
const FEWEST_LETTERS = 20;

/** What the window loads before anything else: what its document names. */
const initial = [
  ...readFileSync(join(RENDERER, 'index.html'), 'utf8').matchAll(/(?:src|href)="\.\/assets\/([^"]+\.js)"/g),
].map((match) => match[1] ?? '');
const chunks = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
const texts = new Map(chunks.map((name) => [name, readFileSync(join(ASSETS, name), 'utf8')]));

/** The pages of a language that a file of the window has something of. */
function pagesIn(name: string, language: Language): readonly string[] {
  const text = texts.get(name) ?? '';
  return Object.entries(ALL_PAGES[language].pages)
    .filter(([, page]) => marksOf(page).some((mark) => text.includes(mark)))
    .map(([code]) => code);
}

/** The longest piece of each paragraph, without anything that is written otherwise in JavaScript. */
function marksOf({ whatHappened, howWeKnow, forTheHelpdesk }: FindingPage): readonly string[] {
  return [...whatHappened, ...howWeKnow, ...forTheHelpdesk]
    .flatMap((block) => (block.kind === 'paragraph' ? block.text : block.items))
    .map((text) => text.split(/[`"'{}\\$]/).reduce((one, next) => (next.length > one.length ? next : one)))
    .filter((mark) => mark.length >= FEWEST_LETTERS);
}

describe('the built window', () => {
  it('begins without the page of any finding', () => {
    expect(initial.length).toBeGreaterThan(0);
    expect(initial.flatMap((name) => LANGUAGES.map((one) => pagesIn(name, one)))).toEqual(
      initial.flatMap(() => LANGUAGES.map(() => [])),
    );
  });

  it.each(LANGUAGES)(
    'has all pages of a language in one file, and none of the other there: %s',
    (language) => {
      const holders = chunks.filter((name) => pagesIn(name, language).length > 0);

      expect(holders).toHaveLength(1);
      expect(pagesIn(holders[0] ?? '', language)).toEqual(Object.keys(ALL_PAGES[language].pages));
      const others = LANGUAGES.filter((one) => one !== language);
      expect(others.flatMap((one) => pagesIn(holders[0] ?? '', one))).toEqual([]);
    },
  );
});

/** What is loaded with a file: whatever it imports, and that in turn. */
function loadedWith(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  const imports = (texts.get(name) ?? '').matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g);
  for (const [, imported = ''] of imports) loadedWith(imported, seen);
  return seen;
}

describe('the start of the window', () => {
  it('is one file, of less than 150 kB of JavaScript, compressed', () => {
    const files = [...new Set(initial.flatMap((name) => [...loadedWith(name)]))];

    const bytes = files.map((name) => gzipSync(texts.get(name) ?? '').length);
    const sum = bytes.reduce((one, next) => one + next, 0);
    console.log(`start of the window: ${(sum / 1000).toFixed(1)} kB compressed`);
    expect(files).toHaveLength(1);
    expect(sum).toBeLessThan(150_000);
  });
});

afterAll(() => {
  printTable(
    chunks.map((name) => ({
      file: name,
      bytes: String(statSync(join(ASSETS, name)).size),
      gzip: String(gzipSync(texts.get(name) ?? '').length),
      loaded: initial.includes(name) ? 'at once' : 'when wanted',
    })),
  );
});
