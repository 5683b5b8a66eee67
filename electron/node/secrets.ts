const WITHHELD = '[withheld: the server repeated something secret]';
// Shorter pieces of base64 or hex stand in every other text by chance.
const SHORTEST_ENCODED_FORM = 6;

/**
 * The secrets of a run, so that a server which repeats one back (some put the faulty command line into their error text)
 * cannot carry it into a report.
 */
export class Secrets {
  readonly #forms = new Set<string>();

  /** Adds a password: it is looked for as text, in base64 at each alignment, in hex and percent-encoded. */
  addPassword(password: string): void {
    for (const form of new Set([password, password.normalize('NFC'), password.normalize('NFD')])) {
      const bytes = Buffer.from(form, 'utf8');
      this.#add(form);
      const encoded = [0, 1, 2].map((offset) => base64Inside(bytes, offset));
      for (const text of [encodeURIComponent(form), bytes.toString('hex'), ...encoded]) {
        if (text.length >= SHORTEST_ENCODED_FORM) this.#add(text);
      }
    }
  }

  /** Adds a text that was sent as a secret, such as the base64 of a SASL response. */
  addSent(text: string): void {
    this.#add(text);
  }

  /** The text, or a fixed phrase in its place where it holds a secret. */
  scrub(text: string): string {
    const lower = text.toLowerCase();
    for (const form of this.#forms) if (lower.includes(form)) return WITHHELD;
    return text;
  }

  /** Plain data with every text in it scrubbed. */
  scrubAll<T>(data: T): T {
    if (typeof data === 'string') return this.scrub(data) as T;
    if (Array.isArray(data)) return data.map((item: unknown) => this.scrubAll(item)) as T;
    if (typeof data !== 'object' || data === null) return data;
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, this.scrubAll(value)])) as T;
  }

  /** Servers may change the case of what they repeat, so all comparing is done in lower case. */
  #add(form: string): void {
    if (form !== '') this.#forms.add(form.toLowerCase());
  }
}

/** The part of a base64 text that depends on these bytes alone when they begin at `offset` modulo three. */
function base64Inside(bytes: Uint8Array, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const firstFull = Math.ceil((offset * 8) / 6);
  const lastFull = Math.floor((whole.length * 8) / 6);
  return whole.toString('base64').slice(firstFull, lastFull);
}
