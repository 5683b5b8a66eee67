import type { ObservationOf } from '../../mail/observation.ts';
import { finding } from '../finding.ts';
import type { JudgedEndpoint, PatternRule } from '../judged.ts';
import { seen } from '../view.ts';

const NO_NETWORK = 'ENETUNREACH';

/** Nothing could be sent anywhere: this computer is not connected to anything. */
export const judgeOffline: PatternRule = (judged) => {
  if (judged.length === 0 || !judged.every(isCutOff)) return [];
  const swallows = judged.flatMap(({ best }) => best.findings);
  const evidence = judged.flatMap(({ best }) => best.view.observations.map(({ id }) => id));
  return [{ finding: finding('network_offline', {}, evidence, 'likely'), swallows }];
};

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
