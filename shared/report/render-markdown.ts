import type { DocumentBlock, Fact, Line, ReportDocument, Section } from './document/document.ts';
import { documentOf, type DocumentOptions } from './document/report-document.ts';
import { codeBlock, markdownCell, markdownLine } from './markdown-text.ts';
import type { Report } from './report.ts';

/**
 * A report as Markdown (GitHub Flavored), fit to be pasted into a ticket: headings, lists, tables and code, no HTML, no link
 * and no picture. Whatever comes from outside is text.
 *
 * @param report one that was redacted already
 */
export function renderMarkdown(report: Report, options: DocumentOptions): string {
  const document = documentOf(report, options);
  const sections = document.sections.map(section);
  return `${[...head(document), ...sections].join('\n\n')}\n`;
}

function head({ name, verdict, headline, about }: ReportDocument): readonly string[] {
  return [
    `# ${markdownLine(headline)}`,
    `**${markdownLine([{ by: 'us', text: `${name}: ${verdict}` }])}**`,
    facts(about),
  ];
}

function section({ title, blocks }: Section): string {
  return [heading(2, [{ by: 'us', text: title }]), ...blocks.map((block) => written(block, 3))].join('\n\n');
}

/** @param level of a heading in it */
function written(block: DocumentBlock, level: number): string {
  switch (block.kind) {
    case 'paragraph':
      return paragraph(block.text);
    case 'steps':
      return block.items.map((item, at) => `${at + 1}. ${paragraph(item)}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${paragraph(item)}`).join('\n');
    case 'facts':
      return facts(block.facts);
    case 'words':
      return `${paragraph(block.label)}\n\n${codeBlock([block.text])}`;
    case 'part':
      return [heading(level, block.title), ...block.blocks.map((one) => written(one, level + 1))].join(
        '\n\n',
      );
    case 'table':
      return table(block);
    case 'log':
      return `${heading(level, block.title)}\n\n${codeBlock(block.lines)}`;
    case 'finding':
      return [
        heading(level, block.title),
        `${[...block.tags].join(' · ')} · ${markdownLine([{ by: 'outside', text: block.code }])}`,
        ...block.blocks.map((one) => written(one, level + 1)),
      ].join('\n\n');
  }
}

function heading(level: number, title: Line): string {
  return `${'#'.repeat(Math.min(6, level))} ${markdownLine(title)}`;
}

function paragraph(text: Line): string {
  return markdownLine(text).trim();
}

function facts(list: readonly Fact[]): string {
  return list
    .map(({ name, value }) => `- **${markdownLine([{ by: 'us', text: name }])}:** ${markdownLine(value)}`)
    .join('\n');
}

function table({ caption, columns, rows }: DocumentBlock & { readonly kind: 'table' }): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell || '–').join(' | ')} |`;
  return [
    paragraph(caption),
    '',
    row(columns),
    row(columns.map(() => '---')),
    ...rows.map((cells) => row(cells.map(markdownCell))),
  ].join('\n');
}
