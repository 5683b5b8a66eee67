import type { Observation, ObservationOf } from '../../mail/observation.ts';
import { finding } from '../finding.ts';
import type { JudgedEndpoint, Pattern, PatternRule } from '../judged.ts';
import { place, seen } from '../view.ts';

/** A server that answered at first, and then no more: many lock an address out after failed sign-ins. */
export const judgeBan: PatternRule = (judged) => judged.flatMap(judgeEndpoint);

function judgeEndpoint({ best }: JudgedEndpoint): readonly Pattern[] {
  const attempts = seen(best.view, 'tcp-connect');
  const connected = attempts.find(({ outcome }) => outcome === 'connected');
  const turnedAway = attempts.find((attempt) => isTurnedAway(attempt, connected));
  if (connected === undefined || turnedAway === undefined) return [];
  const { host, port } = place(best.view);
  const evidence = [connected.id, turnedAway.id];
  const swallows = best.findings.filter(({ severity }) => severity === 'problem');
  return [{ finding: finding('network_maybe_banned', { host, port }, evidence, 'likely'), swallows }];
}

/** At the same address, and later: another address of the host may be another machine. */
function isTurnedAway(
  { outcome, address, at }: ObservationOf<'tcp-connect'>,
  connected: Observation | undefined,
): boolean {
  return (
    connected !== undefined &&
    connected.address === address &&
    at > connected.at &&
    (outcome === 'refused' || outcome === 'silent' || outcome === 'reset')
  );
}
