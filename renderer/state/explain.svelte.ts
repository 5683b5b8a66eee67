import type { ExplainedText } from '../../shared/explain/explain-text.ts';
import type * as explaining from './explaining.ts';

/** What explains texts, once it is loaded. */
export type Explaining = typeof explaining;

/** A text and what it means. The text itself stands in its field: a log can have secrets in it. */
export class ExplainState {
  #isOpen = $state(false);
  #isBusy = $state(false);
  #explained = $state.raw<(ExplainedText & { readonly by: Explaining }) | null>(null);

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What the last text means, and what has the words for it; null before any. */
  get explained(): (ExplainedText & { readonly by: Explaining }) | null {
    return this.#explained;
  }

  open(): void {
    this.#isOpen = true;
  }

  leave(): void {
    this.#isOpen = false;
    this.#explained = null;
  }

  /** Says what a text means. */
  async explain(text: string): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const by = await import('./explaining.ts');
    this.#explained = { ...by.explainText(text), by };
    this.#isBusy = false;
  }
}
