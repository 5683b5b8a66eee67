import type { Source, Trust } from '../../shared/mail/candidate.ts';
import { isSameEndpoint, type Endpoint, type Protocol } from '../../shared/mail/endpoint.ts';
import { observedAt } from '../../shared/mail/observation.ts';
import { originsOf, type Origin, type Origins } from '../../shared/report/origins.ts';
import type { Report } from '../../shared/report/report.ts';
import { sidesOf } from './plan-sides.ts';

/** Sources whose word for a server goes equally far. */
export interface SourceGroup {
  readonly trust: Trust;
  /** Each kind once; never none. */
  readonly sources: readonly Source[];
}

/** A suggested server as the table shows it. */
export interface OriginRow extends Omit<Origin, 'sources'> {
  /** Who suggests it, most trusted first; null where they are those of the row above. */
  readonly sourceGroups: readonly SourceGroup[] | null;
  /** True where this is what the run wanted to sign in to. */
  readonly isChosen: boolean;
  /** The chosen one is never used without encryption, whatever its source says. */
  readonly isSecured: boolean;
}

/** Everything that is suggested for a protocol. */
export interface OriginGroup {
  readonly protocol: Protocol;
  /** The best first. */
  readonly rows: readonly OriginRow[];
  /** How many guessed servers are left out, because nothing answered there. */
  readonly silentCount: number;
}

/** Where the settings come from, as it is shown: the table, and what belongs below it. */
export interface OriginsShown extends Pick<Origins, 'conflicts' | 'ledger'> {
  readonly groups: readonly OriginGroup[];
}

/** What is shown of where the settings come from; null where they were not searched for. */
export function originsShown(report: Report): OriginsShown | null {
  const { protocols, conflicts, ledger } = originsOf(report);
  if (ledger.length === 0) return null;
  return { groups: protocols.map((group) => groupOf(group, report)), conflicts, ledger };
}

/** How many sources name a server. A guess is nobody's word. */
export function sourceCount({ candidates }: Report): number {
  const kinds = candidates.map(({ source }) => source.kind).filter((kind) => kind !== 'guess');
  return new Set(kinds).size;
}

function groupOf({ protocol, origins }: Origins['protocols'][number], report: Report): OriginGroup {
  const shown = origins.filter(
    (origin) => isChosen(origin, report) || !isGuess(origin) || isAnswered(origin.endpoint, report),
  );
  // Why something stands before what is not shown says nothing, and usual names stand in an order of ours.
  const rows = shown.map((origin, at) => {
    const isReasoned = at < shown.length - 1 && !isGuess(origin);
    const reason = isReasoned ? origin.reason : null;
    return rowOf({ ...origin, reason }, shown[at - 1], report);
  });
  return { protocol, rows, silentCount: origins.length - shown.length };
}

function rowOf({ sources, ...origin }: Origin, before: Origin | undefined, report: Report): OriginRow {
  const isUsed = isChosen(origin, report);
  const groups = groupsOf(sources);
  const isSame = before !== undefined && namesIn(groupsOf(before.sources)) === namesIn(groups);
  return {
    ...origin,
    sourceGroups: isSame ? null : groups,
    isChosen: isUsed,
    isSecured: isUsed && origin.endpoint.connectionSecurity === 'cleartext',
  };
}

/** What a source says is cleartext is used with STARTTLS. */
function isChosen({ endpoint }: Pick<Origin, 'endpoint'>, { plan }: Report): boolean {
  const used: Endpoint =
    endpoint.connectionSecurity === 'cleartext' ? { ...endpoint, connectionSecurity: 'starttls' } : endpoint;
  return sidesOf(plan).some((side) => isSameEndpoint(side.endpoint, used));
}

/** What two rows have in common where the same suggest both. */
function namesIn(groups: readonly SourceGroup[]): string {
  return groups.flatMap(({ trust, sources }) => sources.map(({ kind }) => `${kind} ${trust}`)).join();
}

function groupsOf(sources: readonly Source[]): readonly SourceGroup[] {
  // That it has a usual name as well says nothing more.
  const named = sources.filter(({ kind }) => kind !== 'guess');
  const shown = named.length === 0 ? sources : named;
  // They come most trusted first.
  return [...new Set(shown.map(({ trust }) => trust))].map((trust) => {
    const own = shown.filter((source) => source.trust === trust);
    const once = own.filter(({ kind }, at) => own.findIndex((one) => one.kind === kind) === at);
    return { trust, sources: once };
  });
}

function isGuess({ sources }: Pick<Origin, 'sources'>): boolean {
  return sources.every(({ kind }) => kind === 'guess');
}

function isAnswered(endpoint: Endpoint, { observations }: Report): boolean {
  return observedAt(observations, endpoint).some(
    (seen) => seen.kind === 'tcp-connect' && seen.outcome === 'connected',
  );
}
