import {
  LANGUAGES,
  languageOfSystem,
  type FindingPages,
  type Language,
} from '../../shared/findings/explain.ts';
import type { Text } from '../text/en.ts';
import { firstDe } from '../text/first-de.ts';
import { firstEn, type FirstText } from '../text/first-en.ts';
import { isLoadedAgain } from './loaded-again.ts';

const KEY = 'letterlock-language';

/** These are in the first file of the window, in every language: to ask for one more file takes longer than to read them. */
const FIRST: Readonly<Record<Language, FirstText>> = { en: firstEn, de: firstDe };

/** What the other screens say. */
const TEXTS: Readonly<Record<Language, () => Promise<Text>>> = {
  en: async () => (await import('../text/en.ts')).en,
  de: async () => (await import('../text/de.ts')).de,
};

/** The pages of all findings are most of what there is to read. */
const PAGES: Readonly<Record<Language, () => Promise<{ readonly pages: FindingPages }>>> = {
  en: () => import('../../shared/findings/pages-en.generated.ts'),
  de: () => import('../../shared/findings/pages-de.generated.ts'),
};

/** What is shown in one language. */
interface Words {
  readonly current: Language;
  /** Null until it is loaded. */
  readonly rest: { readonly text: Text; readonly pages: FindingPages } | null;
}

/** The language of the window: the one chosen here before, otherwise the one of the system. */
class LanguageState {
  #words: Words;
  #wanted: Language;

  // Of their own: that the rest has come is no news for who wants only these.
  readonly current: Language = $derived.by(() => this.#words.current);
  /** What the first screen says, and what is around every screen, in the current language. */
  readonly first: FirstText = $derived(FIRST[this.current]);
  /** The one to switch to. */
  readonly other: Language = $derived(LANGUAGES.find((language) => language !== this.current) ?? 'en');

  constructor(words: Words) {
    this.#words = $state.raw(words);
    this.#wanted = words.current;
    document.documentElement.lang = words.current;
  }

  /**
   * Every text of the window in the current language.
   *
   * @throws where they are not there yet
   */
  get text(): Text {
    return this.#rest.text;
  }

  /**
   * The pages of all findings in the current language.
   *
   * @throws where they are not there yet
   */
  get pages(): FindingPages {
    return this.#rest.pages;
  }

  get #rest(): NonNullable<Words['rest']> {
    const { rest } = this.#words;
    if (rest === null) throw new Error('A screen is shown before there are words for it.');
    return rest;
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

  /** Has the rest loaded. Called when the first screen is there, which needs none of it: it is most of what is read. */
  async loadRest(): Promise<void> {
    await this.#load(this.#wanted);
  }

  async #load(current: Language): Promise<void> {
    const [text, { pages }] = await Promise.all([TEXTS[current](), PAGES[current]()]);
    // Somebody may have switched back meanwhile.
    if (this.#wanted !== current) return;
    this.#words = { current, rest: { text, pages } };
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

/** The one language of this window. */
export const language = new LanguageState({ current: first, rest: null });

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
