import { SOURCE_NAMES } from '../../shared/report/source-names.ts';
import type { OriginsText } from './origins-en.ts';

/** Where the settings come from, in German. */
export const originsDe: OriginsText = {
  heading: 'Woher diese Einstellungen kommen',
  headingNothing: 'Wo nach Einstellungen gesucht wurde',
  sourceCount: (count) => {
    if (count === 0) return 'keine Quelle nennt welche';
    return count === 1 ? '1 Quelle' : `${count} Quellen`;
  },
  told: (domain) =>
    `Für die Suche wurde nur die Domain \`${domain}\` genannt. Ihre Adresse hat niemand erfahren; wo eine Frage eine braucht, ist sie erfunden.`,
  toldAddress: (domain) =>
    `Wie Sie zugestimmt haben, wurde Webservern von \`${domain}\` Ihre Adresse genannt, über verschlüsselte Verbindungen: Diese Fragen sind unten gekennzeichnet. Alle anderen erfuhren nur die Domain; wo eine Frage eine Adresse braucht, ist sie erfunden.`,
  withAddress: 'mit Ihrer Adresse',
  nothing: 'Niemand schlägt einen Server vor, und unter den üblichen Namen hat keiner geantwortet.',
  caption:
    'Vorgeschlagene Server nach Protokoll, der beste zuerst, mit dem, der sie vorschlägt, und wie weit ihm zu trauen ist',
  server: 'Server',
  suggestedBy: 'Quelle',
  sameSources: 'dieselben wie oben',
  chosen: 'Verwendet',
  secured: 'Die Quelle sagt „keine Verschlüsselung“. Letterlock verwendet ihn nur mit STARTTLS.',
  username: (form) => `Benutzername: ${form}`,
  wholeAddress: 'die ganze Adresse',
  localPart: 'der Teil vor dem @',
  silentGuesses: (count) =>
    count === 1
      ? 'Unter 1 üblichen Namen hat nichts geantwortet.'
      : `Unter ${count} üblichen Namen und Ports hat nichts geantwortet.`,
  sources: {
    person: 'Sie selbst',
    'well-known-port': 'Üblicher Port',
    autoconfig: 'Datei der Domain mit Einstellungen (Autoconfig)',
    'autoconfig-well-known': 'Datei auf der Website der Domain (Autoconfig)',
    'autoconfig-http': 'Datei ohne Verschlüsselung (Autoconfig über HTTP)',
    'autoconfig-mx': 'Datei dessen, der die Mail annimmt (Autoconfig über MX)',
    ispdb: 'Thunderbirds Datenbank der Anbieter (ISPDB)',
    'ispdb-mx': 'Thunderbirds Datenbank, zu dem, der die Mail annimmt (ISPDB über MX)',
    pacc: 'Einstellungen mit Prüfsumme im DNS (PACC)',
    srv: 'Diensteinträge im DNS (SRV)',
    mailconf: 'Datei, die ein DNS-Eintrag nennt (mailconf)',
    autodiscover: 'Autodiscover',
    'autodiscover-json': 'Autodiscover, Version 2',
    folder: 'Datei auf diesem Computer',
    'provider-list': 'Letterlocks eigene Liste der Anbieter',
    guess: 'Übliche Namen, geraten',
  },
  shortSources: {
    ...SOURCE_NAMES.de,
    person: 'Sie',
    folder: 'Datei auf diesem Computer',
    'provider-list': 'Letterlocks Liste',
  },
  trusts: {
    person: 'Ihr eigenes Wort',
    'verified-digest': 'durch die Prüfsumme der Domain verbürgt',
    'domain-https': 'von der Domain selbst, verschlüsselt',
    folder: 'von diesem Computer',
    'provider-list': 'von Letterlock mitgebracht',
    'other-https': 'von jemand anderem, verschlüsselt',
    dns: 'ungeschütztes DNS: Andere könnten es geändert haben',
    http: 'unverschlüsselt: Andere könnten es geändert haben',
    guess: 'von niemandem verbürgt',
  },
  outcomes: {
    found: 'hat geantwortet',
    absent: 'dort ist nichts',
    'name-unknown': 'den Namen gibt es nicht',
    'credentials-wanted': 'wollte Namen und Passwort und bekam beides nicht',
    refused: 'hat nichts herausgegeben',
    'redirect-refused': 'verweist dorthin, wohin Letterlock nicht folgt',
    'private-address': 'führt in ein privates Netz und wurde nicht gefragt',
    'bad-certificate': 'sein Zertifikat stimmt nicht; es wurde nichts gelesen',
    unreachable: 'war nicht zu erreichen',
    silent: 'keine Antwort',
    failed: 'die Frage ist gescheitert',
    portal: 'die Anmeldeseite eines Netzes hat geantwortet',
    unusable: 'was kam, ist nicht zu gebrauchen',
    'digest-missing': 'die Prüfsumme im DNS fehlt',
    'digest-mismatch': 'die Prüfsumme im DNS gehört zu einem anderen Dokument',
  },
  reasons: {
    named: 'Vor dem nächsten, weil Sie ihn genannt haben.',
    'more-trusted': 'Vor dem nächsten, weil seiner Quelle mehr zu trauen ist.',
    'stronger-encryption': 'Vor dem nächsten, weil seine Verbindung besser verschlüsselt ist.',
    'more-sources': 'Vor dem nächsten, weil mehr Quellen ihn nennen.',
    'named-first': 'Vor dem nächsten, weil seine Quelle ihn zuerst nennt.',
  },

  conflicts: 'Worin sich die Quellen nicht einig sind',
  conflictIn: (protocol, field) => `${protocol}: ${field}`,

  ledger: (count) =>
    count === 1 ? 'Die eine Frage, die gestellt wurde' : `Alle ${count} Fragen, die gestellt wurden`,
  ledgerCaption: 'Jede Frage der Suche: wofür, was gefragt wurde, wen, und was daraus wurde',
  question: 'Was gefragt wurde',
  answer: 'Was kam',
  asked: (whom) => `Gefragt: ${whom}`,
  notReached: (host) => `Nicht erreicht: ${host}`,
  askedNobody: 'Auf diesem Computer nachgesehen; niemand wurde gefragt.',
  detail: 'Einzelheit:',
  status: (status) => `HTTP ${status}`,
  redirect: (status) => `Verweis (${status}) auf`,
};
