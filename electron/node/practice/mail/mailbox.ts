/** One mail as it lies in a folder. */
export interface StoredMessage {
  readonly uid: number;
  readonly receivedAt: Date;
  /** As it came, with CRLF. */
  readonly bytes: Uint8Array;
  /** System flags and keywords (RFC 9051 §2.3.2), `\Seen`. */
  readonly flags: Set<string>;
}

/** A folder refuses what would make the practice server's memory grow without end. */
export type Appended = { readonly kind: 'appended'; readonly uid: number } | { readonly kind: 'full' };

const MOST_MESSAGES = 1_000;
const MOST_BYTES = 20_000_000;
const MOST_FOLDERS = 100;

/** A folder in memory: nothing of it outlives the practice server. */
export class Folder {
  readonly name: string;
  /** RFC 6154 §2: `\Sent` and its like, or null. */
  readonly specialUse: string | null;
  readonly uidValidity: number;
  #uidNext = 1;
  #messages: readonly StoredMessage[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(name: string, specialUse: string | null, uidValidity: number) {
    this.name = name;
    this.specialUse = specialUse;
    this.uidValidity = uidValidity;
  }

  /** In the order of their UIDs; the place in it is the sequence number less one. */
  get messages(): readonly StoredMessage[] {
    return this.#messages;
  }

  get uidNext(): number {
    return this.#uidNext;
  }

  /** Puts a mail in. */
  append(bytes: Uint8Array, receivedAt: Date, flags: readonly string[] = []): Appended {
    const size = this.#messages.reduce((sum, message) => sum + message.bytes.length, bytes.length);
    if (this.#messages.length >= MOST_MESSAGES || size > MOST_BYTES) return { kind: 'full' };
    const uid = this.#uidNext++;
    this.#messages = [...this.#messages, { uid, receivedAt, bytes, flags: new Set(flags) }];
    this.#tell();
    return { kind: 'appended', uid };
  }

  /** Takes mails out. */
  remove(uids: ReadonlySet<number>): void {
    this.#messages = this.#messages.filter(({ uid }) => !uids.has(uid));
    this.#tell();
  }

  /** Calls the listener after every change of the messages, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The folders of one account. INBOX is always there, whatever its letters' case (RFC 9051 §5.1). */
export class Mailbox {
  readonly inbox: Folder;
  readonly #folders = new Map<string, Folder>();
  #uidValidity: number;

  /** @param uidValidity of the first folder (RFC 9051 §2.3.1.1); another one at each start */
  constructor(uidValidity: number) {
    this.#uidValidity = uidValidity;
    this.inbox = this.#make('INBOX', null);
    this.#make('Sent', '\\Sent');
    this.#make('Drafts', '\\Drafts');
    this.#make('Trash', '\\Trash');
  }

  get folders(): readonly Folder[] {
    return [...this.#folders.values()];
  }

  folder(name: string): Folder | null {
    return this.#folders.get(keyOf(name)) ?? null;
  }

  /** Makes a folder; null where there is one of that name, or no room for more. */
  create(name: string): Folder | null {
    if (name === '' || this.folder(name) !== null || this.#folders.size >= MOST_FOLDERS) return null;
    return this.#make(name, null);
  }

  /** Removes a folder with its mails; false where there is none, or it is INBOX. */
  delete(name: string): boolean {
    return keyOf(name) !== 'INBOX' && this.#folders.delete(name);
  }

  #make(name: string, specialUse: string | null): Folder {
    const folder = new Folder(name, specialUse, this.#uidValidity++);
    this.#folders.set(name, folder);
    return folder;
  }
}

function keyOf(name: string): string {
  return name.toUpperCase() === 'INBOX' ? 'INBOX' : name;
}
