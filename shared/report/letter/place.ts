import type { Finding } from '../../findings/finding.ts';
import type { Endpoint } from '../../mail/endpoint.ts';
import { familyOf, type AddressFamily } from '../../mail/family.ts';
import { parseHostname, type Hostname } from '../../mail/hostname.ts';
import type { Observation } from '../../mail/observation.ts';
import { parsePort } from '../../mail/port.ts';
import type { Report } from '../report.ts';

/**
 * Where a finding can be seen again, as far as it is known. A report can be a file that anybody wrote: hosts and ports are
 * read anew here, and what is none is not there.
 */
export interface Place {
  readonly endpoint: Endpoint | null;
  readonly family: AddressFamily | null;
  readonly host: Hostname | null;
  readonly domain: Hostname | null;
  readonly uri: Uri | null;
}

/** What was asked on the web, or in DNS. */
export type Uri =
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'dns'; readonly name: Hostname; readonly type: string };

/** One place for each endpoint that proves a finding; one without an endpoint where none does. */
export function placesOf(finding: Finding, report: Report): readonly Place[] {
  const { params } = finding;
  const shared = {
    domain: hostIn(params['domain']) ?? hostIn(report.subject.domain ?? undefined),
    uri: uriIn(params['uri']),
  };
  const named = hostIn(params['host']);
  const places = evidenceOf(finding, report).flatMap(({ endpoint, address }): readonly Place[] => {
    const checked = endpoint === null ? null : checkedEndpoint(endpoint);
    if (checked === null) return [];
    const family = address === null ? null : familyOf(address);
    return [{ ...shared, endpoint: checked, host: checked.host, family }];
  });
  return places.length > 0 ? places : [{ ...shared, endpoint: null, host: named, family: null }];
}

/** The observations that prove a finding, in the order in which they were made. */
export function evidenceOf({ evidence }: Finding, { observations }: Report): readonly Observation[] {
  const proofs = new Set(evidence);
  return observations.filter(({ id }) => proofs.has(id));
}

function checkedEndpoint(endpoint: Endpoint): Endpoint | null {
  const host = parseHostname(endpoint.host);
  const port = parsePort(String(endpoint.port));
  return host.ok && port.ok ? { ...endpoint, host: host.value, port: port.value } : null;
}

function hostIn(given: string | number | undefined): Hostname | null {
  // Findings have addresses of IPv6 in brackets.
  const host = typeof given === 'string' ? parseHostname(given.replace(/^\[(.*)\]$/, '$1')) : null;
  return host?.ok === true ? host.value : null;
}

const DNS_URI = /^dns:(?:\/\/[^/]*\/)?(?<name>[^?]+)\?type=(?<type>[A-Z]{1,8})$/i;

// Without quotes, brackets and backslashes: shells and curl read those.
const WEB_URI = /^https?:\/\/(?<host>[^/?#@:[\]]+)(?::\d{1,5})?(?:[/?][!-&(-Z^-z|~]*)?$/;

/** RFC 4501 for questions to DNS, RFC 3986 for the web; anything else, and masked ones, cannot be asked again. */
function uriIn(given: string | number | undefined): Uri | null {
  if (typeof given !== 'string') return null;
  const { name = '', type = '' } = DNS_URI.exec(given)?.groups ?? {};
  const asked = parseHostname(name);
  if (asked.ok) return { kind: 'dns', name: asked.value, type: type.toUpperCase() };
  const { host = '' } = WEB_URI.exec(given)?.groups ?? {};
  return parseHostname(host).ok ? { kind: 'web', href: given } : null;
}
