import { LANGUAGES, type Language } from '../../shared/findings/explain.ts';
import { textIn, type Text } from '../text/index.ts';

const KEY = 'letterlock-language';

/** The language of the window: the one chosen here before, otherwise the one of the system. */
class LanguageState {
  #current = $state<Language>(remembered() ?? preferred(navigator.language));

  /** Every text of the window in the current language. */
  readonly text: Text = $derived(textIn(this.#current));
  /** The one to switch to. */
  readonly other: Language = $derived(LANGUAGES.find((language) => language !== this.#current) ?? 'en');

  constructor() {
    document.documentElement.lang = this.#current;
  }

  get current(): Language {
    return this.#current;
  }

  use(language: Language): void {
    this.#current = language;
    document.documentElement.lang = language;
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // Storage may be full or forbidden; the choice then lasts as long as the window, which is all it costs.
    }
  }
}

/** The one language of this window. */
export const language = new LanguageState();

function remembered(): Language | undefined {
  try {
    const stored = localStorage.getItem(KEY);
    return LANGUAGES.find((known) => known === stored);
  } catch {
    return undefined; // storage may be forbidden: nothing was remembered
  }
}

function preferred(tag: string): Language {
  return LANGUAGES.find((known) => known === tag.slice(0, 2).toLowerCase()) ?? 'en';
}
