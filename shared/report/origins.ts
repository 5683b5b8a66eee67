import { conflictsIn, type Conflict } from '../discovery/conflicts.ts';
import { rank, reasonBefore, type Option, type RankReason } from '../discovery/rank.ts';
import type { Source } from '../mail/candidate.ts';
import type { Endpoint, Protocol } from '../mail/endpoint.ts';
import { observedInRun, type RunObservationOf } from '../mail/observation.ts';
import type { Report } from './report.ts';

/** One suggested server, with everybody who suggests it. */
export interface Origin {
  readonly endpoint: Endpoint;
  /** The registrable domain that it belongs to. */
  readonly site: string;
  /** Most trusted first, each once. */
  readonly sources: readonly Source[];
  /** As the sources write it, with placeholders; null where none says. */
  readonly username: string | null;
  /** Why it stands before the next one; null for the last. */
  readonly reason: RankReason | null;
}

/** Where the settings of a run come from. */
export interface Origins {
  /** By protocol, the best first; protocols that nobody suggests anything for are left out. */
  readonly protocols: readonly { readonly protocol: Protocol; readonly origins: readonly Origin[] }[];
  /** Where sources do not agree. */
  readonly conflicts: readonly Conflict[];
  /** Every question that was asked, in the order in which the answers came: what, whom, what for, and what came of it. */
  readonly ledger: readonly RunObservationOf<'lookup'>[];
}

const PROTOCOLS: readonly Protocol[] = ['imap', 'submission', 'pop3', 'managesieve'];

/** Where the settings of a run come from, out of its report. Guesses stand there only where nobody suggests anything. */
export function originsOf({ candidates, observations }: Report): Origins {
  const options = rank(candidates);
  return {
    protocols: PROTOCOLS.flatMap((protocol) => {
      const own = options.filter(({ endpoint }) => endpoint.protocol === protocol);
      const said = own.filter((option) => option.candidates.some(({ source }) => source.kind !== 'guess'));
      const shown = said.length > 0 ? said : own;
      const origins = shown.map((option, at) => originOf(option, shown[at + 1]));
      return origins.length === 0 ? [] : { protocol, origins };
    }),
    conflicts: conflictsIn(candidates),
    ledger: observedInRun(observations, 'lookup'),
  };
}

function originOf(option: Option, next: Option | undefined): Origin {
  const { endpoint, site, candidates } = option;
  const sources = candidates.map(({ source }) => source);
  return {
    endpoint,
    site,
    sources: sources.filter((source, at) => sources.findIndex((one) => isSame(one, source)) === at),
    username: candidates.find(({ username }) => username !== null)?.username ?? null,
    reason: next === undefined ? null : reasonBefore(option, next),
  };
}

function isSame(left: Source, right: Source): boolean {
  return left.kind === right.kind && left.uri === right.uri;
}
