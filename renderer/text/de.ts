import { formatsOf } from './format.ts';
import type { Text } from './en.ts';

const stream = {
  silent: 'schweigt',
  closed: 'hat die Verbindung geschlossen',
  reset: 'hat die Verbindung abgebrochen',
  'too-long': 'hat mehr gesendet als erlaubt',
  malformed: 'hat Unlesbares gesendet',
};

/** Every text of the window in German. */
export const de: Text = {
  languageName: 'Deutsch',
  format: formatsOf('de'),
  titles: {
    start: 'Letterlock',
    looking: 'Prüfung – Letterlock',
    'sign-in': 'Anmeldung – Letterlock',
    result: 'Ergebnis – Letterlock',
  },
  failures: {
    gone: 'Die Verbindung zu Letterlock ist abgerissen. Starten Sie es im Terminal neu. Was hier steht, bleibt stehen.',
    'not-allowed':
      'Letterlock kennt diese Seite nicht. Öffnen Sie die Adresse, die im Terminal steht, mit allen ihren Zeichen.',
    'unknown-call':
      'Das Fenster und der Kern von Letterlock passen nicht zusammen. Schließen Sie Letterlock und starten Sie es neu.',
    'bad-request': 'Letterlock konnte die Eingaben nicht lesen. An einen Mailserver wurde nichts gesendet.',
    'unknown-run': 'Diese Prüfung ist schon zu Ende. Gehen Sie zurück und beginnen Sie eine neue.',
    internal:
      'In Letterlock ist ein Fehler aufgetreten. Schließen Sie es und starten Sie es neu; an Ihrer Mail wurde nichts geändert.',
  },
  sides: { imap: 'Posteingang', submission: 'Postausgang' },
  steps: {
    label: 'Schritte',
    address: 'Adresse',
    check: 'Prüfung',
    signIn: 'Anmeldung',
    result: 'Ergebnis',
    done: 'erledigt',
    skipped: 'übersprungen',
  },

  start: {
    heading: 'Sehen Sie, ob Ihre Mail funktioniert und wie sicher.',
    lead: 'Letterlock verbindet sich mit Ihren Mailservern, prüft ihre Verschlüsselung und ob sie Sie einlassen, und sagt, was nicht stimmt und wer es beheben kann.',
    address: 'Ihre Mailadresse',
    servers: 'Ihre Mailserver',
    serversHint: 'Sie stehen auf der Hilfeseite Ihres Anbieters, oft unter „Mailprogramme“ oder „IMAP“.',
    guessed:
      'Diese beiden sind aus Ihrer Adresse geraten. Vergleichen Sie sie mit der Seite Ihres Anbieters.',
    guess: 'geraten',
    incoming: 'Posteingangsserver (IMAP)',
    outgoing: 'Postausgangsserver (SMTP)',
    serverForm: 'Port und Sicherheit können folgen: host:port/starttls',
    otherUsername: 'Mein Benutzername ist nicht meine Adresse',
    usernameIs: (name) => `Benutzername: ${name}`,
    username: 'Benutzername',
    usernameHint: 'So, wie ihn Ihr Anbieter in Brief oder Mail mit den Zugangsdaten geschrieben hat.',
    check: 'Prüfen',
    privacy:
      'Die Prüfung verbindet sich mit diesen Servern und verrät ihnen nichts über Sie. Nach dem Passwort fragt sie erst, wenn Sie gesehen haben, was jeder Server erfahren würde.',
    serversMissing:
      'Aus der Adresse findet Letterlock die Server noch nicht: Geben Sie den Posteingangsserver, den Postausgangsserver oder beide an.',
  },

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
    sent: 'Bisher gesendet',
    nothingYet: 'Noch nichts.',
    connections: 'Verbindungen zu',
    noSecrets: 'Keine Adresse, kein Passwort.',
    sentProof: (server) =>
      `An ${server}: Ihr Benutzername und ein Beweis Ihres Passworts, nicht das Passwort.`,
    sentPassword: (server) => `An ${server}: Ihr Benutzername und Ihr Passwort.`,
  },

  rungs: {
    reach: { name: 'Weg zum Server', good: 'Server erreicht' },
    encryption: { name: 'Verschlüsselung und Zertifikat', good: 'Verschlüsselt, und das Zertifikat stimmt' },
    offer: { name: 'Was der Server anbietet', good: 'Der Server sagt, was er anbietet' },
    'sign-in': { name: 'Anmeldung', good: 'Angemeldet' },
  },
  rungStates: {
    waiting: 'wartet',
    working: 'läuft',
    good: 'erledigt',
    problem: 'Problem',
    skipped: 'nicht geprüft',
  },
  detail: {
    steps: {
      resolve: 'seine Adresse wird gesucht',
      connect: 'Verbindung wird aufgebaut',
      tls: 'Verschlüsselung wird vereinbart',
      starttls: 'Verschlüsselung wird verlangt',
      greeting: 'seine Begrüßung wird erwartet',
      capabilities: 'was bietet er an?',
      'second-look': 'was antwortet dort?',
      'sign-in': 'Anmeldung läuft',
    },
    dns: {
      'not-found': 'einen Server dieses Namens gibt es nicht',
      failed: 'der Name ließ sich nicht auflösen',
      silent: 'keine Auskunft über diesen Namen',
    },
    tcp: {
      refused: 'lehnt die Verbindung ab',
      silent: 'antwortet nicht',
      unreachable: 'ist von hier nicht erreichbar',
      reset: 'hat die Verbindung abgebrochen',
      failed: 'war nicht erreichbar',
    },
    tls: {
      'certificate-rejected': 'sein Zertifikat stimmt nicht',
      'not-tls': 'spricht hier kein TLS',
      'version-refused': 'hat keine TLS-Version, die sicher genug ist',
      silent: 'antwortet nicht auf den Handshake',
      closed: 'hat die Verbindung beim Handshake geschlossen',
      reset: 'hat den Handshake abgebrochen',
      failed: 'der Handshake ist gescheitert',
    },
    greeting: {
      ...stream,
      preauthenticated: 'sagt, Sie seien schon angemeldet',
      unavailable: 'sagt, er sei nicht verfügbar',
      'other-service': 'ist eine andere Art von Server',
    },
    capabilities: { ...stream, refused: 'sagt nicht, was er anbietet' },
    starttls: {
      ...stream,
      'not-offered': 'bietet kein STARTTLS an',
      refused: 'lehnt STARTTLS ab',
      'extra-bytes': 'hat mit STARTTLS weitere Daten gesendet',
    },
    signIn: {
      rejected: 'nimmt die Anmeldung nicht an',
      'refused-by-us': 'es wurde nichts gesendet',
      failed: 'die Anmeldung kam zu keinem Ende',
    },
    established: (version, until) => (until === null ? version : `${version} · Zertifikat bis ${until}`),
    offers: (mechanisms) => (mechanisms.length === 0 ? 'keine Art der Anmeldung' : mechanisms.join(' · ')),
    accepted: 'angenommen',
    acceptedProved: 'angenommen, und der Server hat sich ausgewiesen',
    acceptedUnproved: 'angenommen, aber ohne den Beweis, den er schuldet',
    crashed: 'diese Prüfung ist bei uns gescheitert',
    skipped: 'nicht geprüft',
    cleartext: 'keine Verschlüsselung, wie von Ihnen verlangt',
  },

  signIn: {
    heading: 'Bevor Sie sich anmelden',
    lead: 'Das erfährt jeder Server. Letterlock versucht es bei jedem einmal und hört auf, sobald einer ablehnt.',
    learnsProof: 'Ihr Passwort wird nicht gesendet, nur ein Beweis dafür.',
    learnsPassword: 'Er bekommt das Passwort selbst, in der verschlüsselten und geprüften Verbindung.',
    proves: 'Auch der Server muss beweisen, dass er Ihr Passwort kennt.',
    provesNot: 'Der Server beweist bei dieser Anmeldung nichts; sein Zertifikat wurde vorher geprüft.',
    mechanism: 'Verfahren',
    username: 'Benutzername',
    password: 'Passwort',
    passwordHint: 'Es dient nur dieser Prüfung und wird nicht gespeichert.',
    show: 'Zeigen',
    showPassword: 'Passwort zeigen',
    hide: 'Verbergen',
    hidePassword: 'Passwort verbergen',
    outerSpace:
      'Das Passwort beginnt oder endet mit einem Leerzeichen. Wurde es eingefügt, gehört das vielleicht nicht dazu.',
    empty: 'Geben Sie das Passwort dieses Kontos ein, oder machen Sie ohne Anmeldung weiter.',
    submit: 'Anmelden',
    without: 'Ohne Anmeldung weiter',
  },

  result: {
    verdicts: {
      healthy: 'Alles, was geprüft wurde, ist in Ordnung',
      problems: 'Ein Problem wurde gefunden',
      unfinished: 'Die Prüfung kam nicht bis zum Ende',
    },
    likely: 'wahrscheinlich, nicht sicher',
    findings: 'Was gefunden wurde',
    nothingFound: 'Es wurde nichts gefunden',
    nothingFoundText: 'Die Prüfung endete, bevor es etwas zu sagen gab. Geändert wurde nichts.',
    whatToDoAndWhy: 'Was zu tun ist, und woran wir es sehen',
    why: 'Woran wir es sehen',
    fine: (good, total) =>
      total === 1 ? `${good} von 1 Prüfung ist in Ordnung` : `${good} von ${total} Prüfungen sind in Ordnung`,
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
    passwordSent: 'Das Passwort selbst wurde gesendet, in der verschlüsselten Verbindung.',
    passwordMayBeSent: 'Das Passwort selbst wurde vielleicht gesendet, in der verschlüsselten Verbindung.',
    mechanism: (name) => `Verfahren: ${name}`,
    servers: 'Ihre Server',
    encryption: 'Verschlüsselung',
    noEncryption: 'keine',
    certificateUntil: 'Zertifikat bis',
    certificateEnded: 'Zertifikat lief ab',
    offers: 'Anmeldung mit',
    offersNone: 'nichts',
    notReached: 'Über diesen Server war nichts zu erfahren.',
    again: 'Noch einmal prüfen',
    correct: 'Eingaben ändern',
    startOver: 'Neu beginnen',
  },
};
