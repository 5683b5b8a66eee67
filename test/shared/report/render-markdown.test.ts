import { ALL_PAGES } from '../../../shared/findings/all-pages.ts';
import fc from 'fast-check';
import { marked, type Token, type Tokens } from 'marked';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../shared/report/render-markdown.ts';
import { codeBlock, markdownCell, markdownLine } from '../../../shared/report/markdown-text.ts';
import type { Report } from '../../../shared/report/report.ts';
import { sampleReport, withEveryText } from './samples.ts';

/** Everything that a reader of GitHub Flavored Markdown makes of a text, however deep. */
function tokensIn(markdown: string): readonly Token[] {
  const all: Token[] = [];
  void marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token) => {
    all.push(token);
  });
  return all;
}

function typesIn(markdown: string): ReadonlySet<string> {
  return new Set(tokensIn(markdown).map(({ type }) => type));
}

/** What a person reads of a text, without what stands in code. */
function proseIn(markdown: string): string {
  return tokensIn(markdown)
    .filter((token) => (token.type === 'text' && !('tokens' in token)) || token.type === 'escape')
    .map((token) => ('text' in token ? String(token.text) : ''))
    .join('');
}

/** All letters that a person reads. */
function lettersIn(markdown: string): string {
  return marked
    .parse(markdown, { async: false, gfm: true })
    .replace(/<[^>]*>/g, '')
    .replace(/&(#39|quot|amp|lt|gt|#124);/g, (_, name: string) => ENTITIES[name] ?? '');
}
const ENTITIES: Readonly<Record<string, string>> = {
  '#39': "'",
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  '#124': '|',
};

const MARKUP = ['link', 'image', 'html', 'br', 'hr', 'blockquote', 'strong', 'em', 'del', 'def', 'table'];

const NASTY = [
  '[click](https://evil.example/)',
  '![x](https://evil.example/x.png)',
  '<script>alert(1)</script> <img src=x onerror=y> <https://evil.example>',
  '`` a ` b ``` c',
  '`',
  'a | b \\| c \\\\| d |',
  '\n\n# heading\n\n| a |\n|---|\n| b |\n',
  '```\n~~~\n</details>',
  'https://evil.example www.evil.example ada@evil.example mailto:a@b.example @octocat #123 GH-12 owner/repo#7',
  '](https://evil.example) [x]: https://evil.example [^1] - [ ] task',
  '**bold** __bold__ _em_ ~~gone~~ ==mark== :octocat: $x$ !12 %3 &lt; &#60; \\<b>',
  '1. one\n2) two\n- three\n+ four\n> five\n===\n---\n    code',
  'c0ffee1 0123456789abcdef0123456789abcdef01234567',
];

describe('a line of Markdown', () => {
  it.each(NASTY)('is no markup, wherever it comes from: %j', (text) => {
    for (const by of ['us', 'outside'] as const) {
      const types = typesIn(markdownLine([{ by, text }]));

      expect(MARKUP.filter((type) => types.has(type))).toEqual([]);
    }
  });

  it.each(NASTY)('mentions nobody and leads nowhere outside of code: %j', (text) => {
    for (const by of ['us', 'outside'] as const) {
      const prose = proseIn(markdownLine([{ by, text }]));

      expect(prose).not.toMatch(/@\w|#\d|www\.|:\/\/|:[a-z]\w*:|GH-\d|[0-9a-f]{7}/);
    }
  });

  it('keeps every letter of a value, in a cell as well', () => {
    const visible = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });

    fc.assert(
      fc.property(visible, (text) => {
        const cell = markdownCell([{ by: 'outside', text }]);
        const rows = tokensIn(`| a | b |\n| --- | --- |\n| ${cell || '–'} | end |`).filter(
          (token): token is Tokens.Table => token.type === 'table',
        );

        expect(rows[0]?.rows).toHaveLength(1);
        expect(rows[0]?.rows[0]?.[1]?.text).toBe('end');
        expect(lettersIn(`x ${cell}`).replace(/\s/g, '')).toBe(`x${text}`.replace(/\s/g, ''));
      }),
      { numRuns: 500 },
    );
  });

  it('is one piece of code outside of tables, pipes and all, so that it can be copied', () => {
    const line = markdownLine([{ by: 'us', text: 'Run `openssl s_client | openssl x509` here.' }]);

    expect(line).toBe('Run `openssl s_client | openssl x509` here.');
  });

  it('keeps every letter of a sentence', () => {
    const visible = fc
      .string({ unit: 'grapheme-ascii', maxLength: 40 })
      .map((text) => text.replaceAll('`', ''));

    fc.assert(
      fc.property(visible, (text) => {
        const types = typesIn(markdownLine([{ by: 'us', text }]));

        expect(MARKUP.filter((type) => types.has(type))).toEqual([]);
        expect(lettersIn(markdownLine([{ by: 'us', text: `x${text}` }])).replace(/\s/g, '')).toBe(
          `x${text}`.replace(/\s/g, ''),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is a block of code that no line of it ends', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[`~ a]{0,9}$/), { minLength: 1 }), (lines) => {
        const [first, second] = marked
          .lexer(`${codeBlock(lines)}\n\nend`)
          .filter(({ type }) => type !== 'space');

        expect(first).toMatchObject({ type: 'code' });
        expect(first !== undefined && 'text' in first ? String(first.text).trimEnd() : null).toBe(
          lines.join('\n').trimEnd(),
        );
        expect(second).toMatchObject({ type: 'paragraph', text: 'end' });
      }),
    );
  });
});

describe('a report as Markdown', () => {
  let report: Report;

  beforeAll(async () => {
    report = await sampleReport(['certificate-expired'], { isSearch: true });
  }, 60_000);

  it.each(['en', 'de'] as const)(
    'has a heading for each part, and tables that are tables: %s',
    (language) => {
      const tokens = tokensIn(renderMarkdown(report, { pages: ALL_PAGES[language], hidden: [] }));

      const headings = tokens.filter(({ type }) => type === 'heading') as Tokens.Heading[];
      expect(headings.filter(({ depth }) => depth === 1)).toHaveLength(1);
      expect(headings.filter(({ depth }) => depth === 2).length).toBeGreaterThanOrEqual(6);
      expect(tokens.filter(({ type }) => type === 'table').length).toBeGreaterThanOrEqual(2);
    },
  );

  it.each([...NASTY, 'x'.repeat(1_000_000), '\u202egnp.exe\u2066\u0000\u001b[31m'])(
    'has the same parts where every text is %#',
    (text) => {
      const shapeOf = (one: Report): readonly string[] =>
        tokensIn(renderMarkdown(one, { pages: ALL_PAGES.en }))
          .filter(({ type }) => ['heading', 'table', 'html', 'link', 'image', 'code'].includes(type))
          .map(({ type }) => type);

      const nasty = withEveryText(report, text);
      const shape = shapeOf(nasty);

      expect(shape.filter((type) => ['html', 'link', 'image'].includes(type))).toEqual([]);
      expect(shape).toEqual(shapeOf(withEveryText(report, 'no host')));
      expect(renderMarkdown(nasty, { pages: ALL_PAGES.en }).length).toBeLessThan(2_000_000);
    },
  );
});
