import { urlHost } from '../../discovery/url-host.ts';
import { observedInRun, type Observation } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';

/**
 * A network that answers web requests in everybody's place: it says so itself (511, RFC 6585 §6), or several servers of
 * different names send on to one and the same address without TLS, which is not of any of them. One with TLS shows nothing:
 * many domains send whatever is asked for to their home page.
 */
export function judgeWebPortal(observations: readonly Observation[]): readonly Finding[] {
  const lookups = observedInRun(observations, 'lookup').filter(({ uri }) => uri.startsWith('http'));
  // Through a portal nobody's documents come: whoever says so where they do would hide what else is to be said.
  if (lookups.some(({ outcome }) => outcome === 'found')) return [];
  const saying = lookups.filter(({ outcome }) => outcome === 'portal');
  if (saying.length > 0) return [portal(saying)];
  const sent = lookups.filter(
    ({ redirects, detail }) => redirects.length > 0 || detail?.startsWith('to-http'),
  );
  const targets = sent.map(targetOf);
  const [first] = targets;
  const isOne = first?.startsWith('http:') === true && targets.every((target) => target === first);
  const hosts = new Set(sent.map(({ uri }) => urlHost(uri)));
  return isOne && hosts.size > 2 && !hosts.has(urlHost(first)) ? [portal(sent)] : [];
}

function targetOf({
  redirects,
  detail,
}: {
  readonly redirects: readonly { readonly to: string }[];
  readonly detail: string | null;
}): string {
  return redirects[0]?.to ?? detail?.split(' ')[1] ?? '';
}

function portal(seen: readonly { readonly id: string; readonly uri: string }[]): Finding {
  const host = urlHost(seen[0]?.uri ?? '') ?? '?';
  const params = { host, port: 443, protocol: 'HTTPS' };
  return finding(
    'network_captive_portal',
    params,
    seen.map(({ id }) => id),
    'likely',
  );
}
