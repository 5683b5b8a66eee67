import { isIpv6, isIpAddress } from '../../mail/hostname.ts';
import { scanBase64, scanEncoded } from './encoded.ts';
import type { Pseudonyms } from './hidden.ts';
import { withoutHomes } from './home.ts';
import type { Known } from './known.ts';
import { endOf } from './tail.ts';

/** What to do with each sort of name that is found in a text. */
export interface Names {
  readonly known: Known;
  readonly names: Pseudonyms;
  /** A mail address; the domain may be empty. */
  readonly mailAddress: (localPart: string, domain: string) => string;
  readonly user: (name: string) => string;
  readonly ip: (address: string) => string;
  /** A host in a text, or in an address of the web, where it is nobody's own computer as a rule. */
  readonly host: (host: string, isInUri: boolean) => string;
  /** Words that are an address of the web or a question to DNS. */
  readonly uri: (uri: string) => string;
  readonly fingerprint: (hex: string) => string;
}

// Everything is looked at word by word, and each letter of a word a fixed number of times: text of a megabyte costs what a
// thousand texts of a kilobyte cost.
// eslint-disable-next-line no-control-regex -- NUL and %x01 stand between the parts of SASL messages
const WORD = /[^\s\u0000-\u001f"'<>()[\]{},;|`]+/g;
const PLAIN = /^(?:[A-Z]?[a-z]+|[A-Z]+)$/;
const TAIL = '.:!?';
const URI = /[a-z][a-z0-9+.-]{0,15}:\/\/|(?<![a-z0-9])dns:/i;
const FINGERPRINT = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi;
const FINGERPRINT_LENGTH = 64;
// Addresses with colons in them: of network cards, and of IPv6.
const COLONS =
  /(?<![\w:-])[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\1[0-9a-f]{2}){4}(?![\w:-])|(?<![\w.])[0-9a-f:.]{2,64}(?!\w)/gi;
// One colon in front or behind belongs to the text around it.
const V6 = /^(:(?!:))?(.*?)(?:\.|(?<!:):)?$/;
// Six groups and an IPv4 address (RFC 4291 §2.2).
const LONGEST_V6 = 45;
const V4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d)/g;
const BETWEEN = /([:/?&#\\]+)/;
const RUN = /[\w.*\u00a1-\uffff-]+/g;
// Without the ellipsis, which stands where a text was cut.
const DOMAIN = /^[\w.\u00a1-\u2025\u2027-\uffff-]*/;
const KEY = /^[A-Za-z_-]+=/;
const LABEL = /^[\w*\u00a1-\uffff-]{1,63}$/;
const CUT = '…';
const TOP_LABEL = /^(?:[a-z\u00a1-\uffff]{2,63}|xn--[a-z0-9-]+)$/i;
const FILE = /\.(?:xml|json|html?|txt|log|pem|crt|der|cer|p7c|crl|php|js)$/i;
/** What stands here for names of the own network and for addresses. */
export const NUMBERED = /(?:lan-name|lan-address|(?<!lan-)address)-\d+/g;
const USUAL_WORDS = new Set(
  'localhost mail imap imaps pop pop3 smtp smtps sieve submission server host post mx relay exchange dovecot postfix'.split(
    ' ',
  ),
);
// Encodings in encodings; nobody needs more.
const MOST_DEPTH = 3;

/** A text with every name replaced that is found in it by its form, or because the report says elsewhere what it is. */
export function scanText(text: string, to: Names, depth = 0): string {
  const homeless = withoutHomes(text, to.names);
  // Servers say the same words all the time. Deeper inside, less is looked for in the same word.
  return homeless.replace(WORD, (word) =>
    depth === 0 ? to.names.once(word, () => scanWord(word, to, 0)) : scanWord(word, to, depth),
  );
}

function scanWord(word: string, to: Names, depth: number): string {
  if (PLAIN.test(word)) return scanRun(word, to, false);
  const scan = (text: string): string => (depth < MOST_DEPTH ? scanText(text, to, depth + 1) : text);
  const decoded = scanEncoded(word, scan);
  if (decoded !== null) return decoded;
  const unpacked = scanBase64(word, scan);
  const end = endOf(unpacked, TAIL);
  const bare = unpacked.slice(0, end);
  const uriAt = bare.includes(':') ? bare.search(URI) : -1;
  const text = uriAt < 0 ? bare : bare.slice(0, uriAt);
  return scanParts(text, to, false) + (uriAt < 0 ? '' : to.uri(bare.slice(uriAt))) + unpacked.slice(end);
}

/** The parts of a word. */
export function scanParts(word: string, to: Names, isUri: boolean): string {
  let shown = '';
  let done = 0;
  for (const { 0: run, 1: separator, index } of word.matchAll(COLONS)) {
    const isCard = separator !== undefined;
    const [, before = '', address = run] = isCard ? [] : (V6.exec(run) ?? []);
    if (!isCard && !isV6(address)) continue;
    shown += scanBetween(word.slice(done, index + before.length), to, isUri);
    shown += isCard ? cardIn(address, to.names) : to.ip(address);
    done = index + before.length + address.length;
  }
  return shown + scanBetween(word.slice(done), to, isUri);
}

/** Most of what is made of these letters is a time or a number; the parser of addresses takes long to refuse it. */
function isV6(text: string): boolean {
  return text.length <= LONGEST_V6 && text.includes(':') && isIpv6(text);
}

function cardIn(card: string, names: Pseudonyms): string {
  return names.put('lan-address', card, `lan-address-${names.numberOf('lan-address', card.toLowerCase())}`);
}

function scanBetween(word: string, to: Names, isUri: boolean): string {
  return word
    .split(BETWEEN)
    .map((part, at) => (at % 2 === 1 ? part : scanPart(part, to, isUri)))
    .join('');
}

function scanPart(part: string, to: Names, isUri: boolean): string {
  const at = part.lastIndexOf('@');
  if (at < 0) return part.replace(RUN, (run) => scanRun(run, to, isUri));
  const [key = ''] = KEY.exec(part) ?? [];
  const [domain = ''] = DOMAIN.exec(part.slice(at + 1)) ?? [];
  const shown = domain.slice(0, endOf(domain, TAIL));
  const rest = part.slice(at + 1 + shown.length);
  return (
    key +
    to.mailAddress(part.slice(key.length, at), shown) +
    rest.replace(RUN, (run) => scanRun(run, to, isUri))
  );
}

function scanRun(run: string, to: Names, isUri: boolean): string {
  const { known, names } = to;
  const lower = run.toLowerCase();
  if (known.users.has(lower)) return to.user(run);
  if (run.includes(CUT)) {
    return run
      .split(CUT)
      .map((part) => scanRun(part, to, isUri))
      .join(CUT);
  }
  const hidden = run.length < FINGERPRINT_LENGTH ? run : run.replace(FINGERPRINT, to.fingerprint);
  if (hidden !== run) return hidden;
  const bare = run.slice(0, endOf(run, '.'));
  const rest = run.slice(bare.length);
  if (isIpAddress(bare)) return to.ip(bare) + rest;
  const [file = ''] = FILE.exec(bare) ?? [];
  const host = bare.slice(0, bare.length - file.length);
  if (isHost(host) || isKnownHost(host.toLowerCase(), known)) return to.host(host, isUri) + file + rest;
  return run
    .replace(NUMBERED, (shown) => numberedAnew(shown, names))
    .replace(V4, (address) => (isIpAddress(address) ? to.ip(address) : address));
}

/** What looks like a pseudonym is numbered like what it stands for. */
function numberedAnew(shown: string, names: Pseudonyms): string {
  const series = shown.startsWith('lan-name')
    ? 'lan-name'
    : shown.startsWith('lan')
      ? 'lan-address'
      : 'address';
  return names.put(series, shown, `${series}-${names.numberOf(series, shown.toLowerCase())}`);
}

/** Hosts without any dot are looked for where they are no words that servers use. */
function isKnownHost(name: string, { hosts }: Known): boolean {
  return hosts.has(name) && name.length > 2 && !USUAL_WORDS.has(name);
}

function isHost(text: string): boolean {
  if (!text.includes('.') || text.length > 253) return false;
  const labels = text.split('.');
  return labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(labels.at(-1) ?? '');
}
