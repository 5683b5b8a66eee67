import { isPublished } from '../../discovery/source-kind.ts';
import type { PlacedCandidate } from '../../mail/candidate.ts';
import { formatHost, isSameEndpoint } from '../../mail/endpoint.ts';
import { finding, type Finding, type FindingCode } from '../finding.ts';
import { hasProblem, type JudgedEndpoint, type Pattern } from '../judged.ts';
import { seen } from '../view.ts';

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
  const published = candidates.filter(({ source }) => isPublished(source));
  return judged.flatMap((one) => {
    const source = sourceOf(one, published);
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
  const isReplaced = others.some(isWell);
  const say = (found: Finding): readonly Pattern[] => [{ finding: found, swallows: best.findings }];
  if (codes.includes('dns_host_unknown')) {
    const isElsewhere =
      isReplaced || others.some((other) => hasProblem(other.best) && !isUnknown(other) && !isPrivate(other));
    return say(
      isElsewhere
        ? finding('discovery_autoconfig_host_unknown', { host, uri }, evidence)
        : finding('discovery_host_unknown', { host, domain }, evidence),
    );
  }
  // Where another one does the work, a door that was not gone to is nobody's trouble; the table of origins has it.
  if (isReplaced && isPrivate(one)) return [{ finding: null, swallows: best.findings }];
  if (!isReplaced || !codes.some((code) => DEAD.includes(code))) return [];
  // Where another port of the host works, the silence may be this network's, which is told of by itself.
  const isOpen = others.some((other) => other.endpoint.host === endpoint.host && isWell(other));
  if (isOpen && codes.includes('network_port_filtered')) return [];
  return say(finding('discovery_autoconfig_port_dead', { host, port: endpoint.port, uri }, evidence));
}

/** One that was not gone to has no problem, and does nobody's work. */
function isWell({ best }: JudgedEndpoint): boolean {
  const isReached = seen(best.view, 'tcp-connect').some(({ outcome }) => outcome === 'connected');
  return isReached && !hasProblem(best);
}

function isUnknown({ best }: JudgedEndpoint): boolean {
  return best.findings.some(({ code }) => code === 'dns_host_unknown');
}

function isPrivate({ best }: JudgedEndpoint): boolean {
  return best.findings.some(({ code }) => code === 'network_private_server');
}

/** What suggests a server, as an address: this door of it, or where its name is what is wrong, any; null where nobody does. */
function sourceOf(one: JudgedEndpoint, published: readonly PlacedCandidate[]): string | null {
  const { endpoint } = one;
  const isSame = ({ endpoint: other }: PlacedCandidate): boolean =>
    isUnknown(one)
      ? other.host === endpoint.host
      : isSameEndpoint({ ...other, connectionSecurity: endpoint.connectionSecurity }, endpoint);
  const source = published.find(isSame)?.source;
  return source === undefined ? null : (source.uri ?? source.kind);
}
