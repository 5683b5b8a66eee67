import type { findingFacts } from '../findings/catalogue.generated.ts';
import type { Language } from '../findings/explain.ts';
import type { FindingCode } from '../findings/finding.ts';

/** All values that pages name. */
type Param = (typeof findingFacts)[FindingCode]['params'][number];

/** What stands for a value that is not known: in a sentence, and in commands and other literal text. */
interface Stand {
  readonly inText: string;
  readonly inCode: string;
}

const STANDS: Readonly<Record<Language, Readonly<Record<Param, Stand>>>> = {
  en: {
    address: stand('(address)', 'ADDRESS'),
    addresses: stand('(addresses)', 'ADDRESSES'),
    alert: stand('(error)', 'ERROR'),
    before: stand('(what it was before)', 'BEFORE'),
    binding: stand('(kind of binding)', 'BINDING'),
    bits: stand('(number)', 'NUMBER'),
    date: stand('(date)', 'DATE'),
    detail: stand('(error)', 'ERROR'),
    domain: stand('(domain)', 'DOMAIN'),
    expected: stand('(expected date)', 'DATE'),
    family: stand('(IPv6 or IPv4)', 'IPv6'),
    fewer: stand('(port)', 'PORT'),
    file: stand('(file)', 'FILE'),
    fingerprint: stand('(fingerprint)', 'FINGERPRINT'),
    first: stand('(first setting)', 'FIRST'),
    given: stand('(what stands there)', 'TEXT'),
    hash: stand('(kind of signature)', 'SIGNATURE'),
    host: stand('the server', 'HOST'),
    issuer: stand('(issuer)', 'ISSUER'),
    iterations: stand('(number)', 'NUMBER'),
    key: stand('(kind of key)', 'KEY'),
    kind: stand('(kind of key)', 'KEY'),
    left: stand('(what is left)', 'MECHANISM'),
    limit: stand('(limit)', 'LIMIT'),
    link: stand('(certificate)', 'CERTIFICATE'),
    mechanism: stand('(way of signing in)', 'MECHANISM'),
    mechanisms: stand('(ways of signing in)', 'MECHANISMS'),
    missing: stand('(what is missing)', 'MECHANISMS'),
    names: stand('(other names)', 'NAMES'),
    offered: stand('(what is offered)', 'MECHANISMS'),
    open: stand('(open ports)', 'PORTS'),
    other: stand('(the other)', 'OTHER'),
    otherHost: stand('(the other server)', 'OTHER-HOST'),
    otherProtocol: stand('(the other service)', 'OTHER'),
    port: stand('(number)', 'PORT'),
    ports: stand('(numbers)', 'PORTS'),
    product: stand('(name of the program)', 'PROGRAM'),
    protocol: stand('mail', 'PROTOCOL'),
    provider: stand('(provider)', 'PROVIDER'),
    second: stand('(second setting)', 'SECOND'),
    seconds: stand('(number of)', 'SECONDS'),
    service: stand('(another service)', 'SERVICE'),
    services: stand('(services)', 'SERVICES'),
    shown: stand('(name as it looks)', 'NAME'),
    since: stand('(date)', 'DATE'),
    site: stand('(domain of the server)', 'DOMAIN'),
    subject: stand('(name of the certificate)', 'SUBJECT'),
    to: stand('(another address)', 'ADDRESS'),
    today: stand('(date)', 'DATE'),
    until: stand('(date)', 'DATE'),
    uri: stand('(web address)', 'URI'),
    url: stand('(web address)', 'URL'),
    used: stand('(number of)', 'NUMBER'),
    username: stand('(user name)', 'NAME'),
    version: stand('(version)', 'VERSION'),
    versions: stand('(versions)', 'VERSIONS'),
    who: stand('(issuer)', 'ISSUER'),
  },
  de: {
    address: stand('(Adresse)', 'ADRESSE'),
    addresses: stand('(Adressen)', 'ADRESSEN'),
    alert: stand('(Fehler)', 'FEHLER'),
    before: stand('(was es vorher war)', 'VORHER'),
    binding: stand('(Art der Bindung)', 'BINDUNG'),
    bits: stand('(Anzahl)', 'ANZAHL'),
    date: stand('(Datum)', 'DATUM'),
    detail: stand('(Fehler)', 'FEHLER'),
    domain: stand('(Domain)', 'DOMAIN'),
    expected: stand('(erwartetes Datum)', 'DATUM'),
    family: stand('(IPv6 oder IPv4)', 'IPv6'),
    fewer: stand('(Nummer)', 'PORT'),
    file: stand('(Datei)', 'DATEI'),
    fingerprint: stand('(Fingerabdruck)', 'FINGERABDRUCK'),
    first: stand('(erste Einstellung)', 'ERSTE'),
    given: stand('(was dort steht)', 'TEXT'),
    hash: stand('(Art der Unterschrift)', 'UNTERSCHRIFT'),
    host: stand('der Server', 'HOST'),
    issuer: stand('(Aussteller)', 'AUSSTELLER'),
    iterations: stand('(Anzahl)', 'ANZAHL'),
    key: stand('(Art des Schlüssels)', 'SCHLÜSSEL'),
    kind: stand('(Art des Schlüssels)', 'SCHLÜSSEL'),
    left: stand('(was bleibt)', 'VERFAHREN'),
    limit: stand('(Grenze)', 'GRENZE'),
    link: stand('(Zertifikat)', 'ZERTIFIKAT'),
    mechanism: stand('(Art der Anmeldung)', 'VERFAHREN'),
    mechanisms: stand('(Arten der Anmeldung)', 'VERFAHREN'),
    missing: stand('(was fehlt)', 'VERFAHREN'),
    names: stand('(andere Namen)', 'NAMEN'),
    offered: stand('(was angeboten wird)', 'VERFAHREN'),
    open: stand('(offene Ports)', 'PORTS'),
    other: stand('(das andere)', 'ANDERES'),
    otherHost: stand('(der andere Server)', 'ANDERER-HOST'),
    otherProtocol: stand('(der andere Dienst)', 'ANDERES'),
    port: stand('(Nummer)', 'PORT'),
    ports: stand('(Nummern)', 'PORTS'),
    product: stand('(Name des Programms)', 'PROGRAMM'),
    protocol: stand('Mail', 'PROTOKOLL'),
    provider: stand('(Anbieter)', 'ANBIETER'),
    second: stand('(zweite Einstellung)', 'ZWEITE'),
    seconds: stand('(Anzahl)', 'SEKUNDEN'),
    service: stand('(ein anderer Dienst)', 'DIENST'),
    services: stand('(Dienste)', 'DIENSTE'),
    shown: stand('(Name, wie er aussieht)', 'NAME'),
    since: stand('(Datum)', 'DATUM'),
    site: stand('(Domain des Servers)', 'DOMAIN'),
    subject: stand('(Name des Zertifikats)', 'NAME'),
    to: stand('(andere Adresse)', 'ADRESSE'),
    today: stand('(Datum)', 'DATUM'),
    until: stand('(Datum)', 'DATUM'),
    uri: stand('(Webadresse)', 'URI'),
    url: stand('(Webadresse)', 'URL'),
    used: stand('(Anzahl)', 'ANZAHL'),
    username: stand('(Benutzername)', 'NAME'),
    version: stand('(Version)', 'VERSION'),
    versions: stand('(Versionen)', 'VERSIONEN'),
    who: stand('(Aussteller)', 'AUSSTELLER'),
  },
};

function stand(inText: string, inCode: string): Stand {
  return { inText, inCode };
}

const PLACE = /\{(\w+)\}/g;

/** A text of a page in which no place is open any more. In literal text (between backticks) stand words in capitals. */
export function closed(text: string, language: Language): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? closedCode(part, language) : closedText(part, language)))
    .join('`');
}

function closedCode(text: string, language: Language): string {
  return text.replace(PLACE, (place, name: string) => standFor(name, language)?.inCode ?? place);
}

function closedText(text: string, language: Language): string {
  return text.replace(PLACE, (place, name: string, at: number) => {
    const before = text.slice(0, at);
    const words = standFor(name, language)?.inText ?? place;
    const inSentence =
      name === 'host' ? inCase(words, before, text.slice(at + place.length), language) : words;
    return BEGINNING.test(before) ? inSentence.replace(/^\w/, (first) => first.toUpperCase()) : inSentence;
  });
}

function standFor(name: string, language: Language): Stand | undefined {
  const stands: Readonly<Record<string, Stand>> = STANDS[language];
  return stands[name];
}

// Where a German sentence wants another case than the first: by what stands before it, and behind it.
const DATIVE = /\b(?:von|bei|mit|zu|an|nach|hinter|aus|in|auf|unter|gegenüber|ihnen und)\s*$/i;
const ACCUSATIVE =
  /(?<!\p{L})(?:für|über|um|gegen|durch|ohne|vergleichen sie|letterlock hat|nennen|nennt die seite|bitten sie darum,|jemand schlägt|welche quelle)\s*$/iu;
const TOWARDS = /\b(?:an|auf)\s*$/i;
const IS_GONE_TO = /^ (?:ging|gesendet|wurde nichts gesendet|ausgestellt)\b/;
const IS_GIVEN = /^ das Passwort\b/;
// A noun that the name belongs to: “the server {host}”.
const NAMED = /\b(?:server|servernamen?|namen?|name|names)\s*$/i;
const BEGINNING = /(?:^|[.!?:]["”“]?\s+)$/;

function inCase(words: string, before: string, behind: string, language: Language): string {
  if (NAMED.test(before)) return '(HOST)';
  return language === 'de' ? declined(before, behind) : words;
}

function declined(before: string, behind: string): string {
  if (IS_GIVEN.test(behind)) return 'dem Server';
  if (ACCUSATIVE.test(before) || (TOWARDS.test(before) && IS_GONE_TO.test(behind))) return 'den Server';
  return DATIVE.test(before) ? 'dem Server' : 'der Server';
}
