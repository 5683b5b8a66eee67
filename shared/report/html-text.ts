import type { Line, Run } from './document/document.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const LITERAL = /`([^`]*)`/;
// Every character of the scripts that run from right to left (Unicode, bidi classes R and AL, by their blocks), and all
// between the first and the last of them in a word: apart, they would turn what stands around them.
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]+(?:\S*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}])?/gu;

/** Text that is nothing but text in HTML, between tags and in attributes with quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A line of text in HTML: what is literal or from outside as code, and turned around by nothing. */
export function htmlLine(line: Line): string {
  return line.map(htmlRun).join('');
}

function htmlRun({ by, text }: Run): string {
  if (by === 'outside') return code(text);
  return text
    .split(LITERAL)
    .map((part, at) => (at % 2 === 1 ? code(part) : plain(part)))
    .join('');
}

function code(text: string): string {
  return `<code><bdi>${escapeHtml(text)}</bdi></code>`;
}

function plain(text: string): string {
  return escapeHtml(text).replace(RIGHT_TO_LEFT, '<bdi>$&</bdi>');
}
