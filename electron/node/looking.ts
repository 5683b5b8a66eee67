import { isSameEndpoint, type Endpoint } from '../../shared/mail/endpoint.ts';
import type { LookContext } from './probe/context.ts';
import { look, type LookedAt } from './probe/look.ts';
import type { RunLog } from './run-log.ts';

/**
 * All looks of a run, side by side. Those that take long (a port that is filtered, a server that holds its greeting back)
 * go on in the background while the rest of the run does.
 */
export class Looking {
  readonly #context: LookContext;
  readonly #endpoints: Endpoint[] = [];
  readonly #open = new Set<Endpoint>();
  readonly #ended: LookedAt[] = [];
  readonly #looks: Promise<void>[] = [];
  readonly #onChange: () => void;

  /** @param onChange called whenever a look has ended */
  constructor(context: LookContext, onChange: () => void) {
    this.#context = context;
    this.#onChange = onChange;
  }

  /** Begins to look at those of these endpoints that are not looked at yet. */
  add(endpoints: readonly Endpoint[]): void {
    for (const endpoint of endpoints) {
      if (this.#endpoints.some((one) => isSameEndpoint(one, endpoint))) continue;
      this.#endpoints.push(endpoint);
      this.#open.add(endpoint);
      const looking = this.#lookGuarded(endpoint);
      looking.catch(() => undefined); // whoever waits is told; nobody has to
      this.#looks.push(looking);
    }
  }

  /** Everything that is looked at, in the order in which it was added. */
  get endpoints(): readonly Endpoint[] {
    return this.#endpoints;
  }

  /** The looks that have come to their end, in the order in which their endpoints were added. */
  get ended(): readonly LookedAt[] {
    return this.#ended.toSorted(
      (left, right) => this.#endpoints.indexOf(left.endpoint) - this.#endpoints.indexOf(right.endpoint),
    );
  }

  /** Tells whether a look at an endpoint is still going on. */
  isOpen(endpoint: Endpoint): boolean {
    return [...this.#open].some((one) => isSameEndpoint(one, endpoint));
  }

  /** Tells whether no look is going on. */
  get isOver(): boolean {
    return this.#open.size === 0;
  }

  /**
   * Waits for all looks, those that are added meanwhile included.
   *
   * @throws the signal's reason, when it is aborted
   */
  async waitForAll(): Promise<void> {
    for (let seen = -1; seen !== this.#looks.length;) {
      seen = this.#looks.length;
      await Promise.all(this.#looks);
    }
    await Promise.all(this.#context.beside.looks);
  }

  /** Closes the connections that looks have left open, but for those that are kept. */
  close(kept: readonly LookedAt[] = []): void {
    for (const { looked } of this.#ended) {
      if (looked.kind === 'ready' && !kept.some((one) => one.looked === looked)) looked.connection.close();
    }
  }

  /** Looks at one endpoint; a bug in there ends this look and not the run. */
  async #lookGuarded(endpoint: Endpoint): Promise<void> {
    try {
      await look(endpoint, this.#context, (lookedAt) => {
        this.#ended.push(lookedAt);
        this.#onChange();
      });
    } catch (error) {
      if (this.#context.signal.aborted) throw error;
      observeCrash(error, endpoint, this.#context.log);
    }
    this.#open.delete(endpoint);
    this.#onChange();
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
