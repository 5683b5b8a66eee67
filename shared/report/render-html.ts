import type { Severity } from '../findings/finding.ts';
import { SEVERITY_MARKS } from '../findings/labels.ts';
import type { DocumentBlock, Fact, Line, ReportDocument, Section } from './document/document.ts';
import { documentOf, type DocumentOptions } from './document/report-document.ts';
import { escapeHtml, htmlLine } from './html-text.ts';
import { STYLE, STYLE_HASH } from './render-html-style.ts';
import type { Report } from './report.ts';

/**
 * A report as one HTML file that asks nobody for anything: no script, no picture, no font, one style sheet in it, and a
 * policy that allows nothing else. Whatever comes from outside is text.
 *
 * @param report one that was redacted already
 */
export function renderHtml(report: Report, options: DocumentOptions): string {
  const document = documentOf(report, options);
  const title = `${document.name}: ${document.headline.map(({ text }) => text.replaceAll('`', '')).join('')}`;
  return `<!doctype html>
<html lang="${document.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${header(document)}
<main>
${document.sections.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function header({ name, contents, tone, verdict, headline, about, sections }: ReportDocument): string {
  const links = sections.map(({ id, title }) => `<li><a href="#${id}">${escapeHtml(title)}</a></li>`);
  return `<header>
<p class="name">${escapeHtml(name)}</p>
<div class="verdict" data-tone="${tone}">${mark(tone)}
<div><p class="kind">${escapeHtml(verdict)}</p>
<h1>${htmlLine(headline)}</h1></div></div>
${facts(about)}
<nav aria-label="${escapeHtml(contents)}"><ul>${links.join('')}</ul></nav>
</header>`;
}

/** Beside words that say the same. */
function mark(tone: Severity): string {
  return `<span class="mark" aria-hidden="true">${SEVERITY_MARKS[tone]}</span>`;
}

function section({ id, title, blocks }: Section): string {
  return `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${escapeHtml(title)}</h2>
${blocks.map((block) => written(block, 3)).join('\n')}
</section>`;
}

/** @param level of a heading in it */
function written(block: DocumentBlock, level: number): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${htmlLine(block.text)}</p>`;
    case 'steps':
      return `<ol>${items(block.items)}</ol>`;
    case 'list':
      return `<ul>${items(block.items)}</ul>`;
    case 'facts':
      return facts(block.facts);
    case 'words':
      return `<figure class="words"><figcaption>${htmlLine(block.label)}</figcaption><blockquote><bdi>${escapeHtml(block.text)}</bdi></blockquote></figure>`;
    case 'part':
      return `<div class="part">${heading(level, block.title)}${within(block.blocks, level)}</div>`;
    case 'table':
      return table(block);
    case 'log':
      return `<details><summary>${htmlLine(block.title)}</summary><pre>${block.lines.map(logLine).join('\n')}</pre></details>`;
    case 'finding':
      return finding(block, level);
  }
}

function finding(
  { tone, title, tags, code, blocks }: DocumentBlock & { readonly kind: 'finding' },
  level: number,
): string {
  return `<article class="finding" data-tone="${tone}"><div class="title">${mark(tone)}<div>${heading(level, title)}
<p class="tags">${[...tags.map(escapeHtml), `<code>${escapeHtml(code)}</code>`].join(' · ')}</p></div></div>
<div class="body">${within(blocks, level)}</div></article>`;
}

function within(blocks: readonly DocumentBlock[], level: number): string {
  return blocks.map((one) => written(one, level + 1)).join('');
}

function heading(level: number, title: Line): string {
  const tag = `h${Math.min(6, level)}`;
  return `<${tag}>${htmlLine(title)}</${tag}>`;
}

function items(list: readonly Line[]): string {
  return list.map((item) => `<li>${htmlLine(item)}</li>`).join('');
}

function facts(list: readonly Fact[]): string {
  const rows = list.map(
    ({ name, value }) => `<div><dt>${escapeHtml(name)}</dt><dd>${htmlLine(value)}</dd></div>`,
  );
  return `<dl>${rows.join('')}</dl>`;
}

function logLine(line: string): string {
  return `<bdi>${escapeHtml(line)}</bdi>`;
}

function table({ caption, columns, rows }: DocumentBlock & { readonly kind: 'table' }): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const body = rows.map(
    (cells) => `<tr>${cells.map((cell) => `<td>${htmlLine(cell) || '–'}</td>`).join('')}</tr>`,
  );
  return `<table><caption>${htmlLine(caption)}</caption><thead><tr>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>`;
}
