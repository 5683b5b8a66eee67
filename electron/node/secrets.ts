import { maskName } from '../../shared/mail/email-address.ts';
import { exactly } from '../../shared/mail/exactly.ts';
import { preparePassword } from '../../shared/sasl/prepare.ts';
import { clipText } from '../../shared/wire/server-words.ts';

const WITHHELD = '[withheld: the server repeated something secret]';
// Shorter pieces of base64, hex or of a message stand in every other text by chance.
const SHORTEST_PIECE = 6;
// What a server has cut off is still told by as much as this.
const FRAGMENT = 12;
// Wherever a fragment is cut out, there is a whole block in it, where blocks begin at every stride.
const STRIDE = FRAGMENT / 2;
const BLOCK = FRAGMENT - STRIDE + 1;
// Proofs, nonces and digests: base64 or hex.
const PROOF = /^[a-z0-9+/]{20,}={0,2}$/i;
// What messages of SASL mechanisms are made of: NUL, %x01, commas and spaces stand between their parts.
// eslint-disable-next-line no-control-regex -- control characters are the separators
const SEPARATORS = /[\u0000\u0001, ]/;

// The fields of observations that hold what a server wrote.
const FREE_TEXT = new Set([
  ...[
    'text',
    'responseCode',
    'referral',
    'enhancedStatusCode',
    'errorStatus',
    'detail',
    'capabilities',
    'mechanisms',
  ],
  ...['subject', 'issuer', 'names', 'name', 'version', 'issuerUrl', 'issuersAsked'],
]);

/**
 * The secrets of a run, so that a server which repeats one back (some put the faulty command line into their error text)
 * cannot carry it into a report; and its names, which reports show masked.
 */
export class Secrets {
  readonly #forms = new Set<string>();
  readonly #blocks = new Map<string, Block[]>();
  readonly #names = new Map<string, RegExp>();

  /** Adds a password: as typed and as prepared, in base64 at each alignment, in hex and percent-encoded, and pieces of all. */
  addPassword(password: string): void {
    const prepared = (['precis', 'saslprep'] as const).map((how) => preparePassword(password, how));
    const normal = (['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) => password.normalize(form));
    const sent = prepared.flatMap((one) => (one.ok ? [one.text] : []));
    for (const form of new Set([password, ...normal, ...sent])) {
      this.#add(form);
      for (const text of [form, encodeURIComponent(form), ...encodingsOf(form)]) this.#addFragments(text);
    }
  }

  /**
   * Adds what was sent as the base64 of a SASL message: the text, the message, and the parts that it is made of; each of
   * them, too, as servers encode once more what they log.
   */
  addSent(base64: string): void {
    this.#add(base64);
    const message = Buffer.from(base64, 'base64').toString('utf8');
    const parts = message.split(SEPARATORS).map((part) => part.replace(/^[a-z]=/i, ''));
    for (const text of [base64, message, ...parts]) {
      // A name in a message is no secret: it is masked where it is repeated.
      if (text.length < SHORTEST_PIECE || this.#names.has(text.toLowerCase())) continue;
      this.#addPiece(text);
      this.#addPiece(encodeURIComponent(text));
      for (const encoded of encodingsOf(text)) this.#addFragments(encoded);
      // Names of hosts, which stand in messages as well, have dots.
      if (PROOF.test(text)) this.#addFragments(text);
    }
  }

  /** Adds a user name or an address, which is masked wherever it is repeated as a word of its own. */
  addName(name: string): void {
    this.#names.set(name.toLowerCase(), new RegExp(`(?<![\\w.@-])${exactly(name)}(?![\\w@-])`, 'gi'));
  }

  /** A text fit for a report: a fixed phrase in its place where it holds a secret, names masked, and cut to its length. */
  scrub(text: string): string {
    const lower = text.toLowerCase();
    for (const form of this.#forms) if (lower.includes(form)) return WITHHELD;
    if (this.#hasFragment(lower)) return WITHHELD;
    let masked = text;
    for (const [name, form] of this.#names) masked = masked.replace(form, maskName(name));
    return clipText(masked);
  }

  /** Plain data with every text of a server in it scrubbed. Words of our own (`accepted`) are nobody's secret. */
  scrubAll<T>(data: T, isFreeText = false): T {
    if (typeof data === 'string') return (isFreeText ? this.scrub(data) : data) as T;
    if (Array.isArray(data)) return data.map((item: unknown) => this.scrubAll(item, isFreeText)) as T;
    if (typeof data !== 'object' || data === null) return data;
    const entries = Object.entries(data) as [string, unknown][];
    return Object.fromEntries(
      entries.map(([key, value]) => [key, this.scrubAll(value, FREE_TEXT.has(key))]),
    ) as T;
  }

  /** Servers cut what they repeat at any place. */
  #addFragments(text: string): void {
    const lower = text.toLowerCase();
    if (lower.length < FRAGMENT) this.#addPiece(lower);
    for (let at = 0; at + BLOCK <= lower.length; at += STRIDE) {
      const key = lower.slice(at, at + BLOCK);
      const known = this.#blocks.get(key);
      if (known === undefined) this.#blocks.set(key, [{ text: lower, at }]);
      else known.push({ text: lower, at });
    }
  }

  #hasFragment(lower: string): boolean {
    if (this.#blocks.size === 0) return false;
    for (let at = 0; at + BLOCK <= lower.length; at++) {
      const blocks = this.#blocks.get(lower.slice(at, at + BLOCK)) ?? [];
      if (blocks.some((block) => isInFragment(block, lower, at))) return true;
    }
    return false;
  }

  #addPiece(text: string): void {
    if (text.length >= SHORTEST_PIECE) this.#add(text);
  }

  /** Servers may change the case of what they repeat, so all comparing is done in lower case. */
  #add(form: string): void {
    if (form !== '') this.#forms.add(form.toLowerCase());
  }
}

/** A piece of a secret text, and where in it that stands. */
interface Block {
  readonly text: string;
  readonly at: number;
}

/** Tells whether a whole fragment of the text that a block is of stands in another text, around that block. */
function isInFragment({ text, at }: Block, other: string, otherAt: number): boolean {
  let before = 0;
  while (before < STRIDE && before < at && text[at - before - 1] === other[otherAt - before - 1]) before++;
  let after = BLOCK;
  while (before + after < FRAGMENT && at + after < text.length && text[at + after] === other[otherAt + after])
    after++;
  return before + after >= FRAGMENT;
}

/** What a text becomes where its bytes are written as hex, or are somewhere inside of base64. */
function encodingsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  return [bytes.toString('hex'), ...[0, 1, 2].map((offset) => base64Inside(bytes, offset))];
}

/** The part of a base64 text that depends on these bytes alone when they begin at `offset` modulo three. */
function base64Inside(bytes: Uint8Array, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const firstFull = Math.ceil((offset * 8) / 6);
  const lastFull = Math.floor((whole.length * 8) / 6);
  return whole.toString('base64').slice(firstFull, lastFull);
}
