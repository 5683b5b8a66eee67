/** What the DNS server and the web servers do; read anew for every question. The mail doors have their own. */
export interface DiscoveryBehaviour {
  /** What every question to the DNS server meets. */
  readonly dns: DnsManner;
  /** What the names of the mail hosts lead to. */
  readonly mailHosts: 'usual' | 'unknown' | 'cname-loop' | 'ipv6-dead';
  /** True: a name that does not exist has an address all the same, as at some internet providers. */
  readonly everyNameResolves: boolean;
  readonly mx: 'usual' | 'other-domain' | 'absent';
  /** `not-offered`: the target "." of RFC 2782. */
  readonly srv: 'usual' | 'not-offered' | 'other-domain' | 'absent';
  /** The TXT record that names an autoconfig file. */
  readonly mailconf: 'usual' | 'absent';
  /** What stands in the autoconfig file. */
  readonly autoconfig: AutoconfigText;
  /** How the autoconfig file is handed out, at all of its addresses. */
  readonly autoconfigDelivery: AutoconfigDelivery;
  /** Whether the file below `/.well-known/` says what the one at `autoconfig.` says. */
  readonly wellKnownAutoconfig: 'same' | 'conflicting';
  /** Both versions of it; they are absent together. */
  readonly autodiscover: AutodiscoverManner;
  readonly pacc: 'usual' | 'malformed' | 'absent';
  /** The TXT record with the digest of the PACC document as it is served. */
  readonly paccDigest: 'matching' | 'mismatching' | 'absent';
  /** Whether the database of providers knows the practice domain; what it says of it is right. It always knows the other one. */
  readonly ispdb: 'usual' | 'absent';
  /** What a captive portal answers to everything that is asked for on the web. */
  readonly portal: 'none' | 'redirect' | 'status-511';
}

/** `truncated`: the whole answer is to be had over TCP only, which then works or hangs up. */
export type DnsManner = 'usual' | 'servfail' | 'silent' | 'slow' | 'truncated' | 'truncated-tcp-dead';

/** What can stand in an autoconfig file. */
export type AutoconfigText =
  | 'usual'
  | 'hosts-unknown'
  | 'ports-dead'
  | 'cleartext'
  | 'other-domain'
  | 'address-in-host'
  | 'markup-in-host'
  | 'malformed'
  | 'entities'
  | 'too-large'
  | 'html';

/** How an autoconfig file can be handed out. */
export type AutoconfigDelivery =
  | 'usual'
  | 'absent'
  | 'only-http'
  | 'redirect-loop'
  | 'redirect-to-http'
  | 'redirect-other-site'
  | 'wants-credentials'
  | 'slow'
  | 'gzip-bomb';

/** What Autodiscover v1 answers with. */
export type AutodiscoverManner =
  'usual' | 'absent' | 'wants-credentials' | 'redirect-loop' | 'redirect-other-domain';

/** A domain whose owner publishes its settings in every way there is, rightly. */
export const USUAL_DISCOVERY: DiscoveryBehaviour = {
  dns: 'usual',
  mailHosts: 'usual',
  everyNameResolves: false,
  mx: 'usual',
  srv: 'usual',
  mailconf: 'usual',
  autoconfig: 'usual',
  autoconfigDelivery: 'usual',
  wellKnownAutoconfig: 'same',
  autodiscover: 'usual',
  pacc: 'usual',
  paccDigest: 'matching',
  ispdb: 'usual',
  portal: 'none',
};
