import { isSameEndpoint, type Endpoint, type Protocol } from '../../shared/mail/endpoint.ts';
import { observedAt } from '../../shared/mail/observation.ts';
import { originsOf, type Origin, type Origins } from '../../shared/report/origins.ts';
import type { Report } from '../../shared/report/report.ts';
import { sidesOf } from './plan-sides.ts';

/** A suggested server as the table shows it. */
export interface OriginRow extends Origin {
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
  const rows = origins.map((origin) => rowOf(origin, report));
  const shown = rows.filter((row) => row.isChosen || !isGuess(row) || isAnswered(row.endpoint, report));
  // Why something stands before what is not shown says nothing, and usual names stand in an order of ours.
  const reasoned = shown.map((row, at) =>
    at === shown.length - 1 || isGuess(row) ? { ...row, reason: null } : row,
  );
  return { protocol, rows: reasoned, silentCount: rows.length - shown.length };
}

function rowOf(origin: Origin, { plan }: Report): OriginRow {
  const isSecured = origin.endpoint.connectionSecurity === 'cleartext';
  const used: Endpoint = isSecured ? { ...origin.endpoint, connectionSecurity: 'starttls' } : origin.endpoint;
  const isChosen = sidesOf(plan).some(({ endpoint }) => isSameEndpoint(endpoint, used));
  // That it has a usual name as well says nothing more.
  const named = origin.sources.filter(({ kind }) => kind !== 'guess');
  const sources = named.length === 0 ? origin.sources : named;
  return { ...origin, sources, isChosen, isSecured: isChosen && isSecured };
}

function isGuess({ sources }: Origin): boolean {
  return sources.every(({ kind }) => kind === 'guess');
}

function isAnswered(endpoint: Endpoint, { observations }: Report): boolean {
  return observedAt(observations, endpoint).some(
    (seen) => seen.kind === 'tcp-connect' && seen.outcome === 'connected',
  );
}
