import { urlHost } from '../../discovery/url-host.ts';
import type { LookupOutcome } from '../../mail/lookup.ts';
import { observedInRun, type Observation, type RunObservationOf } from '../../mail/observation.ts';
import { isSameSite } from '../../mail/site.ts';
import { finding, type Finding, type FindingCode } from '../finding.ts';

type LookupSeen = RunObservationOf<'lookup'>;

/** The sources that are autoconfig files, wherever those lie. */
const AUTOCONFIG: readonly LookupSeen['source'][] = [
  'autoconfig',
  'autoconfig-well-known',
  'autoconfig-http',
  'autoconfig-mx',
  'ispdb',
  'ispdb-mx',
  'mailconf',
  'folder',
];

type UriCode = Extract<
  FindingCode,
  | 'discovery_autoconfig_malformed'
  | 'discovery_autoconfig_entities'
  | 'discovery_autoconfig_too_large'
  | 'discovery_autoconfig_not_xml'
  | 'discovery_autoconfig_empty'
  | 'discovery_credentials_wanted'
  | 'discovery_source_silent'
  | 'discovery_pacc_digest_mismatch'
  | 'discovery_pacc_digest_missing'
  | 'discovery_pacc_malformed'
  | 'discovery_certificate_unusable'
>;

// What a document is not is worth a word only where it is the domain's own: others are asked on the chance.
const OF_AUTOCONFIG: Readonly<Record<string, UriCode>> = {
  malformed: 'discovery_autoconfig_malformed',
  entities: 'discovery_autoconfig_entities',
  'too-large': 'discovery_autoconfig_too_large',
  'other-document': 'discovery_autoconfig_not_xml',
  'no-servers': 'discovery_autoconfig_empty',
};

const OF_OUTCOME: Readonly<Partial<Record<LookupOutcome, UriCode>>> = {
  'credentials-wanted': 'discovery_credentials_wanted',
  'digest-mismatch': 'discovery_pacc_digest_mismatch',
  'digest-missing': 'discovery_pacc_digest_missing',
  'bad-certificate': 'discovery_certificate_unusable',
};

/** What is to be said of the questions that were asked, one by one. */
export function judgeLookups(observations: readonly Observation[]): readonly Finding[] {
  const lookups = inOrder(observedInRun(observations, 'lookup'));
  const found = lookups.flatMap((lookup) => [
    ...judgeOutcome(lookup),
    ...judgeRedirects(lookup),
    ...judgeDropped(lookup),
  ]);
  // The same file lies at several addresses: it is said once, of the one that counts most, with all that shows it.
  const codes = [...new Set(found.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const same = found.filter((one) => one.code === code);
    return same.slice(0, 1).map((one) => ({ ...one, evidence: same.flatMap(({ evidence }) => evidence) }));
  });
}

/** By the source, as the table above has them; the order in which answers came in is chance. */
function inOrder(lookups: readonly LookupSeen[]): readonly LookupSeen[] {
  return lookups.toSorted((left, right) => orderOf(left) - orderOf(right));
}

function orderOf({ source }: LookupSeen): number {
  const at = AUTOCONFIG.indexOf(source);
  return at === -1 ? AUTOCONFIG.length : at;
}

function judgeOutcome(lookup: LookupSeen): readonly Finding[] {
  const { outcome, detail, uri, id } = lookup;
  const known = OF_OUTCOME[outcome];
  if (known !== undefined) return [finding(known, { uri }, [id])];
  switch (outcome) {
    case 'unusable':
      return judgeUnusable(lookup);
    case 'silent':
      // Of DNS that is said of the whole run.
      return uri.startsWith('http') && detail !== 'resolve'
        ? [finding('discovery_source_silent', { uri }, [id])]
        : [];
    case 'redirect-refused':
      return judgeRefusedRedirect(lookup);
    case 'private-address':
      return [finding('discovery_private_address', { uri, address: detail ?? '?' }, [id])];
    default:
      return [];
  }
}

function judgeUnusable({ source, detail, uri, id }: LookupSeen): readonly Finding[] {
  // One that names other protocols only is none of ours.
  if (source === 'pacc') {
    return detail === 'no-servers' ? [] : [finding('discovery_pacc_malformed', { uri }, [id])];
  }
  const code = AUTOCONFIG.includes(source) ? OF_AUTOCONFIG[detail ?? ''] : undefined;
  return code === undefined ? [] : [finding(code, { uri }, [id])];
}

function judgeRefusedRedirect({ detail, uri, id }: LookupSeen): readonly Finding[] {
  const [reason = '', to = '–'] = (detail ?? '').split(' ');
  // The same was asked there without the address, and that is what is told of.
  if (reason === 'to-other-domain') return [];
  if (reason === 'loop' || reason === 'too-many') return [finding('discovery_redirect_loop', { uri }, [id])];
  if (reason === 'to-http') return [finding('discovery_redirect_to_http', { uri, to }, [id])];
  return [finding('discovery_redirect_refused', { uri, to }, [id])];
}

/** Sent on to the web server of somebody else: by HTTP, or by what Autodiscover answers. */
function judgeRedirects({ redirects, source, outcome, detail, uri, id }: LookupSeen): readonly Finding[] {
  const told = source.startsWith('autodiscover') && outcome === 'found' && detail !== null ? [detail] : [];
  const away = [...redirects.map(({ to }) => to), ...told].find(
    (to) => !isSameSite(urlHost(to) ?? to, urlHost(uri) ?? uri),
  );
  return away === undefined ? [] : [finding('discovery_redirect_to_other_domain', { uri, to: away }, [id])];
}

function judgeDropped({ suggestion, source, uri, id }: LookupSeen): readonly Finding[] {
  const dropped = (suggestion?.dropped ?? []).find(({ reason }) => reason === 'host-unusable');
  if (dropped === undefined || !AUTOCONFIG.includes(source)) return [];
  return [finding('discovery_autoconfig_host_unusable', { uri, given: dropped.given }, [id])];
}
