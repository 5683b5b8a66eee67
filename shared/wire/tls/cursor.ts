/**
 * Reads numbers and vectors (RFC 5246 §4) off bytes, one after the other. What goes beyond the end gives null, and so does
 * everything after it: it is enough to look at the last value.
 */
export class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** So many bytes, as a view. */
  take(length: number): Uint8Array | null {
    const end = this.#at + length;
    if (end > this.#bytes.length) {
      this.#at = Infinity;
      return null;
    }
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  /** A number, most significant byte first. */
  uint(lengthBytes: 1 | 2 | 3): number | null {
    return this.take(lengthBytes)?.reduce((number, byte) => number * 256 + byte, 0) ?? null;
  }

  /** The inside of a vector whose length stands before it, in so many bytes. */
  vector(lengthBytes: 1 | 2 | 3): Uint8Array | null {
    const length = this.uint(lengthBytes);
    return length === null ? null : this.take(length);
  }

  /** True where everything has been read, and nothing was missing. */
  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}
