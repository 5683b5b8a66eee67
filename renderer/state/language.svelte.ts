import {
  LANGUAGES,
  languageOfSystem,
  type FindingPages,
  type Language,
} from '../../shared/findings/explain.ts';
import type { Text } from '../text/en.ts';
import { isLoadedAgain } from './loaded-again.ts';

const KEY = 'letterlock-language';

/** What a window shows is a file for each language, of which it loads those that it shows. */
const TEXTS: Readonly<Record<Language, () => Promise<Text>>> = {
  en: async () => (await import('../text/en.ts')).en,
  de: async () => (await import('../text/de.ts')).de,
};

/** The pages of all findings are most of what there is to read, and nothing of it is for the first screen. */
const PAGES: Readonly<Record<Language, () => Promise<{ readonly pages: FindingPages }>>> = {
  en: () => import('../../shared/findings/pages-en.generated.ts'),
  de: () => import('../../shared/findings/pages-de.generated.ts'),
};

/** What is shown in one language. */
interface Words {
  readonly current: Language;
  readonly text: Text;
  /** Null until they are loaded. */
  readonly pages: FindingPages | null;
}

/** The language of the window: the one chosen here before, otherwise the one of the system. */
class LanguageState {
  #words: Words;
  #wanted: Language;

  // Of their own: that pages have come is no news for who wants only these.
  readonly current: Language = $derived.by(() => this.#words.current);
  /** Every text of the window in the current language. */
  readonly text: Text = $derived.by(() => this.#words.text);
  /** The one to switch to. */
  readonly other: Language = $derived(LANGUAGES.find((language) => language !== this.current) ?? 'en');

  constructor(words: Words) {
    this.#words = $state.raw(words);
    this.#wanted = words.current;
    document.documentElement.lang = words.current;
  }

  /** False for a moment after the start: no screen that explains findings can be shown then. */
  get hasPages(): boolean {
    return this.#words.pages !== null;
  }

  /**
   * The pages of all findings in the current language.
   *
   * @throws where they are not there yet
   */
  get pages(): FindingPages {
    const { pages } = this.#words;
    if (pages === null) throw new Error('A finding is shown before there are pages.');
    return pages;
  }

  /** Switches everything at once, as soon as it is loaded; until then all stays as it is. */
  async use(language: Language): Promise<void> {
    this.#wanted = language;
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // Storage may be full or forbidden; the choice then lasts as long as the window, which is all it costs.
    }
    await this.#load(language);
  }

  /** Has the first pages loaded. Called when the first screen is there, which needs none: they are most of what is read. */
  async loadPages(): Promise<void> {
    await this.#load(this.#wanted);
  }

  async #load(current: Language): Promise<void> {
    const [text, { pages }] = await Promise.all([TEXTS[current](), PAGES[current]()]);
    // Somebody may have switched back meanwhile.
    if (this.#wanted !== current) return;
    this.#words = { current, text, pages };
    document.documentElement.lang = current;
  }
}

// The app names it behind the address of its page, as it was when the window opened; whoever chose another one since then, and
// had the page loaded again, has it in the storage. That is asked last: it takes a while.
const first =
  (isLoadedAgain() ? remembered() : undefined) ??
  named() ??
  remembered() ??
  languageOfSystem(navigator.language);

/** The one language of this window. Nothing is shown before its words are there. */
export const language = new LanguageState({ current: first, text: await TEXTS[first](), pages: null });

function named(): Language | undefined {
  return LANGUAGES.find((known) => location.hash === `#${known}`);
}

function remembered(): Language | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return LANGUAGES.find((known) => known === stored);
  } catch {
    return undefined; // storage may be forbidden: nothing was remembered
  }
}
