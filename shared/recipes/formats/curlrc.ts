import { isPlainLine } from '../../mail/quote.ts';
import type { Format } from './format.ts';

/** A long option without its hyphens, and its value; null where it takes none. */
export type CurlLine = readonly [option: string, value: string | null];

/**
 * A file for `curl -K` (curl(1), `--config`): an option in each line. In double quotes everything is itself but the quote and the
 * backslash, which a backslash stands before.
 */
export const CURLRC: Format<readonly CurlLine[]> = {
  write(lines) {
    const areWritable = lines.every(
      ([option, value]) => /^[a-z][a-z0-9-]*$/.test(option) && (value === null || isPlainLine(value)),
    );
    return areWritable ? lines.map(lineOf).join('') : null;
  },
  read(text) {
    if (text === '') return [];
    if (!text.endsWith('\n')) return null;
    const lines = text.slice(0, -1).split('\n').map(lineIn);
    return lines.every((line) => line !== null) ? lines : null;
  },
};

function lineOf([option, value]: CurlLine): string {
  if (value === null) return `${option}\n`;
  return `${option} = "${value.replaceAll(/["\\]/g, String.raw`\$&`)}"\n`;
}

function lineIn(line: string): CurlLine | null {
  const found = /^(?<option>[a-z][a-z0-9-]*)(?: = "(?<value>(?:[^"\\]|\\["\\])*)")?$/.exec(line)?.groups;
  if (found?.['option'] === undefined) return null;
  return [found['option'], found['value']?.replaceAll(/\\(.)/g, '$1') ?? null];
}
