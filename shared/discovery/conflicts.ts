import type { PlacedCandidate, Source } from '../mail/candidate.ts';
import { isSameEndpoint, type Protocol } from '../mail/endpoint.ts';
import { once } from './once.ts';
import { OFFERED_PROTOCOLS } from './providers/row.ts';
import { isPublished } from './source-kind.ts';

/** One value of a field, and the sources that have it. */
export interface ConflictValue {
  readonly value: string;
  readonly sources: readonly Source[];
}

/** A field in which sources do not agree about one protocol. */
export interface Conflict {
  readonly protocol: Protocol;
  readonly field: 'host' | 'port' | 'connectionSecurity' | 'username';
  /** In the order in which they were met. */
  readonly values: readonly ConflictValue[];
}

/**
 * Where the sources of a domain do not agree, field by field. A source that names several servers, or several user names,
 * for a protocol agrees with everybody who names one of them; what a person named, or nobody, is no word of the domain.
 */
export function conflictsIn(candidates: readonly PlacedCandidate[]): readonly Conflict[] {
  const published = candidates.filter(({ source }) => isPublished(source));
  return OFFERED_PROTOCOLS.flatMap((protocol) => {
    const own = published.filter(({ endpoint }) => endpoint.protocol === protocol);
    return [...endpointConflicts(protocol, own), ...usernameConflicts(protocol, own)];
  });
}

function endpointConflicts(protocol: Protocol, own: readonly PlacedCandidate[]): readonly Conflict[] {
  if (!isDisputed(own, (left, right) => isSameEndpoint(left.endpoint, right.endpoint))) return [];
  const firsts = firstsIn(own);
  return (['host', 'port', 'connectionSecurity'] as const).flatMap((field) =>
    conflictOf(protocol, field, firsts, ({ endpoint }) => String(endpoint[field])),
  );
}

function usernameConflicts(protocol: Protocol, own: readonly PlacedCandidate[]): readonly Conflict[] {
  const saying = own.filter(({ username }) => username !== null);
  if (!isDisputed(saying, (left, right) => left.username === right.username)) return [];
  return conflictOf(protocol, 'username', firstsIn(saying), ({ username }) => username ?? '');
}

function conflictOf(
  protocol: Protocol,
  field: Conflict['field'],
  candidates: readonly PlacedCandidate[],
  valueOf: (candidate: PlacedCandidate) => string,
): readonly Conflict[] {
  const distinct = [...new Set(candidates.map(valueOf))];
  if (distinct.length < 2) return [];
  const values = distinct.map((value) => ({
    value,
    sources: sourcesIn(candidates.filter((candidate) => valueOf(candidate) === value)),
  }));
  return [{ protocol, field, values }];
}

type IsSame = (left: PlacedCandidate, right: PlacedCandidate) => boolean;

/** Tells whether two of the sources have nothing in common. */
function isDisputed(own: readonly PlacedCandidate[], isSame: IsSame): boolean {
  const words = sourcesIn(own).map((source) => own.filter((one) => isSameSource(one.source, source)));
  return words.some((left) =>
    words.some((right) => !left.some((one) => right.some((other) => isSame(one, other)))),
  );
}

/** What each source prefers. */
function firstsIn(own: readonly PlacedCandidate[]): readonly PlacedCandidate[] {
  return sourcesIn(own).flatMap((source) => own.find((one) => isSameSource(one.source, source)) ?? []);
}

function sourcesIn(candidates: readonly PlacedCandidate[]): readonly Source[] {
  return once(
    candidates.map(({ source }) => source),
    isSameSource,
  );
}

/** SRV answers have an address for each service, and are one word. */
function isSameSource(left: Source, right: Source): boolean {
  return left.kind === right.kind && (left.kind === 'srv' || left.uri === right.uri);
}
