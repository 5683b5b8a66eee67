import { TRUST_OF } from '../../../shared/discovery/rank.ts';
import type { PlacedCandidate, Source, SourceKind, Trust } from '../../../shared/mail/candidate.ts';
import { parseEndpoint, type Endpoint, type Protocol } from '../../../shared/mail/endpoint.ts';
import { siteOf } from '../../../shared/mail/site.ts';

/** An endpoint as it is written. */
export function endpointAt(protocol: Protocol, written: string): Endpoint {
  const parsed = parseEndpoint(protocol, written);
  if (!parsed.ok) throw new Error(`not an endpoint: ${written}`);
  return parsed.value;
}

/** Where each kind of source is asked for `example.org`; null where nobody is. */
export const URIS: Readonly<Record<SourceKind, string | null>> = {
  person: null,
  'well-known-port': null,
  autoconfig: 'https://autoconfig.example.org/mail/config-v1.1.xml',
  'autoconfig-well-known': 'https://example.org/.well-known/autoconfig/mail/config-v1.1.xml',
  'autoconfig-http': 'http://autoconfig.example.org/mail/config-v1.1.xml',
  'autoconfig-mx': 'https://autoconfig.example.net/mail/config-v1.1.xml',
  ispdb: 'https://v1.ispdb.net/example.org',
  'ispdb-mx': 'https://v1.ispdb.net/example.net',
  pacc: 'https://ua-auto-config.example.org/.well-known/user-agent-configuration.json',
  srv: 'dns:_imaps._tcp.example.org?type=SRV',
  mailconf: 'https://config.example.org/mail.xml',
  autodiscover: 'https://autodiscover.example.org/autodiscover/autodiscover.xml',
  'autodiscover-json':
    'https://autodiscover.example.org/autodiscover/autodiscover.json?Protocol=AutodiscoverV1',
  folder: 'file:example.org.xml',
  'provider-list': null,
  guess: null,
};

/** A source, trusted as far as one of its kind can be. */
export function sourceOf(kind: SourceKind, trust: Trust = TRUST_OF[kind]): Source {
  return { kind, uri: URIS[kind], trust };
}

/** What a source suggests: a server as it is written. */
export function suggested(
  source: SourceKind | Source,
  protocol: Protocol,
  written: string,
  more: Partial<Omit<PlacedCandidate, 'source' | 'endpoint'>> = {},
): PlacedCandidate {
  const endpoint = endpointAt(protocol, written);
  return {
    endpoint,
    username: null,
    signIn: [],
    source: typeof source === 'string' ? sourceOf(source) : source,
    site: siteOf(endpoint.host),
    shown: null,
    ...more,
  };
}
