import { domainToUnicode } from 'node:url';
import { guessAtProvider, guessEndpoints } from '../../../shared/discovery/guess.ts';
import type { PlacedCandidate, SourceKind } from '../../../shared/mail/candidate.ts';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import { allEnded } from '../all-ended.ts';
import { askWildcard } from '../dns/wildcard.ts';
import { observeCrash } from '../looking.ts';
import { registrableDomain } from '../net/registrable-domain.ts';
import { askAutoconfig, askIspdb, askThroughMx } from './autoconfig-sources.ts';
import { askAutodiscover } from './autodiscover-sources.ts';
import { askMailconf, askMxHosts, askPacc, askSrvRecords, mxDomainsOf } from './dns-sources.ts';
import { lookInFolder, lookInList, lookInListByMx } from './known-sources.ts';
import type { SearchContext } from './search-context.ts';

/** A source, and everything that is asked for it. */
interface Asking {
  readonly kinds: readonly SourceKind[];
  readonly ask: (context: SearchContext) => Promise<void> | void;
}

const ASKINGS: readonly Asking[] = [
  { kinds: ['provider-list'], ask: lookInList },
  { kinds: ['folder'], ask: lookInFolder },
  { kinds: ['autoconfig', 'autoconfig-well-known', 'autoconfig-http'], ask: askAutoconfig },
  { kinds: ['pacc'], ask: askPacc },
  { kinds: ['ispdb'], ask: askIspdb },
  { kinds: ['srv'], ask: askSrvRecords },
  { kinds: ['mailconf'], ask: askMailconf },
  { kinds: ['autodiscover', 'autodiscover-json'], ask: askAutodiscover },
  { kinds: ['autoconfig-mx', 'ispdb-mx'], ask: askAroundMx },
  { kinds: [], ask: lookForWildcard },
];

/**
 * The search for the settings of a domain: all sources at once, and guesses. Nothing is thrown away and nobody is told more
 * than the domain. What is suggested is passed on as it comes; every question and what came of it is recorded.
 */
export class Search {
  readonly #pending = new Set<SourceKind>();
  readonly #candidates: PlacedCandidate[] = [];
  readonly #done: Promise<unknown>;
  readonly #onChange: () => void;
  readonly #serverFor: (endpoint: Endpoint) => Endpoint;
  /** The ports of mail, where they are not the usual ones. */
  readonly mailPorts: ReadonlySet<number> | undefined;

  /** @param onChange called when there are more candidates, and when a source has ended; not before this has returned */
  constructor(context: Omit<SearchContext, 'suggest'>, onChange: () => void) {
    this.#onChange = () => queueMicrotask(onChange);
    for (const { kinds } of ASKINGS) for (const kind of kinds) this.#pending.add(kind);
    const whole: SearchContext = { ...context, suggest: (candidates) => this.#add(candidates) };
    this.mailPorts = context.settings.mailPorts;
    this.#serverFor = context.settings.serverFor ?? ((endpoint) => endpoint);
    // Guesses need nobody's answer: looking begins with them at once.
    this.#add(guessEndpoints(context.settings.domain, []));
    this.#done = allEnded(ASKINGS.map((asking) => this.#askGuarded(asking, whole)));
    this.#done.catch(() => undefined); // whoever waits is told; nobody has to
  }

  /** Everything that was suggested until now, in the order in which it came. */
  get candidates(): readonly PlacedCandidate[] {
    return this.#candidates;
  }

  /** The sources that have not come to their end. */
  get pending(): readonly SourceKind[] {
    return [...this.#pending];
  }

  /**
   * Waits for all sources.
   *
   * @throws the signal's reason, when it is aborted
   */
  async waitForAll(): Promise<void> {
    await this.#done;
  }

  #add(candidates: Parameters<SearchContext['suggest']>[0]): void {
    const placed = candidates.map((one) => {
      const endpoint = this.#serverFor(one.endpoint);
      return { ...one, endpoint, ...placeOf(endpoint.host) };
    });
    this.#candidates.push(...placed);
    if (placed.length > 0) this.#onChange();
  }

  /** A bug in one source ends that source and not the search. */
  async #askGuarded({ kinds, ask }: Asking, context: SearchContext): Promise<void> {
    try {
      await ask(context);
    } catch (error) {
      if (context.fetch.signal.aborted) throw error;
      observeCrash(error, null, context.log);
    }
    for (const kind of kinds) this.#pending.delete(kind);
    this.#onChange();
  }
}

/** Whose server it would be, and how its name looks where it has letters outside ASCII (RFC 5891 §4.4). */
export function placeOf(host: Hostname): Pick<PlacedCandidate, 'site' | 'shown'> {
  const shown = domainToUnicode(host);
  return { site: registrableDomain(host), shown: shown === host || shown === '' ? null : shown };
}

/** What the MX host leads to: its provider in the list, its provider's own settings, and guesses at both of them. */
async function askAroundMx(context: SearchContext): Promise<void> {
  const { domain } = context.settings;
  const hosts = await askMxHosts(context);
  const isKnown = lookInListByMx(hosts, context);
  const [first] = hosts;
  if (first === undefined) return;
  const mxDomains = mxDomainsOf(first, domain);
  // Before the host itself, which takes mail of other servers and rarely that of people.
  if (!isKnown) context.suggest(mxDomains.slice(-1).flatMap(guessAtProvider));
  const known = new Set(guessEndpoints(domain, []).map(({ endpoint }) => endpoint.host));
  context.suggest(guessEndpoints(domain, hosts).filter(({ endpoint }) => !known.has(endpoint.host)));
  await askThroughMx(mxDomains, context);
}

async function lookForWildcard(context: SearchContext): Promise<void> {
  const { settings, log, randomBytes, resolve } = context;
  const begunAt = log.now();
  const answer = await askWildcard(settings.domain, randomBytes, resolve);
  if (answer.kind === 'unknown') return;
  log.observeRun(
    { kind: 'wildcard-dns', domain: settings.domain, isWildcard: answer.kind === 'wildcard' },
    begunAt,
  );
}
