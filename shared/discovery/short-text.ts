import { safeText } from '../wire/server-words.ts';

/** What stands in a document, made safe to show and cut to so many characters. */
export function shortText(text: string, mostCharacters: number): string {
  const characters = [...safeText(text)];
  return characters.length <= mostCharacters
    ? characters.join('')
    : `${characters.slice(0, mostCharacters - 1).join('')}…`;
}
