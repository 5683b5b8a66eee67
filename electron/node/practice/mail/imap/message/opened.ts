import { readMessage, type Part } from './part.ts';

/** A mail's text, each character a byte, and its parts; each made when it is first asked for. */
export class Opened {
  readonly #bytes: Uint8Array;
  #text: string | null = null;
  #mail: Part | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get text(): string {
    this.#text ??= Buffer.from(this.#bytes).toString('latin1');
    return this.#text;
  }

  get mail(): Part {
    this.#mail ??= readMessage(this.text);
    return this.#mail;
  }
}
