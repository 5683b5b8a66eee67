/** A text that a person wants on the clipboard, and whether it is there. */
export class Copying {
  #copied = $state<string | null>(null);

  /** Whether this very text was copied last. */
  has(text: string): boolean {
    return this.#copied === text;
  }

  /**
   * Puts a text on the clipboard. Where that is not to be had, the text is marked instead, so that the keyboard copies it.
   *
   * @param shown what shows the text
   */
  async copy(text: string, shown: HTMLElement | undefined): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#copied = text;
    } catch {
      if (shown !== undefined) getSelection()?.selectAllChildren(shown);
    }
  }
}
