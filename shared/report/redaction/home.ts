import type { Pseudonyms } from './hidden.ts';

const SEPARATOR = String.raw`(?:[\\/]{1,4}|%2f|%5c)`;
const ABOVE = String.raw`(?:(?<![\w:])[a-z]:|\/(?:var|usr|export|private|mnt\/[a-z]|System\/Volumes\/Data))?`;
// What a folder is called ends at what cannot stand in it or, because a text goes on behind it, at a space; Windows has
// spaces in such names, which are seen by the backslash behind them.
const FOLDER = String.raw`(?:[^\\/\r\n"'<>:;,|?*]{1,64}(?=\\)|[^\\/\s"'<>:;,|?*()\]}]+)`;
const HOME = new RegExp(
  String.raw`(?<![\w.-])(?:file:\/{1,3}(?:localhost)?(?=[\\/]|[a-z]:))?${ABOVE}${SEPARATOR}(?:home|Users|Documents and Settings|Dokumente und Einstellungen)${SEPARATOR}${FOLDER}`,
  'gi',
);

/** A text with the folder of its owner in every path written `~`. */
export function withoutHomes(text: string, names: Pseudonyms): string {
  return text.replace(HOME, (path) => names.put('home-folder', path, '~'));
}
