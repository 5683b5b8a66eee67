import type { FirstText } from './first-en.ts';
import { formatsOf } from './format.ts';

/** What the first screen, and what is around every screen, says in German. */
export const firstDe: FirstText = {
  otherLanguage: 'English',
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
    lead: 'Geben Sie Ihre Adresse ein. Letterlock findet Ihre Mailserver, prüft ihre Verschlüsselung und ob sie Sie einlassen, und sagt, was nicht stimmt und wer es beheben kann.',
    address: 'Ihre Mailadresse',
    knowServers: 'Ich kenne die Server',
    serversAre: (names) => `Server: ${names}`,
    servers: 'Ihre Mailserver',
    serversHint:
      'Sie stehen auf der Hilfeseite Ihres Anbieters, oft unter „Mailprogramme“ oder „IMAP“. Was Sie hier eingeben, tritt an die Stelle der Suche: Nur das wird geprüft.',
    incoming: 'Posteingang (IMAP)',
    outgoing: 'Postausgang (SMTP)',
    serverForm: 'Port und Sicherheit können folgen: host:port/starttls',
    otherUsername: 'Mein Benutzername ist nicht meine Adresse',
    usernameIs: (name) => `Benutzername: ${name}`,
    username: 'Benutzername',
    usernameHint: 'So, wie er im Brief oder in der Mail mit Ihren Zugangsdaten steht.',
    tellAddressQuestion: 'Mein Anbieter will die ganze Adresse wissen',
    addressIsTold: 'Ihr Anbieter erfährt Ihre ganze Adresse',
    tellAddress: 'Den Webservern der eigenen Domain meine ganze Adresse nennen',
    tellAddressHint:
      'Manche Anbieter geben ihre Einstellungen nur für eine ganze Adresse heraus. Sie geht allein an Server Ihrer eigenen Domain, über geprüfte Verschlüsselung, und kein Passwort geht mit.',
    check: 'Prüfen',
    privacy:
      'Die Einstellungen werden gesucht. Wer gefragt wird, erfährt die Domain Ihrer Adresse und sonst nichts über Sie. Nach dem Passwort wird erst gefragt, wenn Sie gesehen haben, was jeder Server erfahren würde.',
    privacyOf: (domain) =>
      `Die Einstellungen werden gesucht. Wer gefragt wird, erfährt „${domain}“ und sonst nichts über Sie. Nach dem Passwort wird erst gefragt, wenn Sie gesehen haben, was jeder Server erfahren würde.`,
    privacyTold: (domain) =>
      `Die Einstellungen werden gesucht. Webserver von ${domain === null ? 'Ihrer eigenen Domain' : `„${domain}“`} erfahren Ihre ganze Adresse; wer sonst gefragt wird, erfährt die Domain und sonst nichts über Sie. Nach dem Passwort wird erst gefragt, wenn Sie gesehen haben, was jeder Server erfahren würde.`,
    privacyNamed:
      'Die Prüfung verbindet sich mit diesen Servern und verrät ihnen nichts über Sie. Nach dem Passwort fragt sie erst, wenn Sie gesehen haben, was jeder Server erfahren würde.',
    serversMissing:
      'Es wurde kein Server genannt: Geben Sie den Posteingangsserver, den Postausgangsserver oder beide an.',
  },

  doors: {
    program: {
      label: 'Mailprogramm einrichten',
      about:
        'Prüfen Sie zuerst Ihr Konto; dann wird es auf die sicherste Art eingerichtet, die Ihr Programm und Ihr Server beide können.',
      hint: 'Geben Sie Ihre Adresse ein und prüfen Sie sie. Vom Ergebnis geht es weiter zu Ihrem Mailprogramm.',
    },
    explain: {
      label: 'Eine Fehlermeldung',
      about: 'Fügen Sie ein, was Ihr Mailprogramm sagt, und lesen Sie, was es bedeutet und was zu tun ist.',
    },
    keys: {
      label: 'Schlüssel dieses Geräts',
      about:
        'Mit einem Schlüssel statt mit dem Passwort anmelden. Schlüssel machen, registrieren und widerrufen.',
    },
    helpdesk: {
      label: 'Helpdesk',
      about:
        'Einen Mailserver ansehen, Berichte öffnen, die Ihnen jemand geschickt hat, und sie vergleichen.',
    },
  },

  practice: {
    title: (title) => `Übung: ${title}`,
    door: 'Kein Postfach zur Hand?',
    open: 'Mit dem Übungspostfach ausprobieren',
    opening: 'Das Übungspostfach startet …',
    about: 'Ein Mailserver in Letterlock, nur auf diesem Computer. Nichts davon bleibt.',
    mark: 'Übung',
    notYours: 'Das ist nicht Ihr Postfach.',
    fault: (summary) => `Aktiv: ${summary}`,
    leave: 'Übung verlassen',
    ended: 'Das Übungspostfach ist beendet. Verlassen Sie die Übung, und starten Sie es noch einmal.',
    heading: 'Üben Sie, wo nichts kaputtgehen kann.',
    picker: 'Etwas schiefgehen lassen',
    nothing: 'Nichts: Alles ist in Ordnung',
    setting: 'Einen Moment …',
    setWell: 'Die Prüfung sollte kein Problem finden.',
    set: 'Eingestellt. Prüfen Sie, und sehen Sie, was Letterlock sagt.',
    mailbox: 'Das Übungspostfach',
    mailboxHint: 'Schon ausgefüllt. Hier ist nichts zu ändern.',
    address: 'Mailadresse',
    password: 'Passwort',
    passwordHint: 'Jeder darf es kennen: Es öffnet sonst nichts.',
    privacy: 'Die Prüfung verbindet sich nur mit dem Übungspostfach und läuft ab wie mit Ihrem eigenen.',
    looking: { heading: 'Das Übungspostfach wird geprüft' },
    signIn: {
      wanted: (password) => `Hier ist das Passwort des Übungspostfachs gefragt, nicht Ihres: \`${password}\``,
      fill: 'Eintragen',
    },
    result: { tryOne: 'Einen Fehler ausprobieren', tryAnother: 'Anderen Fehler ausprobieren' },
  },

  openAbout: 'Über Letterlock',
  dropHere: 'Bericht hier loslassen, um ihn zu öffnen',
};
