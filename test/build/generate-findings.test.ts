import { cpSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FindingPage, FindingPages, Language } from '../../shared/findings/explain.ts';
import { changed, ENGLISH, GERMAN, usePagesFolder } from './pages.ts';

const REAL = fileURLToPath(new URL('../../shared/findings', import.meta.url));

interface Facts {
  readonly params: readonly string[];
  readonly isRetired: boolean;
  readonly seeAlso: readonly string[];
}

const pages = usePagesFolder();

/** The facts of all codes, as they were made. */
async function factsMade(): Promise<Readonly<Record<string, Facts>>> {
  const made = (await import(fileMade('catalogue'))) as { findingFacts: Record<string, Facts> }; // as it is written
  return made.findingFacts;
}

/** The pages of one language, as they were made. */
async function pagesMade(language: Language): Promise<Readonly<Record<string, FindingPage>>> {
  const made = (await import(fileMade(`pages-${language}`))) as { pages: FindingPages }; // as it is written
  expect(made.pages.language).toBe(language);
  return made.pages.pages;
}

function fileMade(name: string): string {
  return pathToFileURL(join(pages.path(), `${name}.generated.ts`)).href;
}

describe('the real pages', () => {
  it('pass, and stand in the catalogue in both languages, by code', async () => {
    cpSync(join(REAL, 'pages'), pages.path(), { recursive: true });
    cpSync(join(REAL, 'codes.txt'), join(pages.path(), 'codes.txt'));
    for (const language of ['en', 'de']) rmSync(join(pages.path(), language, 'port_filtered.md'));

    pages.generate();

    const codes = Object.keys(await factsMade());
    expect(codes).toContain('network_port_refused');
    expect(codes).toEqual(codes.toSorted());
    expect(Object.keys(await pagesMade('en'))).toEqual(codes);
    expect(Object.keys(await pagesMade('de'))).toEqual(codes);
  });
});

describe('a page that is as it should be', () => {
  it('has its wrapped lines joined, its paragraphs apart and its steps in a list', async () => {
    pages.write(ENGLISH, GERMAN);

    pages.generate();

    expect((await pagesMade('en'))['port_refused']).toEqual({
      title: 'Nothing listens at {host}',
      whatHappened: [
        { kind: 'paragraph', text: 'One paragraph that was wrapped.' },
        { kind: 'paragraph', text: 'Another one.' },
      ],
      howWeKnow: [{ kind: 'paragraph', text: 'It was seen.' }],
      whoMustAct: [{ kind: 'paragraph', text: 'You.' }],
      whatToDo: [{ kind: 'steps', items: ['Compare the name with the page.', 'Check `{host}` again.'] }],
      forTheHelpdesk: [{ kind: 'paragraph', text: 'Check `nc -vz {host} *`.' }],
    });
  });

  it('gives its facts from the English front matter', async () => {
    pages.write(ENGLISH, GERMAN);

    pages.generate();

    expect((await factsMade())['port_refused']).toEqual({
      severity: 'problem',
      actor: 'you',
      params: ['host'],
      isRetired: false,
      seeAlso: ['port_filtered'],
    });
  });

  it('may have no params', async () => {
    pages.write(
      ENGLISH.replace('params: host', 'params:').replaceAll('{host}', 'it'),
      GERMAN.replaceAll('{host}', 'x'),
    );

    pages.generate();

    expect((await factsMade())['port_refused']?.params).toEqual([]);
  });

  it('does not touch a catalogue that says the same already', () => {
    pages.write(ENGLISH, GERMAN);
    pages.generate();
    const files = ['catalogue', 'pages-en', 'pages-de'].map((name) => new URL(fileMade(name)));
    for (const file of files) utimesSync(file, 1, 1);

    pages.generate();

    expect(files.map((file) => statSync(file).mtimeMs)).toEqual([1000, 1000, 1000]);
  });
});

describe('pages with defects', () => {
  it('are all told at once, and nothing is written', () => {
    pages.write(changed('actor: you', 'actor: me'), GERMAN.replace('Sie.', '**Sie**.'));
    const outputFile = join(pages.path(), 'catalogue.generated.ts');
    writeFileSync(outputFile, 'as before');

    expect(pages.generate).toThrow(/en\/port_refused\.md: .*\nde\/port_refused\.md: /);
    expect(readFileSync(outputFile, 'utf8')).toBe('as before');
  });
});

describe('a code that was released', () => {
  it('cannot vanish: its page stays', () => {
    pages.write(ENGLISH, GERMAN);
    pages.release('port_filtered', 'port_refused', 'port_silent');

    expect(pages.generate).toThrow('codes.txt: port_silent has no page any more');
  });

  it('stays where no rule finds it any more, and its facts say so', async () => {
    pages.write(changed('params: host\n', 'params: host\nretired: true\n'), GERMAN);

    pages.generate();

    const facts = await factsMade();
    expect(facts['port_refused']?.isRetired).toBe(true);
    expect(facts['port_filtered']?.isRetired).toBe(false);
  });

  it('stands in the list: one that is new has to be added', () => {
    pages.write(ENGLISH, GERMAN);
    pages.release('port_filtered');

    expect(pages.generate).toThrow('codes.txt: port_refused is missing: a new code is added here');
  });

  it.each([
    ['in its place', ['port_refused', 'port_filtered']],
    ['once', ['port_filtered', 'port_filtered', 'port_refused']],
  ])('stands there %s', (_, codes) => {
    pages.write(ENGLISH, GERMAN);
    pages.release(...codes);

    expect(pages.generate).toThrow('codes.txt: is not sorted, or has a line twice');
  });
});
