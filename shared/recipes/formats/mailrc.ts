import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A variable and its value, null where it only is set; one that is not set, or that gets what a command prints. */
export type MailrcLine =
  | readonly [kind: 'set', name: string, value: string | null]
  | readonly [kind: 'unset', name: string, value: null]
  | readonly [kind: 'from-command', name: string, command: string];

/** An account: its name, and its lines. */
export interface MailrcAccount {
  readonly name: string;
  readonly lines: readonly MailrcLine[];
}

/**
 * `~/.mailrc` of S-nail (s-nail(1), Shell-style argument quoting), with the syntax of its version 15: everything between single
 * quotes is itself. What a command prints goes through a variable of its own: `csop` takes the end of the line away.
 */
export const MAILRC: Format<MailrcAccount> = {
  write({ name, lines }) {
    if (!NAME.test(name) || !lines.every(isWritable)) return null;
    return `${FIRST}account ${name} {\n${lines.map(lineOf).join('')}}\n`;
  },
  read(text) {
    const found = new RegExp(`^${FIRST}account (?<name>\\S+) \\{\\n(?<body>(?:  .*\\n)*)\\}\\n$`, 'u').exec(
      text,
    );
    const { name, body } = found?.groups ?? {};
    if (name === undefined || body === undefined || !NAME.test(name)) return null;
    const lines = linesIn(body);
    return lines === null ? null : { name, lines };
  },
};

const FIRST = 'set v15-compat=yes\n';
const NAME = /^[a-z][a-z0-9.:-]*$/;
const COMMAND = /^[A-Za-z0-9.@_+/ -]+$/;

function isWritable([kind, name, value]: MailrcLine): boolean {
  if (!NAME.test(name)) return false;
  if (kind === 'from-command') return COMMAND.test(value);
  return value === null || isPlainLine(value);
}

function lineOf([kind, name, value]: MailrcLine): string {
  if (kind === 'from-command') return commandLines(name, value);
  if (kind === 'unset') return `  unset ${name}\n`;
  return `  set ${name}${value === null ? '' : `='${value.replaceAll("'", String.raw`'\''`)}'`}\n`;
}

function commandLines(name: string, command: string): string {
  return [
    `  vput ! letterlock_printed ${command}\n`,
    '  vput csop letterlock_printed trim-end "$letterlock_printed"\n',
    `  set ${name}="$letterlock_printed"\n`,
  ].join('');
}

const LINE = new RegExp(
  [
    String.raw`  unset (?<gone>[a-z0-9.:-]+)\n`,
    String.raw`  set (?<flag>[a-z0-9.:-]+)\n`,
    String.raw`  set (?<name>[a-z0-9.:-]+)='(?<value>(?:[^'\n]|'\\'')*)'\n`,
    String.raw`  vput ! letterlock_printed (?<command>[^\n]+)\n  vput csop letterlock_printed trim-end "\$letterlock_printed"\n  set (?<filled>[a-z0-9.:-]+)="\$letterlock_printed"\n`,
  ].join('|'),
  'uy',
);

function linesIn(body: string): readonly MailrcLine[] | null {
  const lines: MailrcLine[] = [];
  for (let at = 0; at < body.length; at = LINE.lastIndex) {
    LINE.lastIndex = at;
    const { gone, flag, name, value, command, filled } = LINE.exec(body)?.groups ?? {};
    if (gone !== undefined) lines.push(['unset', gone, null]);
    else if (flag !== undefined) lines.push(['set', flag, null]);
    else if (name !== undefined && value !== undefined)
      lines.push(['set', name, value.replaceAll(String.raw`'\''`, "'")]);
    else if (command !== undefined && filled !== undefined) lines.push(['from-command', filled, command]);
    else return null;
  }
  return lines;
}
