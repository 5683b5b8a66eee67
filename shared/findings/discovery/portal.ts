import { urlHost } from '../../discovery/url-host.ts';
import { observedInRun, type Observation, type RunObservationOf } from '../../mail/observation.ts';
import { siteOf } from '../../mail/site.ts';
import { finding, type Finding, type FindingCode } from '../finding.ts';

type LookupSeen = RunObservationOf<'lookup'>;

/** How many servers have to be sent to the same place, or stand there with a wrong certificate, before it is no chance. */
const FEWEST_HOSTS = 3;

/** What a portal does to connections with mail servers, and what is not told beside it: it goes with it. */
export const OF_PORTALS: ReadonlySet<FindingCode> = new Set([
  'network_connection_lost',
  'network_mail_ports_filtered',
  'network_port_filtered',
  'network_port_refused',
  'network_server_silent',
  'network_unreachable',
  'protocol_wrong_service',
  'tls_certificate_chain_expired',
  'tls_certificate_chain_incomplete',
  'tls_certificate_expired',
  'tls_certificate_self_signed',
  'tls_certificate_unknown_issuer',
  'tls_certificate_unusable',
  'tls_certificate_without_names',
  'tls_certificate_wrong_name',
  'tls_handshake_failed',
  'tls_interceptor_untrusted',
]);

/**
 * A network that answers web requests in everybody's place. It says so itself (511, RFC 6585 §6); or several servers of
 * different names send on to one and the same address without TLS, which is not of any of them; or it cannot do that
 * inside of TLS, so that the servers of several domains have wrong certificates, while what goes without TLS is sent
 * elsewhere. A redirect inside of TLS shows nothing: many domains send whatever is asked for to their home page.
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
  if (isSentToOne(sent)) return [portal(sent)];
  return judgeCertificates(lookups, sent);
}

function isSentToOne(sent: readonly LookupSeen[]): boolean {
  const targets = sent.map(targetOf);
  const [first] = targets;
  const isOne = first?.startsWith('http:') === true && targets.every((target) => target === first);
  const hosts = hostsOf(sent);
  return isOne && hosts.size >= FEWEST_HOSTS && !hosts.has(urlHost(first) ?? '');
}

/** One domain alone can have wrong certificates on all of its servers, and a host for names that nobody uses. */
function judgeCertificates(lookups: readonly LookupSeen[], sent: readonly LookupSeen[]): readonly Finding[] {
  const inTls = lookups.filter(({ uri }) => uri.startsWith('https:'));
  const wrong = inTls.filter(({ outcome }) => outcome === 'bad-certificate');
  const isAnswered = inTls.some(({ status }) => status !== null);
  const sites = new Set([...hostsOf(wrong)].map(siteOf));
  const away = sent.filter(
    (one) => one.uri.startsWith('http:') && !sites.has(siteOf(urlHost(targetOf(one)) ?? '')),
  );
  const isPortal = !isAnswered && sites.size > 1 && hostsOf(wrong).size >= FEWEST_HOSTS && away.length > 0;
  return isPortal ? [portal([...away, ...wrong])] : [];
}

function hostsOf(lookups: readonly LookupSeen[]): ReadonlySet<string> {
  return new Set(lookups.map(({ uri }) => urlHost(uri) ?? ''));
}

function targetOf({ redirects, detail }: Pick<LookupSeen, 'redirects' | 'detail'>): string {
  return redirects[0]?.to ?? detail?.split(' ')[1] ?? '';
}

function portal(seen: readonly { readonly id: string; readonly uri: string }[]): Finding {
  const uri = seen[0]?.uri ?? '';
  const isHttp = uri.startsWith('http:');
  const params = { host: urlHost(uri) ?? '?', port: isHttp ? 80 : 443, protocol: isHttp ? 'HTTP' : 'HTTPS' };
  return finding(
    'network_captive_portal',
    params,
    seen.map(({ id }) => id),
    'likely',
  );
}
