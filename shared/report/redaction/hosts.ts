import { looksLike } from '../../findings/discovery/lookalikes.ts';
import { siteOf } from '../../mail/site.ts';
import type { Pseudonyms } from './hidden.ts';
import { nameAbove, type Known } from './known.ts';

// RFC 6762, RFC 8375, RFC 9476's `internal`, and what routers and companies use without having been given it.
const LAN_SUFFIX = /(?:^|\.)(?:local|lan|home|internal|intranet|corp|localdomain|fritz\.box|home\.arpa)$/;
const LOCALHOST = /(?:^|\.)localhost$/;
// What these pages put in the place of hosts.
const PSEUDONYM =
  /(?:^|\.)(?:domain|dornain|domaln|dornaln|doma1n|d0main)-\d+(?:\.suffix-\d+)?\.(?:example|localhost)$/;
// Labels that say what is asked for, and are part of nobody's name.
const SERVICES = new Set(
  '* _tcp _udp _imap _imaps _pop3 _pop3s _submission _submissions _sieve _autodiscover _jmap _ua-auto-config _mta-sts'.split(
    ' ',
  ),
);
// Look-alikes of `domain`: each can be mistaken for it in the same way as the name that it stands for.
const LOOKALIKES = ['dornain', 'domaln', 'dornaln', 'doma1n', 'd0main'];

/** Tells whether a name is that of this computer itself, whichever that is (RFC 6761 §6.3). Lower case. */
export function isLocalhost(host: string): boolean {
  return LOCALHOST.test(host);
}

/** Tells whether a name only means something in the network that one is in. Lower case. */
export function isLanName(host: string): boolean {
  if (isLocalhost(host)) return false;
  return !host.includes('.') || LAN_SUFFIX.test(host);
}

/** Tells whether a name has the form of what stands here for hosts. Lower case. */
export function isPseudonym(host: string): boolean {
  return PSEUDONYM.test(host);
}

/**
 * A host with every name in it replaced: `server-1.domain-1.example`. What belongs together still does: hosts of one domain,
 * domains below one suffix, names that look alike, and those of this computer. Labels that are no names (`*`, `_imaps`) stay.
 *
 * @param host lower case, no IP address
 */
export function pseudonymOfHost(host: string, known: Known, names: Pseudonyms): string {
  const labels = host.replace(/\.$/, '').split('.');
  const first = labels.findIndex((label) => !SERVICES.has(label));
  if (first < 0) return host;
  const name = labels.slice(first).join('.');
  if (name === 'localhost') return host;
  const domain = nameAbove(name, known.sites) ?? siteOf(name);
  const shown = pseudonymOfDomain(domain, known, names);
  const server = name === domain ? '' : `server-${names.numberOf('server', name)}.`;
  return [...labels.slice(0, first), `${server}${shown}`].join('.');
}

function pseudonymOfDomain(domain: string, known: Known, names: Pseudonyms): string {
  const end = isLocalhost(domain) ? 'localhost' : 'example';
  const suffix = siteOf(domain);
  const above = suffix === domain ? '' : `suffix-${names.numberOf('suffix', suffix)}.`;
  const subjectSite = known.subjectSites.has(domain)
    ? undefined
    : [...known.subjectSites].find((site) => looksLike(domain, site));
  if (subjectSite !== undefined) {
    const word = LOOKALIKES[names.numberOf('lookalike', domain) - 1];
    // More of them than that are only told apart.
    if (word !== undefined) return `${word}-${names.numberOf('domain', subjectSite)}.${above}${end}`;
  }
  return `domain-${names.numberOf('domain', domain)}.${above}${end}`;
}
