import type { FindingCode } from '../../../shared/findings/finding.ts';
import type { SourceKind } from '../../../shared/mail/candidate.ts';
import type { LookupFacts } from '../../../shared/mail/lookup.ts';
import { URIS } from '../discovery/candidates.ts';
import { alsoSeen, hop, lookup, srv, suggestion, type NearMiss, type SearchCase } from './discovery-facts.ts';

const WELL_KNOWN = uriOf('autoconfig-well-known');
const AUTODISCOVER = uriOf('autodiscover');
const PACC = uriOf('pacc');
const ELSEWHERE = 'https://settings.example.net/config.xml';

function uriOf(source: SourceKind): string {
  return URIS[source] ?? '';
}

type Params = SearchCase[3];

/** A domain that is well otherwise, and one question beside it. */
function beside(code: FindingCode, what: string, asked: LookupFacts, more: Params = {}): SearchCase {
  return [code, what, alsoSeen(asked), { uri: asked.uri, ...more }, [code, 'servers_healthy']];
}

/** The same, with nothing to be said of it. */
function silentOn(code: FindingCode, what: string, ...asked: readonly LookupFacts[]): NearMiss {
  return [code, what, alsoSeen(...asked), ['servers_healthy']];
}

const unusable = (detail: string, source: SourceKind = 'autoconfig-well-known'): LookupFacts =>
  lookup(source, 'unusable', { detail });
const sentOn = (detail: string): LookupFacts =>
  lookup('autoconfig-well-known', 'redirect-refused', { detail });
const dropped = (source: SourceKind, reason: 'host-unusable' | 'port-unusable'): LookupFacts => {
  const section = { section: 'incoming', reason, given: '%EMAILLOCALPART%.example.org' } as const;
  return lookup(source, 'found', { suggestion: suggestion({ dropped: [section] }) });
};

/** What is to be said of a question by itself. */
export const LOOKUP_CASES: readonly SearchCase[] = [
  beside('discovery_autoconfig_malformed', 'a file is not well-formed', unusable('malformed')),
  beside('discovery_autoconfig_malformed', 'the helpdesk’s own file is not', unusable('malformed', 'folder')),
  beside('discovery_autoconfig_entities', 'a file defines entities', unusable('entities')),
  beside('discovery_autoconfig_too_large', 'a file is too large', unusable('too-large')),
  beside('discovery_autoconfig_not_xml', 'a web page comes', unusable('other-document')),
  beside('discovery_autoconfig_empty', 'a file names no server', unusable('no-servers')),
  beside(
    'discovery_autoconfig_host_unusable',
    'the address is to be part of a host',
    dropped('autoconfig-well-known', 'host-unusable'),
    { given: '%EMAILLOCALPART%.example.org' },
  ),
  beside(
    'discovery_credentials_wanted',
    'Autodiscover asks for a password',
    lookup('autodiscover', 'credentials-wanted', { status: 401 }),
  ),
  beside(
    'discovery_source_silent',
    'a file does not come in time',
    lookup('autoconfig-well-known', 'silent', { detail: 'body' }),
  ),
  beside(
    'discovery_source_silent',
    'a web server is filtered',
    lookup('pacc', 'silent', { detail: 'connect' }),
  ),
  beside(
    'discovery_certificate_unusable',
    'a web server has another’s certificate',
    lookup('autoconfig-well-known', 'bad-certificate', { detail: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
  ),
  beside('discovery_pacc_digest_missing', 'there is no digest', lookup('pacc', 'digest-missing')),
  beside('discovery_pacc_digest_mismatch', 'the digest is another’s', lookup('pacc', 'digest-mismatch')),
  beside('discovery_pacc_malformed', 'the document is broken', unusable('malformed', 'pacc')),
  beside('discovery_pacc_malformed', 'the document is another one', unusable('other-document', 'pacc')),
  beside('discovery_redirect_loop', 'a redirect leads back', sentOn(`loop ${WELL_KNOWN}`)),
  beside('discovery_redirect_loop', 'there are too many', sentOn(`too-many ${WELL_KNOWN}?6`)),
  beside(
    'discovery_redirect_loop',
    'Autodiscover sends to the same address again',
    lookup('autodiscover', 'redirect-refused', { detail: 'loop example.org' }),
  ),
  beside(
    'discovery_redirect_to_http',
    'one leads out of TLS',
    sentOn('to-http http://autoconfig.example.org/'),
    { to: 'http://autoconfig.example.org/' },
  ),
  beside('discovery_redirect_to_http', 'it does not say more', sentOn('to-http'), { to: '–' }),
  ...['not-web', 'to-address', 'not-repeated', 'malformed'].map((reason) =>
    beside('discovery_redirect_refused', `the reason is ${reason}`, sentOn(`${reason} ftp://192.0.2.1/`), {
      to: 'ftp://192.0.2.1/',
    }),
  ),
  beside(
    'discovery_redirect_refused',
    'Autodiscover sends to another mail address',
    lookup('autodiscover', 'redirect-refused', { detail: 'to-other-address example.net' }),
    { to: 'example.net' },
  ),
  beside(
    'discovery_private_address',
    'a web server is in the local network',
    lookup('autoconfig-well-known', 'private-address', { detail: '10.0.0.1, fd00::1' }),
    { address: '10.0.0.1, fd00::1' },
  ),
  beside(
    'discovery_redirect_to_other_domain',
    'a file lies with somebody else',
    lookup('autoconfig-well-known', 'found', { redirects: [hop(WELL_KNOWN, ELSEWHERE)] }),
    { to: ELSEWHERE },
  ),
  beside(
    'discovery_redirect_to_other_domain',
    'Autodiscover points to somebody else',
    lookup('autodiscover-json', 'found', { detail: ELSEWHERE }),
    { to: ELSEWHERE },
  ),
];

/** What looks like it and is nothing to be told. */
export const LOOKUP_NEAR_MISSES: readonly NearMiss[] = [
  silentOn(
    'discovery_autoconfig_malformed',
    'Autodiscover, which was asked on the chance, answers something',
    unusable('malformed', 'autodiscover'),
    unusable('malformed', 'autodiscover-json'),
  ),
  silentOn('discovery_autoconfig_entities', 'Autodiscover does', unusable('entities', 'autodiscover')),
  silentOn('discovery_autoconfig_too_large', 'Autodiscover does', unusable('too-large', 'autodiscover')),
  silentOn('discovery_autoconfig_not_xml', 'Autodiscover does', unusable('other-document', 'autodiscover')),
  silentOn('discovery_autoconfig_empty', 'there is no file', lookup('autoconfig-well-known', 'absent')),
  silentOn(
    'discovery_autoconfig_host_unusable',
    'a port cannot be used',
    dropped('autoconfig-well-known', 'port-unusable'),
  ),
  silentOn(
    'discovery_autoconfig_host_unusable',
    'it stands in another kind of document',
    dropped('autodiscover', 'host-unusable'),
  ),
  silentOn(
    'discovery_credentials_wanted',
    'it is forbidden whoever one is',
    lookup('autodiscover', 'refused', { status: 403 }),
  ),
  silentOn(
    'discovery_source_silent',
    'DNS has no time for the name of a web server',
    lookup('autoconfig-well-known', 'silent', { detail: 'resolve' }),
  ),
  silentOn(
    'discovery_source_silent',
    'one question to DNS stays without an answer',
    lookup('mailconf', 'silent', { uri: 'dns:example.org?type=TXT' }),
    srv('_imaps', 'absent'),
  ),
  silentOn(
    'discovery_certificate_unusable',
    'TLS fails for another reason',
    lookup('autoconfig-well-known', 'failed', { detail: 'version-refused' }),
  ),
  silentOn('discovery_pacc_digest_missing', 'there is no document', lookup('pacc', 'absent')),
  silentOn('discovery_pacc_digest_mismatch', 'the digest fits', lookup('pacc', 'found')),
  silentOn('discovery_pacc_malformed', 'it is for other protocols', unusable('no-servers', 'pacc')),
  silentOn(
    'discovery_pacc_malformed',
    'a web server has a page for everybody',
    lookup('pacc', 'absent', { detail: 'other-document' }),
  ),
  silentOn(
    'discovery_redirect_loop',
    'a redirect is followed to its end',
    lookup('autoconfig-well-known', 'found', {
      redirects: [hop(WELL_KNOWN, 'https://www.example.org/a'), hop('https://www.example.org/a', WELL_KNOWN)],
    }),
  ),
  silentOn(
    'discovery_redirect_to_http',
    'one leads from HTTP to HTTPS',
    lookup('autoconfig-http', 'found', {
      redirects: [hop(uriOf('autoconfig-http'), uriOf('autoconfig'))],
    }),
  ),
  silentOn(
    'discovery_redirect_refused',
    'an address that was told was kept from another domain, which was then asked without it',
    lookup('autoconfig', 'redirect-refused', {
      detail: 'to-other-domain https://autoconfig.example.net/…',
      toldAddress: 'a…e@example.org',
    }),
  ),
  silentOn(
    'discovery_redirect_refused',
    'one leads to where there is nothing',
    lookup('autoconfig-well-known', 'absent', {
      status: 404,
      redirects: [hop(WELL_KNOWN, 'https://www.example.org/404')],
    }),
  ),
  silentOn(
    'discovery_private_address',
    'a web server is not there',
    lookup('autoconfig-well-known', 'unreachable', { detail: 'refused' }),
  ),
  silentOn(
    'discovery_redirect_to_other_domain',
    'Autodiscover points to the domain itself',
    lookup('autodiscover-json', 'found', { detail: AUTODISCOVER }),
    lookup('autodiscover', 'found'),
  ),
  silentOn(
    'discovery_redirect_to_other_domain',
    'Autodiscover points to the domain itself in capitals',
    lookup('autodiscover-json', 'found', { detail: AUTODISCOVER.toUpperCase() }),
  ),
  silentOn(
    'discovery_redirect_to_other_domain',
    'the detail is of something else',
    lookup('autodiscover-json', 'refused', { detail: 'ProtocolNotSupported' }),
    lookup('pacc', 'absent', { uri: PACC, detail: 'other-document' }),
  ),
];
