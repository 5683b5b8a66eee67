import { rank, type Option } from '../../shared/discovery/rank.ts';
import { isSettled, needsConfirmation, securedEndpoint, usernameFor } from '../../shared/discovery/settle.ts';
import type { PlacedCandidate } from '../../shared/mail/candidate.ts';
import type { EmailAddress } from '../../shared/mail/email-address.ts';
import { isSameEndpoint, type Endpoint, type Protocol } from '../../shared/mail/endpoint.ts';
import type { Search } from './discovery/search.ts';
import { Looking } from './looking.ts';
import { registrableDomain } from './net/registrable-domain.ts';
import { incomingProtocols, type Account } from './plan.ts';
import type { LookContext } from './probe/context.ts';
import type { LookedAt } from './probe/look.ts';

// By then every server that is well has said all that it offers, ten round trips to the other side of the earth included;
// where servers are farther away, as over a satellite, it has those ten round trips.
const PATIENCE_MS = 2_500;
const PATIENCE_ROUND_TRIPS = 10;
// A packet that was lost once looks like a server that is very far away.
const MOST_PATIENCE_MS = 8_000;
// A source that has not answered by then holds nobody up any more; where servers are far away, it has six round trips.
const SETTLE_MS = 1_500;
const SETTLE_ROUND_TRIPS = 6;
// Servers count connections. What is suggested beyond this is in the report, and not looked at.
const MOST_ENDPOINTS = 40;
// Of the guessed names of a domain the likeliest are looked at first, and the others only where those bring nothing.
const GUESSED_AT_ONCE = 2;

/** What is guessed at, because every account has it. */
const GUESSED: readonly Protocol[] = ['imap', 'submission'];

/**
 * The servers of a run, the best first: those that a person named, or those that a search suggests, and the looks at them,
 * which begin as soon as a server is known.
 */
export class Servers {
  readonly looking: Looking;
  readonly #named: readonly PlacedCandidate[];
  readonly #site: string | null;
  readonly #address: EmailAddress | null;
  readonly #context: LookContext;
  #search: Search | null = null;
  #ranked: { readonly of: number; readonly options: readonly Option[] } = { of: 0, options: [] };
  #onChange: () => void = () => undefined;

  /** @param named what a person named, or the usual ports of a host that they named */
  constructor(named: readonly PlacedCandidate[], address: EmailAddress | null, context: LookContext) {
    this.#named = named;
    this.#address = address;
    this.#site = address === null ? null : registrableDomain(address.domain);
    this.#context = context;
    this.looking = new Looking(context, () => this.#change());
    this.looking.add(named.map(({ endpoint }) => endpoint));
  }

  /** Takes what a search brings, from now on. */
  follow(start: (onChange: () => void) => Search): void {
    this.#search = start(() => this.#change());
    this.#change();
  }

  /** Everything that was suggested, in the order in which it was. */
  get candidates(): readonly PlacedCandidate[] {
    return [...this.#named, ...(this.#search?.candidates ?? [])];
  }

  /** The ways to each protocol, the best first, as they are looked at: never without encryption because a document says so. */
  get options(): readonly Option[] {
    const { candidates } = this;
    // Candidates are only ever added, and this is asked at every change of a look.
    if (this.#ranked.of !== candidates.length) {
      const isNamed = this.#named.length > 0;
      const secured = candidates.map((one) => (isNamed ? one : { ...one, endpoint: securedEndpoint(one) }));
      this.#ranked = { of: candidates.length, options: rank(secured) };
    }
    return this.#ranked.options;
  }

  /** What is to be judged: everything that was looked at, but for guesses at which nobody was. */
  get endpoints(): readonly Endpoint[] {
    return this.options
      .filter((option) => !isGuess(option) || this.#isReady(option.endpoint))
      .map(({ endpoint }) => endpoint)
      .filter((endpoint) => this.looking.endpoints.some((one) => isSameEndpoint(one, endpoint)));
  }

  /** The looks that have ended, the best first. */
  get ended(): readonly LookedAt[] {
    const { ended } = this.looking;
    return this.options.flatMap(({ endpoint }) =>
      ended.filter((one) => isSameEndpoint(one.endpoint, endpoint)),
    );
  }

  /** Whose mailbox it would be at an endpoint, as its sources say, and whether that has to be confirmed. */
  accountAt(endpoint: Endpoint, username: string | null): Account {
    const option = this.options.find((one) => isSameEndpoint(one.endpoint, endpoint));
    const address = this.#address;
    return {
      username: username ?? (option === undefined || address === null ? '' : usernameFor(option, address)),
      toConfirm:
        option !== undefined && needsConfirmation(option, this.#site, this.#search?.mailPorts)
          ? option.site
          : null,
    };
  }

  /**
   * Waits until it is settled which servers are the best that can be had, or until all is over. No secret goes anywhere
   * before.
   *
   * @param canSignIn tells whether something can be signed in to
   * @throws the signal's reason, when it is aborted
   */
  async waitUntilDecided(canSignIn: (lookedAt: LookedAt) => boolean): Promise<void> {
    const { signal, log } = this.#context;
    const startedAt = log.now();
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const onAbort = (): void => reject(signal.reason as Error);
        signal.addEventListener('abort', onAbort, { once: true });
        this.#onChange = () => {
          clearTimeout(timer);
          const passedMs = log.now() - startedAt;
          if (!this.#isDecided(canSignIn, passedMs)) {
            timer = this.#changeAfter(passedMs);
            return;
          }
          signal.removeEventListener('abort', onAbort);
          resolve();
        };
        if (signal.aborted) onAbort();
        this.#onChange();
      });
    } finally {
      clearTimeout(timer);
      this.#onChange = () => undefined;
    }
  }

  /** Waits for the whole search and all looks. */
  async waitForAll(): Promise<void> {
    await this.#search?.waitForAll();
    await this.looking.waitForAll();
  }

  #isDecided(canSignIn: (lookedAt: LookedAt) => boolean, passedMs: number): boolean {
    const pending = this.#search?.pending ?? [];
    if (pending.length === 0 && this.looking.isOver) return true;
    const isPatient = passedMs < this.#patienceMs();
    const { options, ended } = this;
    const ways = waysAmong(options);
    const chosen = ways.map((own) =>
      own.find(({ endpoint }) =>
        ended.some((one) => isSameEndpoint(one.endpoint, endpoint) && canSignIn(one)),
      ),
    );
    const isEach = ways.every((own, at) => {
      const best = chosen[at];
      if (best === undefined) return this.#search === null && own.length === 0;
      const better = own.slice(0, own.indexOf(best));
      return !isPatient || !better.some(({ endpoint }) => this.looking.isOpen(endpoint));
    });
    // Those that a person named are all waited for: what is found there is for them to see.
    if (!isEach || (this.#search === null && isPatient)) return false;
    const known = chosen.filter((option) => option !== undefined);
    return isSettled(known, pending) || passedMs >= this.#settleMs();
  }

  #patienceMs(): number {
    return Math.min(MOST_PATIENCE_MS, Math.max(PATIENCE_MS, PATIENCE_ROUND_TRIPS * this.#farthest));
  }

  #settleMs(): number {
    return Math.max(SETTLE_MS, SETTLE_ROUND_TRIPS * this.#farthest);
  }

  /** The longest round trip that was seen, in milliseconds. */
  get #farthest(): number {
    return Math.max(0, ...this.#context.roundTrips);
  }

  /** Looks again when the next of the waits is over; how long they are may have grown with the round trips that were seen. */
  #changeAfter(passedMs: number): NodeJS.Timeout | undefined {
    const waits = [this.#patienceMs(), this.#settleMs()].filter((ms) => ms > passedMs);
    return waits.length === 0 ? undefined : setTimeout(() => this.#change(), Math.min(...waits) - passedMs);
  }

  #change(): void {
    // A look that a cancel did not meet while it waited leaves a connection that nobody takes over any more.
    if (this.#context.signal.aborted) this.looking.close();
    this.#lookAtMore();
    this.#onChange();
  }

  #lookAtMore(): void {
    const room = MOST_ENDPOINTS - this.looking.endpoints.length;
    if (this.#search === null || room <= 0 || this.#context.signal.aborted) return;
    const { options } = this;
    const suggested = options.filter((option) => !isGuess(option));
    const guessed = GUESSED.flatMap((protocol) => this.#guessesFor(protocol, options));
    const wanted = [...suggested, ...guessed].map(({ endpoint }) => endpoint);
    const known = this.looking.endpoints;
    const fresh = wanted.filter((endpoint) => !known.some((one) => isSameEndpoint(one, endpoint)));
    this.looking.add(fresh.slice(0, room));
  }

  /** None where somebody who can be trusted names servers; else the likeliest names, and the others when those fail. */
  #guessesFor(protocol: Protocol, options: readonly Option[]): readonly Option[] {
    const own = options.filter(({ endpoint }) => endpoint.protocol === protocol);
    if (own.some(({ trust }) => !['dns', 'http', 'guess'].includes(trust))) return [];
    const guesses = own.filter(isGuess);
    const hostsAt = (site: string): string[] => [
      ...new Set(guesses.filter((one) => one.site === site).map(({ endpoint }) => endpoint.host)),
    ];
    const first = guesses.filter(
      ({ endpoint, site }) => hostsAt(site).indexOf(endpoint.host) < GUESSED_AT_ONCE,
    );
    const hasFailed = first.every(
      ({ endpoint }) =>
        this.looking.endpoints.some((one) => isSameEndpoint(one, endpoint)) &&
        !this.looking.isOpen(endpoint) &&
        !this.#isReady(endpoint),
    );
    return hasFailed ? guesses : first;
  }

  #isReady(endpoint: Endpoint): boolean {
    return this.looking.ended.some(
      (one) => one.looked.kind === 'ready' && isSameEndpoint(one.endpoint, endpoint),
    );
  }
}

/** The options for incoming and for outgoing mail, the best first. */
function waysAmong(options: readonly Option[]): readonly (readonly Option[])[] {
  const incoming = incomingProtocols(options.map(({ endpoint }) => endpoint));
  return [incoming, ['submission'] as const].map((protocols) =>
    protocols.flatMap((protocol) => options.filter(({ endpoint }) => endpoint.protocol === protocol)),
  );
}

function isGuess({ candidates }: Option): boolean {
  return candidates.every(({ source }) => source.kind === 'guess');
}
