import type { Line, Run } from './document/document.ts';

// GitHub Flavored Markdown (github.github.com/gfm), and what GitHub, GitLab and Gitea make of text beside it: @mentions,
// #123 and GH-1, commit hashes, :emoji:, addresses without any mark. Inside code nothing of that is made.

/** Words that could be read as a link, a mention, a picture or a reference: they stand in code. */
const REFERENCES =
  /[@#]|:\/\/|\bwww\.|^(?:mailto|xmpp):|:\d*[a-z+_-][\w+-]*:|\b[a-z]+-\d+\b|\b[0-9a-f]{7,64}\b|[!&~%^$]\d/i;
// What a sentence puts around a word stays outside of it.
const AROUND = /^(?<before>["'“„‘«(]*)(?<word>.*?)(?<after>["'”“’»).,;:!?…]*)$/su;
const MARKUP = /[\\`*_{}[\]<>#+!~&$^=-]/g;
const LITERAL = /`([^`]*)`/;

/** A line of text in Markdown: nothing in it is markup but the code that we put around what is literal. */
export function markdownLine(line: Line): string {
  const text = written(line, span);
  // A number in front would begin a list.
  return text.replace(/^(\d+)([.)])(?=\s|$)/, String.raw`$1\$2`);
}

/** The same in a cell of a table, where a pipe ends the cell, in code as well. */
export function markdownCell(line: Line): string {
  return written(line, cellSpan).trim();
}

/** Writes literal text. */
type Code = (text: string) => string;

function written(line: Line, code: Code): string {
  return line.map((run) => runWith(run, code)).join('');
}

function runWith({ by, text }: Run, code: Code): string {
  if (by === 'outside') return code(text);
  return text
    .split(LITERAL)
    .map((part, at) => (at % 2 === 1 ? code(part) : plain(part, code)))
    .join('');
}

function plain(text: string, code: Code): string {
  return text
    .split(/(\s+)/)
    .map((part) => (part.trim() === '' ? part.replace(/\s+/, ' ') : word(part, code)))
    .join('');
}

function word(text: string, code: Code): string {
  if (!REFERENCES.test(text)) return escaped(text);
  const { before = '', word: inner = '', after = '' } = AROUND.exec(text)?.groups ?? {};
  return inner === '' ? escaped(text) : `${escaped(before)}${code(inner)}${escaped(after)}`;
}

/** Pipes as references to the character: behind a backslash, readers of tables do not agree about them. */
function escaped(text: string): string {
  return text.replace(MARKUP, String.raw`\$&`).replaceAll('|', '&#124;');
}

function cellSpan(text: string): string {
  return text
    .split(/(\|)/)
    .map((part) => (part === '|' ? '&#124;' : span(part)))
    .join('');
}

/** A code span that nothing in it can close (CommonMark 6.1). */
function span(text: string): string {
  if (text.trim() === '') return text === '' ? '' : ' ';
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text.replace(/\s/g, ' ')}${pad}${fence}`;
}

/** Lines as a block of code that none of them can close (CommonMark 4.5). */
export function codeBlock(lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line) + 1)));
  return [fence, ...lines, fence].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
