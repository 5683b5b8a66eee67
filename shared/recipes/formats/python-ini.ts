import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A name and its value. */
export type IniLine = readonly [name: string, value: string];

/** The sections of a file: the name of each, and its lines. */
export type IniSections = readonly (readonly [section: string, lines: readonly IniLine[]])[];

/** A file that Python reads with `RawConfigParser`: a value is everything behind the equals sign, without spaces around it. */
export const RAW_INI: Format<IniSections> = iniFormat(
  (value) => value,
  (written) => written,
);

/** A file that Python reads with `ConfigParser`: there, a percent sign begins a place for another value, and two are one. */
export const INTERPOLATED_INI: Format<IniSections> = iniFormat(
  (value) => value.replaceAll('%', '%%'),
  (written) => (/^(?:[^%]|%%)*$/u.test(written) ? written.replaceAll('%%', '%') : null),
);

function iniFormat(
  escape: (value: string) => string,
  unescape: (written: string) => string | null,
): Format<IniSections> {
  return {
    write(sections) {
      const areWritable = sections.every(
        ([section, lines]) =>
          /^[A-Za-z]+( [A-Za-z-]+)?$/.test(section) &&
          lines.every(([name, value]) => /^[a-z][a-z0-9_]*$/.test(name) && isWritable(value)),
      );
      if (!areWritable) return null;
      const texts = sections.map(
        ([section, lines]) =>
          `[${section}]\n${lines.map(([name, value]) => `${name} = ${escape(value)}\n`).join('')}`,
      );
      return texts.join('\n');
    },
    read(text) {
      if (text === '') return [];
      if (!text.endsWith('\n')) return null;
      const sections = text
        .slice(0, -1)
        .split('\n\n')
        .map((part) => sectionIn(part, unescape));
      return sections.every((section) => section !== null) ? sections : null;
    },
  };
}

/** Python takes the spaces around a value away, of every kind; what stands within it is itself. */
function isWritable(value: string): boolean {
  return isPlainLine(value) && !/^\s|\s$/u.test(value);
}

function sectionIn(text: string, unescape: (written: string) => string | null): IniSections[number] | null {
  const [first = '', ...rest] = text.split('\n');
  const section = /^\[([A-Za-z]+(?: [A-Za-z-]+)?)\]$/.exec(first)?.[1];
  const lines = rest.map((line) => lineIn(line, unescape));
  if (section === undefined || !lines.every((line) => line !== null)) return null;
  return [section, lines];
}

function lineIn(line: string, unescape: (written: string) => string | null): IniLine | null {
  const { name, written } = /^(?<name>[a-z][a-z0-9_]*) = (?<written>\S(?:.*\S)?)$/u.exec(line)?.groups ?? {};
  if (name === undefined || written === undefined) return null;
  const value = unescape(written);
  return value === null ? null : [name, value];
}
