// Whoever goes back and forth between screens has seen no more: a check, a look of the helpdesk, and the ones before.
const MOST = 5;

/** What a window has of its last few runs, by their ids: one that stays open for long keeps no more than these. */
export class LastFew<T> {
  readonly #kept = new Map<string, T>();

  /** Keeps one as the newest, and forgets the oldest where there are too many. */
  keep(id: string, one: T): void {
    this.#kept.delete(id); // in its old place it would be the next to go
    this.#kept.set(id, one);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Undefined where it is none of those that are kept. */
  of(id: string): T | undefined {
    return this.#kept.get(id);
  }
}
