import type { LookupOutcome } from '../../mail/lookup.ts';
import {
  observedInRun,
  type Observation,
  type ObservationOf,
  type RunObservationOf,
} from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';
import type { JudgedEndpoint, PatternRule } from '../judged.ts';
import { seen } from '../view.ts';

const NO_NETWORK = 'ENETUNREACH';

/**
 * This computer is not connected to anything: it has no address in any network (that is seen), or nothing could be sent
 * anywhere (that is likely).
 */
export function judgeOffline(own: readonly RunObservationOf<'own-network'>[]): PatternRule {
  return (judged) => {
    const isAlone = own.some(({ families }) => families.length === 0) && judged.every(isAway);
    if (judged.length === 0 || (!isAlone && !judged.every(isCutOff))) return [];
    const swallows = judged.flatMap(({ best }) => best.findings);
    const seen = judged.flatMap(({ best }) => best.view.observations);
    const evidence = [...own, ...seen].map(({ id }) => id);
    return [{ finding: finding('network_offline', {}, evidence, isAlone ? 'seen' : 'likely'), swallows }];
  };
}

/** The same where settings were searched for: nobody answered, and this computer has no address in any network. */
export function judgeOfflineSearch(observations: readonly Observation[]): readonly Finding[] {
  const own = observedInRun(observations, 'own-network').filter(({ families }) => families.length === 0);
  const lookups = observedInRun(observations, 'lookup').filter(({ asked }) => asked !== null);
  const isAnswered = lookups.some(({ outcome }) => !UNANSWERED.includes(outcome));
  if (own.length === 0 || lookups.length === 0 || isAnswered) return [];
  return [
    finding(
      'network_offline',
      {},
      [...own, ...lookups].map(({ id }) => id),
    ),
  ];
}

const UNANSWERED: readonly LookupOutcome[] = ['silent', 'failed', 'unreachable'];

/** Servers on this computer need no network, and a word of DNS came over one. */
function isAway({ best }: JudgedEndpoint): boolean {
  const { endpoint, observations } = best.view;
  if (seen(best.view, 'dns-answer').some(({ outcome }) => outcome === 'not-found')) return false;
  const addresses = [endpoint.host, ...observations.flatMap(({ address }) => address ?? [])];
  return addresses.every((one) => !/^(127\.|::1$)|(^|\.)localhost$/.test(one));
}

function isCutOff({ paths }: JudgedEndpoint): boolean {
  const attempts = paths.flatMap(({ view }) => seen(view, 'tcp-connect'));
  return attempts.length > 0 && attempts.every(isUnreachable) && hasV4(paths);
}

/** No route to any network; a single host that cannot be reached gives another code. */
function isUnreachable({ detail }: ObservationOf<'tcp-connect'>): boolean {
  return detail === NO_NETWORK;
}

/** A network without IPv6 is not cut off. */
function hasV4(paths: JudgedEndpoint['paths']): boolean {
  return paths.some(({ view }) => view.family === 'ipv4');
}
