import type { FindingPages, Language } from './explain.ts';
import { pages as de } from './pages-de.generated.ts';
import { pages as en } from './pages-en.generated.ts';

/**
 * The pages of every language, for what runs in Node, where they cost nothing. Not for a window: it shows one language, and
 * loads the pages of that alone.
 */
export const ALL_PAGES: Readonly<Record<Language, FindingPages>> = { en, de };
