import type { Folder, StoredMessage } from '../mailbox.ts';

/** A mail by its number in this session (RFC 1939 §5), which stays what it is whatever happens to the others. */
export interface NumberedMessage {
  readonly number: number;
  readonly message: StoredMessage;
}

/**
 * The mails of a folder as one POP3 session sees them: those that were there when it began, less those it has marked.
 * Others may be in the same folder at the same time: there is no lock.
 */
export class Maildrop {
  readonly #folder: Folder;
  readonly #all: readonly NumberedMessage[];
  readonly #marked = new Set<number>();

  constructor(folder: Folder) {
    this.#folder = folder;
    this.#all = folder.messages.map((message, at) => ({ number: at + 1, message }));
  }

  /** Those that are not marked. */
  get messages(): readonly NumberedMessage[] {
    return this.#all.filter(({ number }) => !this.#marked.has(number));
  }

  /** Their octets. */
  get size(): number {
    return this.messages.reduce((sum, { message }) => sum + message.bytes.length, 0);
  }

  /** The mail with this number; null where there is none, or it is marked. */
  at(number: number): NumberedMessage | null {
    return this.messages.find((each) => each.number === number) ?? null;
  }

  /** Of one mail, the same in every session (RFC 1939 §7, UIDL). */
  uniqueId({ uid }: StoredMessage): string {
    return `${this.#folder.uidValidity}.${uid}`;
  }

  /** Marks a mail as deleted; nothing happens to it before `update`. */
  mark({ number }: NumberedMessage): void {
    this.#marked.add(number);
  }

  unmarkAll(): void {
    this.#marked.clear();
  }

  /** Removes what is marked (RFC 1939 §6), and says how many mails that were. */
  update(): number {
    const marked = this.#all.filter(({ number }) => this.#marked.has(number));
    if (marked.length > 0) this.#folder.remove(new Set(marked.map(({ message }) => message.uid)));
    return marked.length;
  }
}
