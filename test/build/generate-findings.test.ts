import { cpSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FindingPage, Language } from '../../shared/findings/explain.ts';
import { changed, ENGLISH, GERMAN, usePagesFolder } from './pages.ts';

const REAL_PAGES = fileURLToPath(new URL('../../shared/findings/pages', import.meta.url));

interface Catalogue {
  readonly findingFacts: Readonly<Record<string, { readonly params: readonly string[] }>>;
  readonly findingPages: Readonly<Record<Language, Readonly<Record<string, FindingPage>>>>;
}

const pages = usePagesFolder();

async function catalogueOf(outputFile: string): Promise<Catalogue> {
  return (await import(pathToFileURL(outputFile).href)) as Catalogue; // what render() writes
}

describe('the real pages', () => {
  it('pass, and stand in the catalogue in both languages, by code', async () => {
    for (const language of ['en', 'de']) {
      cpSync(join(REAL_PAGES, language), join(pages.path(), language), { recursive: true });
    }

    const { findingFacts, findingPages } = await catalogueOf(pages.generate());

    const codes = Object.keys(findingFacts);
    expect(codes).toContain('network_port_refused');
    expect(codes).toEqual(codes.toSorted());
    expect(Object.keys(findingPages.en)).toEqual(codes);
    expect(Object.keys(findingPages.de)).toEqual(codes);
  });
});

describe('a page that is as it should be', () => {
  it('has its wrapped lines joined, its paragraphs apart and its steps in a list', async () => {
    pages.write(ENGLISH, GERMAN);

    const { findingPages } = await catalogueOf(pages.generate());

    expect(findingPages.en['port_refused']).toEqual({
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

    const { findingFacts } = await catalogueOf(pages.generate());

    expect(findingFacts).toEqual({ port_refused: { severity: 'problem', actor: 'you', params: ['host'] } });
  });

  it('may have no params', async () => {
    pages.write(
      ENGLISH.replace('params: host', 'params:').replaceAll('{host}', 'it'),
      GERMAN.replaceAll('{host}', 'x'),
    );

    const { findingFacts } = await catalogueOf(pages.generate());

    expect(findingFacts['port_refused']?.params).toEqual([]);
  });

  it('does not touch a catalogue that says the same already', () => {
    pages.write(ENGLISH, GERMAN);
    const outputFile = pages.generate();
    utimesSync(outputFile, 1, 1);

    pages.generate();

    expect(statSync(outputFile).mtimeMs).toBe(1000);
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
