import type { Source } from '../../shared/mail/candidate.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { BACKING, type Backing } from './backing.ts';
import { eventOf } from './events.ts';
import { sidesOf } from './plan-sides.ts';

/** A domain that a person has to confirm before a password goes there. */
export interface Confirmation {
  /** The registrable domain, in its A-label form. */
  readonly site: string;
  /** Where the password would go. */
  readonly servers: readonly Endpoint[];
  /** The registrable domain of the address, where that is another one. */
  readonly otherThan: string | null;
  readonly backing: Backing;
  /** Who names these servers, as far as their answers are there. */
  readonly namedBy: readonly Source[];
}

/** A server that offered a stronger way to sign in at an earlier run. */
export interface Weaker {
  readonly endpoint: Endpoint;
  readonly before: string;
  readonly now: string;
}

/** The servers at which less has to be agreed to than they offered before, out of the events up to the plan. */
export function weakerOf(events: readonly RunEvent[]): readonly Weaker[] {
  return sidesOf(eventOf(events, 'plan')?.plan).flatMap(({ endpoint, strongerBefore, mechanism }) =>
    strongerBefore === null ? [] : { endpoint, before: strongerBefore, now: mechanism },
  );
}

/** The domains that have to be confirmed, each once, out of the events up to the plan. */
export function confirmationsOf(events: readonly RunEvent[]): readonly Confirmation[] {
  const ownSite = eventOf(events, 'started')?.subject.site ?? null;
  const sides = sidesOf(eventOf(events, 'plan')?.plan);
  const sites = new Set(sides.flatMap(({ toConfirm }) => toConfirm ?? []));
  return [...sites].map((site) => {
    const servers = sides.filter(({ toConfirm }) => toConfirm === site).map(({ endpoint }) => endpoint);
    const sources = servers.map((server) => sourcesOf(server, events));
    return {
      site,
      servers,
      otherThan: site === ownSite ? null : ownSite,
      backing: weakest(sources),
      namedBy: sources.flat().filter(isFirstOfKind),
    };
  });
}

/** Who named this host for this protocol, at whatever port. */
function sourcesOf({ protocol, host }: Endpoint, events: readonly RunEvent[]): readonly Source[] {
  return events.flatMap((event) => {
    if (event.type !== 'observation' || event.observation.kind !== 'lookup') return [];
    const own = event.observation.suggestion?.candidates.filter(
      ({ endpoint }) => endpoint.protocol === protocol && endpoint.host === host,
    );
    return own?.map(({ source }) => source) ?? [];
  });
}

/** One server that nobody vouches for is reason enough to say so. */
function weakest(sources: readonly (readonly Source[])[]): Backing {
  const each = sources.map((own) => {
    const backings = own.map(({ trust }) => BACKING[trust]);
    return (['vouched', 'named'] as const).find((backing) => backings.includes(backing)) ?? 'nobody';
  });
  return (['nobody', 'named'] as const).find((backing) => each.includes(backing)) ?? 'vouched';
}

function isFirstOfKind({ kind }: Source, at: number, all: readonly Source[]): boolean {
  return all.findIndex((one) => one.kind === kind) === at;
}
