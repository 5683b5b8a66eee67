/** The longest line that is read before sign-in: real ones are under 2 KiB, certificates never come this way. */
export const LONGEST_LINE_BYTES = 65_536;

const LF = 10;
const CR = 13;

/**
 * Cuts a stream of bytes into lines. A line ends with CRLF or a bare LF (some old servers write it); the end is not part
 * of the line. What is left over stays inside until its end comes.
 */
export class LineBuffer {
  #bytes: Uint8Array = new Uint8Array();

  /** Takes bytes as they come from the network. */
  push(bytes: Uint8Array): void {
    const joined = new Uint8Array(this.#bytes.length + bytes.length);
    joined.set(this.#bytes);
    joined.set(bytes, this.#bytes.length);
    this.#bytes = joined;
  }

  /** The next whole line, null where it has not ended yet, or `too-long` where it never should get that far. */
  next(): Uint8Array | null | 'too-long' {
    const end = this.#bytes.indexOf(LF);
    const known = end < 0 ? this.#bytes.length : end;
    const length = this.#bytes[known - 1] === CR ? known - 1 : known;
    if (length > LONGEST_LINE_BYTES) return 'too-long';
    if (end < 0) return null;
    const line = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(end + 1);
    return line;
  }

  /** Takes bytes from the front, as many as there are of that many. */
  take(length: number): Uint8Array {
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  /** How many bytes wait inside, whole lines included. */
  get length(): number {
    return this.#bytes.length;
  }

  /** What waits inside, without taking it. */
  peek(): Uint8Array {
    return this.#bytes;
  }
}
