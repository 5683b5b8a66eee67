import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { LookContext } from './probe/context.ts';
import { look, type LookedAt } from './probe/look.ts';
import type { RunLog } from './run-log.ts';

// By then every server that is well has said all that it offers, ten round trips to the other side of the earth included.
const PATIENCE_MS = 2_500;

/**
 * All looks of a run, side by side. Those that take long (a port that is filtered, a server that holds its greeting back)
 * go on in the background while the rest of the run does.
 */
export class Looking {
  readonly #endpoints: readonly Endpoint[];
  readonly #signal: AbortSignal;
  readonly #ended: LookedAt[] = [];
  readonly #all: Promise<unknown>;
  readonly #beside: readonly Promise<void>[];
  #onEnded: () => void = () => undefined;

  constructor(endpoints: readonly Endpoint[], context: LookContext) {
    this.#endpoints = endpoints;
    this.#signal = context.signal;
    this.#beside = context.beside.looks;
    this.#all = Promise.all(endpoints.map((endpoint) => this.#lookGuarded(endpoint, context)));
    this.#all.catch(() => undefined); // whoever waits is told; nobody has to
  }

  /** The looks that have come to their end, in the order in which their endpoints are preferred. */
  get ended(): readonly LookedAt[] {
    return this.#ended.toSorted(
      (left, right) => this.#endpoints.indexOf(left.endpoint) - this.#endpoints.indexOf(right.endpoint),
    );
  }

  /**
   * Waits for all looks, or, when some time has passed, only until what is there is enough.
   *
   * @throws the signal's reason, when it is aborted
   */
  async wait(isEnough: (ended: readonly LookedAt[]) => boolean): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.#onEnded = () => {
          if (isEnough(this.ended)) resolve();
        };
        this.#onEnded();
      }, PATIENCE_MS);
    });
    try {
      await Promise.race([this.#all, enough]);
    } finally {
      clearTimeout(timer);
      this.#onEnded = () => undefined;
    }
  }

  /**
   * Waits for all looks.
   *
   * @throws the signal's reason, when it is aborted
   */
  async waitForAll(): Promise<void> {
    await this.#all;
    await Promise.all(this.#beside);
  }

  /** Closes the connections that looks have left open, but for those that are kept. */
  close(kept: readonly LookedAt[] = []): void {
    for (const { looked } of this.#ended) {
      if (looked.kind === 'ready' && !kept.some((one) => one.looked === looked)) looked.connection.close();
    }
  }

  /** Looks at one endpoint; a bug in there ends this look and not the run. */
  async #lookGuarded(endpoint: Endpoint, context: LookContext): Promise<void> {
    try {
      await look(endpoint, context, (lookedAt) => {
        this.#ended.push(lookedAt);
        this.#onEnded();
      });
    } catch (error) {
      if (this.#signal.aborted) throw error;
      observeCrash(error, endpoint, context.log);
    }
  }
}

/**
 * Keeps the name of what was thrown and nothing else: its message could hold anything.
 *
 * @param endpoint what was looked at; null for the run as a whole
 */
export function observeCrash(error: unknown, endpoint: Endpoint | null, log: RunLog): void {
  const facts = {
    kind: 'check-crashed' as const,
    detail: error instanceof Error ? error.name : typeof error,
  };
  if (endpoint === null) log.observeRun(facts, log.now());
  else log.observe({ endpoint, address: null }, facts, log.now());
}
