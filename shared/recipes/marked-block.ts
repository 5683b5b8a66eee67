import type { Addition } from './setup.ts';

const BEGIN = '# What Letterlock wrote begins here, and is replaced when it writes here again.';
const END = '# What Letterlock wrote ends here.';

/** What is to be added to somebody's file, between two comments by which it is found again; null stays null. */
export function marked(text: string | null): string | null {
  return text === null ? null : `${BEGIN}\n${text}${END}\n`;
}

/**
 * A file of somebody's with a marked text in it: where such a text stands already it is replaced, else it is added, an empty line
 * between. Nothing else is changed.
 *
 * @param block made by `marked`
 */
export function withBlock(before: string, block: string, { comes, onlyOne }: Addition): string {
  const from = before.indexOf(`${BEGIN}\n`);
  const end = from < 0 ? -1 : before.indexOf(`${END}\n`, from);
  if (end < 0) {
    const added = withoutSecond(block, before, onlyOne);
    if (before === '') return added;
    return comes === 'first' ? `${added}\n${before}` : `${endedLines(before)}${added}`;
  }
  const head = before.slice(0, from);
  const tail = before.slice(end + END.length + 1);
  return head + withoutSecond(block, head + tail, onlyOne) + tail;
}

/** An empty line also ends one that goes on, and a section. */
function endedLines(before: string): string {
  return before.endsWith('\n') ? `${before}\n` : `${before}\n\n`;
}

function withoutSecond(block: string, others: string, onlyOne: string | null): string {
  if (onlyOne === null || !hasLine(others, onlyOne)) return block;
  const lines = block.split('\n').filter((line) => !isSuch(line, onlyOne));
  return lines.join('\n');
}

function hasLine(text: string, beginning: string): boolean {
  return text.split('\n').some((line) => isSuch(line, beginning));
}

/** Whatever blanks and quotes are in it. */
function isSuch(line: string, beginning: string): boolean {
  const words = line
    .trim()
    .replace(/[\s"=:]+/gu, ' ')
    .toLowerCase();
  return words === beginning || words.startsWith(`${beginning} `);
}
