import { formatHost } from '../../mail/endpoint.ts';
import { FAMILY_NAMES, type AddressFamily } from '../../mail/family.ts';
import { finding } from '../finding.ts';
import { byHost, hasProblem, type JudgedEndpoint, type Pattern, type PatternRule } from '../judged.ts';
import { lastSeen } from '../view.ts';

const OTHER: Readonly<Record<AddressFamily, AddressFamily>> = { ipv4: 'ipv6', ipv6: 'ipv4' };

/** Over one kind of address a host is well, and over the other it is not. */
export const judgeFamilies: PatternRule = (judged) =>
  byHost(judged)
    // Names of this computer have both addresses as a matter of form (RFC 6761 §6.3); servers on it have one mostly.
    .filter(([first]) => first !== undefined && !/(^|\.)localhost$/.test(first.endpoint.host))
    .flatMap((endpoints) => (['ipv6', 'ipv4'] as const).flatMap((family) => judgeFamily(family, endpoints)));

function judgeFamily(family: AddressFamily, endpoints: readonly JudgedEndpoint[]): readonly Pattern[] {
  const dead = endpoints.filter((one) => failsOver(family, one) && worksOver(OTHER[family], one));
  const [first] = dead;
  if (first === undefined) return [];
  const evidence = dead
    .flatMap(({ paths }) => paths.filter(({ view }) => view.family === family))
    .flatMap(({ findings }) => findings.flatMap((one) => one.evidence));
  const params = {
    host: formatHost(first.endpoint.host),
    family: FAMILY_NAMES[family],
    other: FAMILY_NAMES[OTHER[family]],
  };
  return [{ finding: finding('network_family_dead', params, evidence), swallows: [] }];
}

/** A network that has no way to this family at all says nothing about the host. */
function failsOver(family: AddressFamily, { paths }: JudgedEndpoint): boolean {
  return paths.some(
    (path) =>
      path.view.family === family &&
      hasProblem(path) &&
      lastSeen(path.view, 'tcp-connect')?.outcome !== 'unreachable',
  );
}

function worksOver(family: AddressFamily, { paths }: JudgedEndpoint): boolean {
  return paths.some((path) => path.view.family === family && !hasProblem(path));
}
