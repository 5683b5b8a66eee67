import { waitFor } from '../../net/wait.ts';
import type { Take } from './lines.ts';

/** More than this unread is more than is kept: the longest literal, and a line around it. */
export const MOST_UNREAD_BYTES = 2_097_152;

/** How somebody waits for what a client sends. */
export interface Patience {
  readonly idleMs: number;
  readonly signal: AbortSignal;
  /** True while nothing is taken, although there may be something. Whatever changes that has to call `wake`. */
  readonly isHeldUp: () => boolean;
}

/** What a client has sent and nobody has taken yet, and the one who waits for more of it. */
export class Incoming {
  #bytes: Buffer = Buffer.alloc(0);
  #isOver = false;
  #look: (() => void) | null = null;

  /**
   * Adds what came.
   *
   * @returns false where that is more than is kept, and nothing more is waited for
   */
  add(bytes: Buffer): boolean {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const isKept = this.#bytes.length <= MOST_UNREAD_BYTES;
    if (!isKept) this.#isOver = true;
    this.wake();
    return isKept;
  }

  /** Nothing more comes. */
  end(): void {
    this.#isOver = true;
    this.wake();
  }

  /** Throws away what nobody has taken. */
  clear(): void {
    this.#bytes = Buffer.alloc(0);
  }

  /** Whoever waits looks again. */
  wake(): void {
    this.#look?.();
  }

  /** The next thing that `take` finds; null where nothing more comes, `malformed` where it makes no sense. */
  async read<T>(take: Take<T>, { idleMs, signal, isHeldUp }: Patience): Promise<T | null | 'malformed'> {
    try {
      return await waitFor<T | null | 'malformed'>(idleMs, null, signal, (done) => {
        this.#look = () => {
          const taken = isHeldUp() ? null : take(this.#bytes);
          if (taken === 'malformed') done('malformed');
          else if (taken !== null) {
            this.#bytes = this.#bytes.subarray(taken.length);
            done(taken.value);
          } else if (this.#isOver) done(null);
        };
        this.#look();
        return () => {
          this.#look = null;
        };
      });
    } catch {
      return null; // the practice server stops: nobody is served any more
    }
  }
}
