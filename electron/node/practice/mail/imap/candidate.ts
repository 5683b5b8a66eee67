import type { StoredMessage } from '../mailbox.ts';
import { utf8Of } from '../utf8.ts';
import { dayOfField } from './dates.ts';
import { fieldOf, isNamed } from './message/header.ts';
import { Opened } from './message/opened.ts';
import type { Numbered } from './view.ts';

/** A mail that may be what is looked for. What of it is expensive is made when it is first asked for. */
export class Candidate {
  readonly number: number;
  readonly message: StoredMessage;
  readonly #opened: Opened;
  #text: string | null = null;
  #body: string | null = null;

  constructor({ number, message }: Numbered) {
    this.number = number;
    this.message = message;
    this.#opened = new Opened(message.bytes);
  }

  /** All of it, folded. */
  get text(): string {
    this.#text ??= fold(this.#opened.text);
    return this.#text;
  }

  /** What is behind its header, folded. */
  get body(): string {
    this.#body ??= fold(this.#opened.text.slice(this.#opened.mail.bodyStart));
    return this.#body;
  }

  /** The values of all fields of this name, folded. */
  fields(name: string): readonly string[] {
    return this.#opened.mail.fields.filter((field) => isNamed(field, name)).map(({ value }) => fold(value));
  }

  /** The day in its Date field (`dayOfField`), or null. */
  get sentDay(): number | null {
    return dayOfField(fieldOf(this.#opened.mail.fields, 'Date') ?? '');
  }
}

/**
 * Bytes as text in which letters' case makes no difference (RFC 3501 §6.4.4). Encoded words and bodies in base64 are not
 * decoded: who looks for what is in them finds nothing.
 */
export function fold(latin1: string): string {
  return utf8Of(latin1).toLowerCase();
}
