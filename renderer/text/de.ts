import { PROBLEMS_DE } from '../../shared/findings/input-problems-de.ts';
import { sayProblem } from '../../shared/findings/input-problems.ts';
import { aboutDe } from './about-de.ts';
import { detailDe } from './detail-de.ts';
import { accountsDe } from './accounts-de.ts';
import { firstDe } from './first-de.ts';
import { helpdeskDe } from './helpdesk-de.ts';
import { explainDe } from './explain-de.ts';
import { reportsDe } from './reports-de.ts';
import { programDe } from './program-de.ts';
import { sendDe } from './send-de.ts';
import { keysDe } from './keys-de.ts';
import { originsDe } from './origins-de.ts';
import type { Text } from './en.ts';

/** Every text of the window in German. */
export const de: Text = {
  ...firstDe,
  problem: (problem) => sayProblem(problem, PROBLEMS_DE),
  copied: 'Kopiert',
  sides: {
    imap: 'Posteingang',
    pop3: 'Posteingang (POP3)',
    submission: 'Postausgang',
    managesieve: 'Mailfilter',
    smtp: 'Mail zwischen Servern',
  },

  helpdesk: helpdeskDe,
  accounts: accountsDe,

  looking: {
    heading: 'Ihre Mailserver werden geprüft',
    headingSignIn: 'Anmeldung läuft',
    elapsed: (seconds) => `bisher ${seconds}`,
    progress: (done, total) =>
      total === 1 ? `${done} von 1 Prüfung erledigt` : `${done} von ${total} Prüfungen erledigt`,
    cancel: 'Abbrechen',
    cancelling: 'Wird abgebrochen …',
    escape: 'oder die Escape-Taste',
    announce: (rung, state) => `${rung}: ${state}`,
    answered: (count, total) => `${count} von ${total} Quellen haben geantwortet`,
    waitingFor: (sources) => `gewartet wird auf ${sources}`,
    foundIn: (sources) => `aus ${sources}`,
    foundByGuess: 'keine Quelle nennt welche; unter üblichen Namen antworten Server',
    foundNone: 'keine Quelle nennt welche, und unter üblichen Namen antwortet kein Server',
    cutOff: 'niemand war zu erreichen',
    sent: 'Bisher gesendet',
    nothingYet: 'Noch nichts.',
    questions: (domain, webCount) => {
      if (webCount === 0) return `Fragen zu ${domain} an das DNS.`;
      return `Fragen zu ${domain} an das DNS und ${webCount === 1 ? '1 Webserver' : `${webCount} Webserver`}.`;
    },
    connections: 'Verbindungen zu',
    connectionsTo: (count) => `Verbindungen zu ${count} Mailservern`,
    noSecrets: 'Keine Adresse, kein Passwort.',
    addressTold: (domain) => `Ihre Adresse, an Webserver von ${domain}.`,
    noPassword: 'Kein Passwort.',
    sentTo: {
      proof: (server) => `An ${server}: Ihr Benutzername und ein Beweis Ihres Passworts, nicht das Passwort.`,
      'key-proof': (server) =>
        `An ${server}: Ihr Zertifikat und ein Beweis Ihres Schlüssels, nicht der Schlüssel.`,
      password: (server) => `An ${server}: Ihr Benutzername und Ihr Passwort.`,
      token: (server) => `An ${server}: Ihr Benutzername und Ihr Token.`,
    },
  },

  rungs: {
    settings: { name: 'Einstellungen suchen', good: 'Einstellungen gefunden' },
    reach: { name: 'Weg zum Server', good: 'Server erreicht' },
    encryption: { name: 'Verschlüsselung und Zertifikat', good: 'Verschlüsselt, und das Zertifikat stimmt' },
    offer: { name: 'Was der Server anbietet', good: 'Der Server sagt, was er anbietet' },
    'sign-in': { name: 'Anmeldung', good: 'Angemeldet' },
    mail: { name: 'Postfach', good: 'Das Postfach ist bereit' },
    'test-mail': { name: 'Testmail', good: 'Die Testmail ist gesendet' },
  },
  rungStates: {
    waiting: 'wartet',
    working: 'läuft',
    good: 'erledigt',
    problem: 'Problem',
    skipped: 'nicht geprüft',
  },
  detail: detailDe,

  secret: {
    show: 'Zeigen',
    showWhat: (what) => `Zeigen: ${what}`,
    hide: 'Verbergen',
    hideWhat: (what) => `Verbergen: ${what}`,
  },

  signIn: {
    heading: 'Bevor Sie sich anmelden',
    lead: 'Das erfährt jeder Server. Letterlock versucht es bei jedem einmal und von sich aus kein zweites Mal.',
    learns: {
      proof: 'Ihr Passwort wird nicht gesendet, nur ein Beweis dafür.',
      'key-proof': 'Ihr Schlüssel bleibt hier. Der Server bekommt einen Beweis dafür.',
      password: 'Er bekommt das Passwort selbst, in der verschlüsselten und geprüften Verbindung.',
      token: 'Er bekommt das Token selbst, in der verschlüsselten und geprüften Verbindung.',
    },
    triesLeft: 'Versuche übrig',
    proves: 'Auch der Server muss beweisen, dass er Ihr Passwort kennt.',
    provesNot: 'Der Server beweist bei dieser Anmeldung nichts; sein Zertifikat wurde vorher geprüft.',
    confirm: {
      heading: 'Sind das die Server Ihres Anbieters?',
      lead: 'Vergleichen Sie die Domain Zeichen für Zeichen und den Port mit der Seite, auf der Ihr Anbieter seine Einstellungen nennt.',
      otherDomain: (own) =>
        `Ihre Adresse gehört zu einer anderen Domain, ${own}. Das ist üblich, wo ein Anbieter die Mail anderer führt; aber auch gefälschte Einstellungen würden zu einer anderen Domain führen.`,
      otherPort:
        'Sie liegen an einem Port, den Mailserver gewöhnlich nicht haben. Das kann richtig sein, es könnte aber auch die Tür von etwas anderem sein: Vergleichen Sie auch den Port.',
      backing: {
        vouched: (sources) => `Genannt von: ${sources}.`,
        named: (sources) => `Nicht die Domain selbst nennt diese Server, sondern jemand anderes: ${sources}.`,
        nobody: (sources) =>
          sources === ''
            ? 'Niemand, dem zu trauen ist, nennt diese Server: Sie wurden geraten.'
            : `Niemand, dem zu trauen ist, nennt diese Server. Was sie nennt, kam über ungeschütztes DNS oder HTTP, wo andere es ändern können, oder ist geraten: ${sources}.`,
      },
      lookalike:
        'Dieser Name hat Zeichen außerhalb von a bis z, die wie andere aussehen können. Es zählt die Form, die mit `xn--` beginnt. Mit seinen eigenen Zeichen lautet er:',
      weakerHeading: 'Ist es gewollt, dass weniger angeboten wird?',
      weaker: (host: string, before: string, now: string) =>
        `${host} bot bei einer früheren Prüfung \`${before}\` an; jetzt ist das Stärkste \`${now}\`, das Ihr Passwort weniger schützt. Jemand unterwegs kann es aus der Liste genommen haben. Starten Sie die Prüfung in einem anderen Netz, oder fragen Sie Ihren Anbieter, ob es mit Absicht aufgegeben wurde.`,
      weakerTick: 'Es ist gewollt: mit dem anmelden, was bleibt',
      bothTick: 'Das sind die Server meines Anbieters, und dass sie weniger bieten, ist gewollt',
      tick: 'Das sind die Server meines Anbieters',
      missing:
        'Haken Sie das an, wenn es so ist. Vorher wird Ihr Passwort nicht gesendet; Sie können ohne Anmeldung weitermachen.',
    },
    mechanism: 'Verfahren',
    username: 'Benutzername',
    password: 'Passwort',
    passwordHint: 'Es dient nur dieser Prüfung und wird nicht gespeichert.',
    empty: 'Geben Sie das Passwort dieses Kontos ein, oder machen Sie ohne Anmeldung weiter.',
    testMail: 'Mir auch eine Testmail senden',
    testMailHint:
      'Sie zeigt, dass Mail hinausgeht und ankommt. Sie bleibt in Ihrem Posteingang: Letterlock löscht dort nichts.',
    submit: 'Anmelden',
    without: 'Ohne Anmeldung weiter',
  },

  about: aboutDe,
  origins: originsDe,
  keys: keysDe,
  explain: explainDe,
  reports: reportsDe,
  send: sendDe,
  program: programDe,

  result: {
    verdicts: {
      healthy: 'Alles, was geprüft wurde, ist in Ordnung',
      problems: 'Ein Problem wurde gefunden',
      unfinished: 'Die Prüfung kam nicht bis zum Ende',
    },
    likely: 'wahrscheinlich, nicht sicher',
    findings: 'Was gefunden wurde',
    nothingFound: 'Es wurde nichts gefunden',
    nothingFoundText: 'Die Prüfung endete, bevor es etwas zu sagen gab.',
    whatToDoAndWhy: 'Was zu tun ist, und woran wir es sehen',
    why: 'Woran wir es sehen',
    fine: (good, total) => {
      if (total === 1) return `${good} von 1 Prüfung ist in Ordnung`;
      return good === 1
        ? `1 von ${total} Prüfungen ist in Ordnung`
        : `${good} von ${total} Prüfungen sind in Ordnung`;
    },
    notMade: (count) => (count === 1 ? '1 entfiel' : `${count} entfielen`),
    proved: 'Was bewiesen wurde',
    nothingProved:
      'Es gab keine Anmeldung, also ist über Ihr Passwort nichts bewiesen. Es wurde nicht erfragt oder nicht gesendet.',
    provedBoth: (host) => `${host} hat Sie angenommen und bewiesen, dass er Ihr Passwort ebenfalls kennt.`,
    provedChannel: (host) =>
      `Niemand sitzt dazwischen: Die Anmeldung war an diese Verbindung mit ${host} gebunden.`,
    provedYou: (host) => `${host} hat Sie angenommen. Er selbst hat nichts bewiesen.`,
    provedUnproved: (host) => `${host} hat Ja gesagt, aber den Beweis nicht geliefert, den er schuldet.`,
    notAccepted: (host) => `${host} hat die Anmeldung nicht angenommen.`,
    notBegun: (host) => `Bei ${host} wurde keine Anmeldung begonnen. Es wurde nichts gesendet.`,
    notEnded: (host) => `Die Anmeldung bei ${host} kam zu keinem Ende, dem zu trauen ist.`,
    passwordNotSent: 'Das Passwort selbst wurde nicht gesendet.',
    keyNotSent: 'Ihr Schlüssel hat diesen Computer nicht verlassen.',
    secrets: {
      password: {
        sent: 'Das Passwort selbst wurde gesendet, in der verschlüsselten Verbindung.',
        mayBeSent: 'Das Passwort selbst wurde vielleicht gesendet, in der verschlüsselten Verbindung.',
      },
      token: {
        sent: 'Das Token selbst wurde gesendet, in der verschlüsselten Verbindung.',
        mayBeSent: 'Das Token selbst wurde vielleicht gesendet, in der verschlüsselten Verbindung.',
      },
    },
    mechanism: (name) => `Verfahren: ${name}`,
    mail: (seen) => `Mail funktioniert: ${seen}.`,
    servers: 'Ihre Server',
    encryption: 'Verschlüsselung',
    noEncryption: 'keine',
    certificateUntil: 'Zertifikat bis',
    certificateEnded: 'Zertifikat lief ab',
    offers: 'Anmeldung mit',
    offersNone: 'nichts',
    software: 'Nennt sich',
    notReached: 'Über diesen Server war nichts zu erfahren.',
    onDisk: 'Auf diesem Computer',
    unchanged: 'Es wurde nichts geändert.',
    again: 'Noch einmal prüfen',
    correct: 'Eingaben ändern',
    startOver: 'Neu beginnen',
  },
};
