import type { Folder, StoredMessage } from '../mailbox.ts';
import { writeFlags } from './flags.ts';
import { goesBeyond, hasNumber, type SequenceSet } from './sequence-set.ts';

/** A mail and its sequence number. */
export interface Numbered {
  readonly number: number;
  readonly message: StoredMessage;
}

/** Whether a set holds sequence numbers or UIDs. */
export type SetOf = 'numbers' | 'uids';

/**
 * The selected folder as one client has been told of it. Sequence numbers count in what it knows, so that a mail that
 * somebody else removes keeps its number until the client hears of that (RFC 9051 §7.5.1).
 */
export class View {
  readonly folder: Folder;
  /** True after EXAMINE. */
  readonly isReadOnly: boolean;
  #known: { readonly message: StoredMessage; flags: string }[];

  constructor(folder: Folder, isReadOnly: boolean) {
    this.folder = folder;
    this.isReadOnly = isReadOnly;
    this.#known = folder.messages.map(known);
  }

  get messages(): readonly Numbered[] {
    return this.#known.map(({ message }, at) => ({ number: at + 1, message }));
  }

  /**
   * The mails of a set; null where it has a sequence number that no mail has. UIDs that no mail has are passed over
   * (RFC 9051 §6.4.9).
   */
  find(set: SequenceSet, of: SetOf): readonly Numbered[] | null {
    const { messages } = this;
    if (of === 'numbers' && goesBeyond(set, messages.length)) return null;
    const largest = of === 'numbers' ? messages.length : (messages.at(-1)?.message.uid ?? 0);
    return messages.filter(({ number, message }) =>
      hasNumber(set, of === 'numbers' ? number : message.uid, largest),
    );
  }

  /** From now on the client knows the flags of this mail. */
  told(message: StoredMessage): void {
    const entry = this.#known.find((candidate) => candidate.message === message);
    if (entry !== undefined) entry.flags = writeFlags(message.flags);
  }

  /**
   * The untagged responses about everything that the client does not know yet; then it knows.
   *
   * @param mayExpunge false where sequence numbers must stay as they are (RFC 9051 §7.5.1)
   */
  news(mayExpunge: boolean): readonly string[] {
    return [...(mayExpunge ? this.#expunged() : []), ...this.#arrived(), ...this.#flagged()];
  }

  #expunged(): readonly string[] {
    const there = new Set(this.folder.messages);
    const gone = this.#known.flatMap(({ message }, at) => (there.has(message) ? [] : [at + 1]));
    this.#known = this.#known.filter(({ message }) => there.has(message));
    // From the last to the first: so each number is still right when it is told.
    return gone.reverse().map((number) => `* ${number} EXPUNGE`);
  }

  #arrived(): readonly string[] {
    const lastUid = this.#known.at(-1)?.message.uid ?? 0;
    const arrived = this.folder.messages.filter(({ uid }) => uid > lastUid);
    this.#known.push(...arrived.map(known));
    return arrived.length === 0 ? [] : [`* ${this.#known.length} EXISTS`];
  }

  #flagged(): readonly string[] {
    return this.#known.flatMap((entry, at) => {
      const flags = writeFlags(entry.message.flags);
      if (flags === entry.flags) return [];
      entry.flags = flags;
      return [`* ${at + 1} FETCH (UID ${entry.message.uid} FLAGS ${flags})`];
    });
  }
}

function known(message: StoredMessage): { readonly message: StoredMessage; flags: string } {
  return { message, flags: writeFlags(message.flags) };
}
