import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateFindings } from '../../build/generate-findings.mjs';
import type { Block, FindingPage, Language } from '../../shared/findings/explain.ts';
import type { Finding } from '../../shared/findings/finding.ts';

const REAL_PAGES = fileURLToPath(new URL('../../shared/findings/pages', import.meta.url));

const ENGLISH = `---
severity: problem
actor: you
params: host
---

# Nothing listens at {host}

## What happened

One paragraph that
was wrapped.

Another one.

## How we know

It was seen.

## Who must act

You.

## What to do

1. Compare the name
   with the page.
2. Check \`{host}\` again.

## For the helpdesk

Check \`nc -vz {host} *\`.
`;

const GERMAN = `# An {host} nimmt niemand Verbindungen an

## Was geschehen ist

Ein Absatz.

## Woran wir es sehen

Es wurde gesehen.

## Wer handeln muss

Sie.

## Was zu tun ist

1. Vergleichen Sie den Namen.

## Für den Helpdesk

Prüfen Sie \`nc -vz {host}\`.
`;

interface Catalogue {
  readonly findingFacts: Readonly<Record<string, { readonly params: readonly string[] }>>;
  readonly findingPages: Readonly<Record<Language, Readonly<Record<string, FindingPage>>>>;
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'letterlock-pages-'));
  mkdirSync(join(folder, 'en'));
  mkdirSync(join(folder, 'de'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(english: string | null, german: string | null, code = 'port_refused'): void {
  if (english !== null) writeFileSync(join(folder, 'en', `${code}.md`), english);
  if (german !== null) writeFileSync(join(folder, 'de', `${code}.md`), german);
}

function generate(): string {
  const outputFile = join(folder, 'catalogue.generated.ts');
  generateFindings({ pagesFolder: folder, outputFile });
  return outputFile;
}

async function catalogueOf(outputFile: string): Promise<Catalogue> {
  return (await import(pathToFileURL(outputFile).href)) as Catalogue; // what render() writes
}

describe('the real pages', () => {
  it('pass, and stand in the catalogue in both languages, by code', async () => {
    for (const language of ['en', 'de']) {
      cpSync(join(REAL_PAGES, language), join(folder, language), { recursive: true });
    }

    const { findingFacts, findingPages } = await catalogueOf(generate());

    const codes = Object.keys(findingFacts);
    expect(codes).toContain('network_port_refused');
    expect(codes).toEqual(codes.toSorted());
    expect(Object.keys(findingPages.en)).toEqual(codes);
    expect(Object.keys(findingPages.de)).toEqual(codes);
  });
});

describe('a page that is as it should be', () => {
  it('has its wrapped lines joined, its paragraphs apart and its steps in a list', async () => {
    write(ENGLISH, GERMAN);

    const { findingPages } = await catalogueOf(generate());

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
    write(ENGLISH, GERMAN);

    const { findingFacts } = await catalogueOf(generate());

    expect(findingFacts).toEqual({ port_refused: { severity: 'problem', actor: 'you', params: ['host'] } });
  });

  it('may have no params', async () => {
    write(
      ENGLISH.replace('params: host', 'params:').replaceAll('{host}', 'it'),
      GERMAN.replaceAll('{host}', 'x'),
    );

    const { findingFacts } = await catalogueOf(generate());

    expect(findingFacts['port_refused']?.params).toEqual([]);
  });

  it('does not touch a catalogue that says the same already', () => {
    write(ENGLISH, GERMAN);
    const outputFile = generate();
    utimesSync(outputFile, 1, 1);

    generate();

    expect(statSync(outputFile).mtimeMs).toBe(1000);
  });
});

describe('a page with a defect is refused:', () => {
  it.each([
    ['no German page', ENGLISH, null, 'de/port_refused.md: is missing'],
    ['no English page', null, GERMAN, 'en/port_refused.md: is missing'],
    [
      'no front matter',
      ENGLISH.replace(/^---.*?---\n/s, ''),
      GERMAN,
      'en/port_refused.md: has no front matter',
    ],
    [
      'front matter in German',
      ENGLISH,
      `---\nparams: host\n---\n\n${GERMAN}`,
      'de/port_refused.md: has front matter',
    ],
    [
      'unknown severity',
      changed('severity: problem', 'severity: bad'),
      GERMAN,
      'en/port_refused.md: has an unknown severity “bad”',
    ],
    [
      'unknown actor',
      changed('actor: you', 'actor: me'),
      GERMAN,
      'en/port_refused.md: has an unknown actor “me”',
    ],
    [
      'no title',
      changed('# Nothing listens at {host}\n', ''),
      GERMAN,
      'en/port_refused.md: does not begin with a title',
    ],
    [
      'a period after the title',
      changed('listens at {host}\n', 'listens at {host}.\n'),
      GERMAN,
      'en/port_refused.md: has a title that ends with a period',
    ],
    [
      'a heading missing',
      changed('## Who must act\n\nYou.\n', ''),
      GERMAN,
      'en/port_refused.md: has the headings',
    ],
    [
      'headings in another order',
      ENGLISH,
      swapped(GERMAN, '## Was geschehen ist', '## Wer handeln muss'),
      'de/port_refused.md: has the headings',
    ],
    [
      'a smaller heading',
      changed('It was seen.', '### Seen\n\nIt was.'),
      GERMAN,
      'en/port_refused.md: has a heading, quotation or table',
    ],
    [
      'nothing to do',
      changed(/1\. Compare.*again\.\n/s, ''),
      GERMAN,
      'en/port_refused.md: has nothing under “What to do”',
    ],
    [
      'a place that is no param',
      changed('It was seen.', 'Seen at {port}.'),
      GERMAN,
      'en/port_refused.md: uses {port}, which is not in its params',
    ],
    [
      'a param that one language never uses',
      ENGLISH,
      GERMAN.replaceAll('{host}', 'x'),
      'de/port_refused.md: never uses its param {host}',
    ],
    [
      'a place that is not closed',
      changed('It was seen.', 'Seen at {host.'),
      GERMAN,
      'en/port_refused.md: has a brace that is no {place}',
    ],
    ['HTML', changed('It was seen.', 'It was <b>seen</b>.'), GERMAN, 'en/port_refused.md: has HTML'],
    ['bold', changed('It was seen.', 'It was **seen**.'), GERMAN, 'en/port_refused.md: has bold'],
    ['bold in the title', changed('# Nothing', '# **Nothing**'), GERMAN, 'en/port_refused.md: has bold'],
    ['a link', changed('It was seen.', 'See [here](there).'), GERMAN, 'en/port_refused.md: has a link'],
    [
      'a bare address',
      changed('It was seen.', 'See https://example.org.'),
      GERMAN,
      'en/port_refused.md: has a link',
    ],
    ['bullets', changed('It was seen.', '- It was seen.'), GERMAN, 'en/port_refused.md: has a bullet list'],
    [
      'a literal without end',
      changed('It was seen.', 'It was `seen.'),
      GERMAN,
      'en/port_refused.md: has a ` without its partner',
    ],
    [
      'a wrapped line that looks like a step',
      changed('with the page.', 'with\n465. So.'),
      GERMAN,
      'en/port_refused.md: has steps that are not one list',
    ],
    [
      'text that runs into steps',
      changed('1. Compare', 'Do this:\n1. Compare'),
      GERMAN,
      'en/port_refused.md: has steps that are not one list',
    ],
    [
      'steps with a gap',
      changed('page.\n2.', 'page.\n\n2.'),
      GERMAN,
      'en/port_refused.md: has steps that are not one list',
    ],
  ])('%s', (_, english, german, message) => {
    write(english, german);

    expect(generate).toThrow(message);
  });

  it('a name that is not lower_snake', () => {
    write(ENGLISH, GERMAN, 'Port-refused');

    expect(generate).toThrow('en/Port-refused.md: is not named in lower_snake');
  });

  it('all problems are told at once, and nothing is written', () => {
    write(changed('actor: you', 'actor: me'), GERMAN.replace('Sie.', '**Sie**.'));
    const outputFile = join(folder, 'catalogue.generated.ts');
    writeFileSync(outputFile, 'as before');

    expect(generate).toThrow(/en\/port_refused\.md: .*\nde\/port_refused\.md: /);
    expect(readFileSync(outputFile, 'utf8')).toBe('as before');
  });
});

describe('explain()', () => {
  it.each(['en', 'de'] as const)('leaves no place open in any part of any page: %s', async (language) => {
    generateFindings();
    const { findingFacts } = await import('../../shared/findings/catalogue.generated.ts');
    const { explain } = await import('../../shared/findings/explain.ts');

    for (const [code, { severity, actor, params }] of Object.entries(findingFacts)) {
      const values = Object.fromEntries(params.map((name) => [name, `«${name}»`]));
      const page = explain(
        { code, severity, actor, params: values, confidence: 'seen', evidence: [] } as Finding, // code is a key of the table
        language,
      );

      const text = textOf(page);
      expect(text).not.toMatch(/[{}]/);
      for (const value of Object.values(values)) expect(text).toContain(value);
    }
  });

  it('fills paragraphs, steps and the title, and takes a value for text only', async () => {
    generateFindings();
    const { explain } = await import('../../shared/findings/explain.ts');
    const { finding } = await import('../../shared/findings/finding.ts');

    const page = explain(
      finding(
        'network_port_refused',
        { host: '{port} $& imap.example.org', port: 993, protocol: 'IMAP' },
        [],
      ),
      'en',
    );

    expect(page.title).toBe('Nothing listens at {port} $& imap.example.org, port 993');
    expect(textOf({ ...page, title: '', whatToDo: [] })).toContain('port 993');
    expect(page.whatToDo.flatMap(textsOf).join(' ')).toContain('the port 993');
  });
});

function changed(from: string | RegExp, to: string): string {
  return ENGLISH.replace(from, to);
}

function swapped(text: string, one: string, other: string): string {
  return text.replace(one, '#').replace(other, one).replace(/^#$/m, other);
}

function textOf({ title, ...sections }: FindingPage): string {
  return [title, ...Object.values(sections).flat().flatMap(textsOf)].join('\n');
}

function textsOf(block: Block): readonly string[] {
  return block.kind === 'paragraph' ? [block.text] : block.items;
}
