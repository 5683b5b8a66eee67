const FIRST_CAPACITY_BYTES = 4_096;

/** Bytes that come in pieces, kept in one array up to a limit. What comes beyond it is dropped. */
export class GrowingBytes {
  readonly #limitBytes: number;
  #array = new Uint8Array(FIRST_CAPACITY_BYTES);
  #length = 0;
  #isCut = false;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Takes bytes as they come. */
  push(bytes: Uint8Array): void {
    const kept = bytes.subarray(0, this.#limitBytes - this.#length);
    this.#isCut ||= kept.length < bytes.length;
    this.#reserve(this.#length + kept.length);
    this.#array.set(kept, this.#length);
    this.#length += kept.length;
  }

  /** Everything that is kept, as a view that ends where it ended when it was asked for. */
  get bytes(): Uint8Array {
    return this.#array.subarray(0, this.#length);
  }

  /** Whether something was dropped. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Doubling keeps the copying in proportion, however small the pieces are. */
  #reserve(length: number): void {
    if (length <= this.#array.length) return;
    const larger = new Uint8Array(Math.max(length, 2 * this.#array.length));
    larger.set(this.bytes);
    this.#array = larger;
  }
}
