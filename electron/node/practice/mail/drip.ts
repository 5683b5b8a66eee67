const DRIP_MS = 1_000;

/** Bytes that go out one a second. */
export class Drip {
  #waiting: Buffer = Buffer.alloc(0);
  readonly #timer: NodeJS.Timeout;

  /** @param letOut is called with each byte */
  constructor(letOut: (bytes: Buffer) => void) {
    this.#timer = setInterval(() => {
      if (this.#waiting.length === 0) return;
      const next = this.#waiting.subarray(0, 1);
      this.#waiting = this.#waiting.subarray(1);
      letOut(next);
    }, DRIP_MS);
  }

  /** How many bytes wait. */
  get length(): number {
    return this.#waiting.length;
  }

  add(bytes: Uint8Array): void {
    this.#waiting = Buffer.concat([this.#waiting, bytes]);
  }

  /** Lets nothing more out. */
  stop(): void {
    clearInterval(this.#timer);
  }
}
