import type { Language } from '../../shared/findings/explain.ts';
import { de } from './de.ts';
import { en, type Text } from './en.ts';

export type { Text } from './en.ts';

const TEXTS: Readonly<Record<Language, Text>> = { en, de };

/** Every text of the window in a language. Findings and input problems have theirs in `shared/findings`. */
export function textIn(language: Language): Text {
  return TEXTS[language];
}
