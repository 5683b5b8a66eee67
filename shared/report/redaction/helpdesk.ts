import { isIpAddress } from '../../mail/hostname.ts';
import type { TranscriptPlace } from '../../mail/observation.ts';
import { shownAddress } from './addresses.ts';
import type { Pseudonyms } from './hidden.ts';
import { isLanName, isLocalhost, isPseudonym, pseudonymOfHost } from './hosts.ts';
import { isBelow, type Known } from './known.ts';
import { asIs, idWith, list, nullable, record } from './rules.ts';
import { scanText, type Names } from './scan.ts';
import { scanUri } from './uri.ts';
import { isHostName, mailAddressIn, usernameIn, userIn } from './users.ts';
import type { Ways } from './ways.ts';

const TIME = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?$/;
// A name with numbers and at least so many labels is that of a connection at home, as a rule: `p5b1234.dip.example.net`.
const LABELS_OF_A_CONNECTION = 3;

/**
 * What people send: who they are, their files, their computer and their network are hidden; the servers and what they said
 * stay. What nobody can know by its form (telephone numbers, numbers of customers, names of persons) is not looked for.
 */
export function helpdeskWays(known: Known, names: Pseudonyms): Ways {
  const to: Names = {
    known,
    names,
    mailAddress: (localPart, domain) => mailAddressIn(localPart, domain, domainOfAddress, names),
    user: (name) => userIn(name, names),
    ip,
    host,
    uri: (uri) => scanUri(uri, to),
    fingerprint: (hex) => hex,
  };
  const text = (given: string): string => scanText(given, to);
  const typedHost = (given: string): string => {
    if (isIpAddress(given)) return ip(given);
    return isHostName(given) ? host(given, true) : text(given);
  };
  const username = (given: string): string => usernameIn(given, to, typedHost);
  return {
    text,
    code: text,
    serverText: text,
    capability: text,
    software: text,
    softwareVersion: (version) => (version === null ? null : text(version)),
    given: text,
    host: typedHost,
    ip: (given) => (isIpAddress(given) ? ip(given) : text(given)),
    uri: text,
    username,
    provider: text,
    distinguishedName: text,
    organisation: text,
    fingerprint: text,
    time: (given) => (TIME.test(given) ? given : text(given)),
    param: (given) => {
      const lower = given.toLowerCase();
      if (known.users.has(lower)) return username(given);
      return known.hosts.has(lower) || known.sites.has(lower) ? typedHost(given) : text(given);
    },
    place: nullable(record<TranscriptPlace>({ connection: idWith(text), line: asIs })),
    transcripts: list,
  };

  function ip(address: string): string {
    return shownAddress(address, { known, names, showsServers: true });
  }

  /** Of addresses of persons the domain stays only where it is the subject's or a server's. */
  function domainOfAddress(domain: string): string {
    if (domain === '' || isIpAddress(domain)) return typedHost(domain);
    const shown = host(domain, true);
    const isOwn = isBelow(domain.toLowerCase(), known.sites) || isBelow(domain.toLowerCase(), known.hosts);
    return shown !== domain || isOwn ? shown : hidden('host', domain);
  }

  function host(given: string, isInUri: boolean): string {
    const name = given.toLowerCase();
    if (isLocalhost(name)) return given;
    const isOwn = isBelow(name, known.sites) || isBelow(name, known.hosts);
    if (isLanName(name)) {
      return isOwn
        ? hidden('lan-name', given)
        : names.put('lan-name', given, `lan-name-${names.numberOf('lan-name', name)}`);
    }
    const isHidden = isPseudonym(name) || isBelow(name, known.foreignDomains);
    if (isHidden || (!isOwn && !isInUri && isOfConnection(name))) return hidden('host', given);
    return given;
  }

  function hidden(kind: 'host' | 'lan-name', given: string): string {
    return names.put(kind, given, pseudonymOfHost(given.toLowerCase(), known, names));
  }
}

function isOfConnection(host: string): boolean {
  const labels = host.split('.');
  return labels.length >= LABELS_OF_A_CONNECTION && labels.slice(0, -1).some((label) => /\d/.test(label));
}
