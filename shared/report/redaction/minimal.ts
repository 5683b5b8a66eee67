import { wasPublic } from '../../findings/public-once.ts';
import { dayOf } from '../../mail/day.ts';
import { isIpAddress } from '../../mail/hostname.ts';
import { isProduct } from '../../wire/software.ts';
import { shownAddress } from './addresses.ts';
import { Authorities } from './authorities.ts';
import type { Pseudonyms } from './hidden.ts';
import { isPseudonym, pseudonymOfHost } from './hosts.ts';
import type { Known } from './known.ts';
import { scanText, type Names } from './scan.ts';
import { knownPhrasesIn } from './server-words.ts';
import { bareUri } from './uri.ts';
import { mailAddressIn, usernameIn, userIn } from './users.ts';
import type { Ways } from './ways.ts';

const TIME = /^\d{4}-\d{2}-\d{2}T/;
const ONE_WORD = /^[\w./:+=@-]{1,100}$/;
const VERSION = /^\d[\w.+~-]{0,40}$/;
const FINGERPRINT = /^[0-9a-f]{64}$/i;
const HEX_DIGITS = 64;
// Parameters that are numbers or names of mechanisms; all others are words of the server.
const PARAMETER = /^(?:\d+|[A-Z0-9][A-Z0-9_-]{1,19})$/;
// What stands here for one of those that was a name: without it a redacted report would lose it when it is redacted again.
const NUMBERED_NAME = /^(?:user|lan-name|lan-address|address)-\d+$/;
const UNNAMED = '?';

/**
 * For strangers: nothing is left that names anybody, any server or any organisation but public authorities and products; what
 * was found can still be judged from it. What belongs together is still told apart from what does not.
 */
export function minimalWays(known: Known, names: Pseudonyms): Ways {
  const shownFor = new Map<string, string>();
  const to: Names = {
    known,
    names,
    mailAddress: (localPart, domain) => mailAddressIn(localPart, domain, host, names),
    user: (name) => userIn(name, names),
    ip,
    host,
    uri: (uri) => bareUri(uri, to) ?? uri,
    fingerprint,
  };
  const authorities = new Authorities(to);
  const text = (given: string): string => scanText(given, to);
  const code = (given: string): string =>
    ONE_WORD.test(given) ? text(given) : said(given, given === '' ? '' : UNNAMED);
  const username = (given: string): string => usernameIn(given, to, host);
  const uri = (given: string): string => bareUri(given, to) ?? text(given);
  return {
    text,
    code,
    serverText: (given) => said(given, knownPhrasesIn(given)),
    capability: (given) => said(given, given.split(' ').filter(isFirstOrParameter).map(code).join(' ')),
    software: (given) => said(given, isProduct(given) ? given : UNNAMED),
    softwareVersion: (version) => (version === null || !VERSION.test(version) ? null : version),
    given: (given) => said(given, '…'),
    host,
    ip: (given) => (isIpAddress(given) ? ip(given) : text(given)),
    uri,
    username,
    provider: (given) => {
      const shown = `provider-${names.numberOf('provider', given)}`;
      shownFor.set(given, shown);
      return names.put('host', given, shown);
    },
    distinguishedName: (given) => authorities.distinguishedName(given),
    organisation: (given) => authorities.organisation(given),
    fingerprint: (given) => (FINGERPRINT.test(given) ? fingerprint(given) : text(given)),
    time: (given) =>
      TIME.test(given) ? names.put('time', given, `${dayOf(given)}T00:00:00.000Z`) : text(given),
    param,
    place: () => null,
    transcripts: () => (transcripts) => {
      const lines = transcripts.reduce((sum, one) => sum + one.lines.length, 0);
      names.put('transcript', 'all', '', lines);
      return [];
    },
  };

  function host(given: string): string {
    if (given === '') return given;
    if (isIpAddress(given)) return ip(given);
    return names.put('host', given, pseudonymOfHost(given.toLowerCase(), known, names));
  }

  function ip(address: string): string {
    return shownAddress(address, { known, names, showsServers: false });
  }

  /** Those of roots that everybody has say nothing of anybody, and something is concluded from them. */
  function fingerprint(hex: string): string {
    const lower = hex.toLowerCase();
    if (wasPublic(lower)) return hex;
    const number = names.numberOf('fingerprint', lower);
    return names.put('fingerprint', hex, String(number).padStart(HEX_DIGITS, '0'));
  }

  function said(given: string, shown: string): string {
    shownFor.set(given, shown);
    return names.put('server-words', given, shown);
  }

  function param(given: string): string {
    const lower = given.toLowerCase();
    if (known.users.has(lower)) return username(given);
    if (known.hosts.has(lower) || known.sites.has(lower)) return host(given);
    return shownFor.get(given) ?? authorities.shownFor(given) ?? text(given);
  }
}

function isFirstOrParameter(word: string, at: number): boolean {
  return at === 0 || PARAMETER.test(word) || NUMBERED_NAME.test(word) || isPseudonym(word);
}
