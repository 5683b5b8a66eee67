import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { generateFindings } from '../../build/generate-findings.mjs';

/** A page as it should be, in English. */
export const ENGLISH = `---
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

## See also

\`port_filtered\`
`;

/** The same page in German. */
export const GERMAN = `# An {host} nimmt niemand Verbindungen an

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

## Siehe auch

\`port_filtered\`
`;

/** The English page, with one place in it changed. */
export function changed(from: string | RegExp, to: string): string {
  return ENGLISH.replace(from, to);
}

/** A text with two of its lines in each other's place. */
export function swapped(text: string, one: string, other: string): string {
  return text.replace(one, '#').replace(other, one).replace(/^#$/m, other);
}

/** A folder for pages, a new one for every test. The pages of `port_filtered` are there, and as they should be. */
export interface PagesFolder {
  readonly path: () => string;
  /** Writes the pages of a code, or leaves one out. */
  readonly write: (english: string | null, german: string | null, code?: string) => void;
  /** Says which codes there ever were; `port_filtered` and `port_refused` without it. */
  readonly release: (...codes: readonly string[]) => void;
  /** Makes the catalogue in the folder; the facts are in `catalogue.generated.ts`. */
  readonly generate: () => void;
}

/** Sees to a folder for pages before and after each test of a file. */
export function usePagesFolder(): PagesFolder {
  let folder = '';
  const write: PagesFolder['write'] = (english, german, code = 'port_refused') => {
    if (english !== null) writeFileSync(join(folder, 'en', `${code}.md`), english);
    if (german !== null) writeFileSync(join(folder, 'de', `${code}.md`), german);
  };
  const release: PagesFolder['release'] = (...codes) => {
    writeFileSync(join(folder, 'codes.txt'), codes.map((code) => `${code}\n`).join(''));
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'letterlock-pages-'));
    mkdirSync(join(folder, 'en'));
    mkdirSync(join(folder, 'de'));
    const [english, german] = [ENGLISH, GERMAN].map((page) => page.replace('port_filtered', 'port_refused'));
    write(english ?? '', german ?? '', 'port_filtered');
    release('port_filtered', 'port_refused');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  return {
    path: () => folder,
    write,
    release,
    generate: () =>
      generateFindings({ pagesFolder: folder, codesFile: join(folder, 'codes.txt'), outputFolder: folder }),
  };
}
