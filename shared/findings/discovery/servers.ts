import type { PlacedCandidate, SourceKind } from '../../mail/candidate.ts';
import { formatHost, isSameEndpoint } from '../../mail/endpoint.ts';
import { finding, type Finding, type FindingCode } from '../finding.ts';
import { hasProblem, type JudgedEndpoint, type Pattern } from '../judged.ts';

const DEAD: readonly FindingCode[] = ['network_port_refused', 'network_port_filtered', 'network_unreachable'];

/**
 * Servers that somebody suggests and that are not there. Where another one does the same work it is the suggestion that is
 * wrong, and nobody's mail is in the way of it; where none does, the domain has no such server.
 */
export function judgeSuggested(
  judged: readonly JudgedEndpoint[],
  candidates: readonly PlacedCandidate[],
  domain: string,
): readonly Pattern[] {
  return judged.flatMap((one) => {
    const source = sourceOf(one, candidates);
    return source === null ? [] : judgeOne(one, judged, source, domain);
  });
}

function judgeOne(
  one: JudgedEndpoint,
  all: readonly JudgedEndpoint[],
  uri: string,
  domain: string,
): readonly Pattern[] {
  const { endpoint, best } = one;
  const codes = best.findings.map(({ code }) => code);
  const evidence = best.findings.flatMap((own) => own.evidence);
  const host = formatHost(endpoint.host);
  const others = all.filter((other) => other !== one && other.endpoint.protocol === endpoint.protocol);
  const isReplaced = others.some((other) => !hasProblem(other.best));
  const say = (found: Finding): readonly Pattern[] => [{ finding: found, swallows: best.findings }];
  if (codes.includes('dns_host_unknown')) {
    const isElsewhere = isReplaced || others.some((other) => !isUnknown(other));
    return say(
      isElsewhere
        ? finding('discovery_autoconfig_host_unknown', { host, uri }, evidence)
        : finding('discovery_host_unknown', { host, domain }, evidence),
    );
  }
  if (!isReplaced || !codes.some((code) => DEAD.includes(code))) return [];
  // Where another port of the host works, the silence may be this network's, which is told of by itself.
  const isOpen = others.some((other) => other.endpoint.host === endpoint.host && !hasProblem(other.best));
  if (isOpen && codes.includes('network_port_filtered')) return [];
  return say(finding('discovery_autoconfig_port_dead', { host, port: endpoint.port, uri }, evidence));
}

function isUnknown({ best }: JudgedEndpoint): boolean {
  return best.findings.some(({ code }) => code === 'dns_host_unknown');
}

const OWN: readonly SourceKind[] = ['person', 'well-known-port', 'guess'];

/** What suggests an endpoint, as an address; null where a person named it, or nobody. */
function sourceOf({ endpoint }: JudgedEndpoint, candidates: readonly PlacedCandidate[]): string | null {
  const own = candidates.filter(
    (one) =>
      isSameEndpoint({ ...one.endpoint, connectionSecurity: endpoint.connectionSecurity }, endpoint) &&
      !OWN.includes(one.source.kind),
  );
  return own[0] === undefined ? null : (own[0].source.uri ?? own[0].source.kind);
}
