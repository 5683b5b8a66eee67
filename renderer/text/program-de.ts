import type { Text } from './en.ts';

/** What the screen for mail programs says in German. */
export const programDe: Text['program'] = {
  title: 'Mailprogramm – Letterlock',
  mark: 'Mailprogramm',
  open: 'Mailprogramm einrichten …',
  door: {
    label: 'Mailprogramm einrichten',
    about:
      'Prüfen Sie zuerst Ihr Konto; dann wird es auf die sicherste Art eingerichtet, die Ihr Programm und Ihr Server beide können.',
    hint: 'Geben Sie Ihre Adresse ein und prüfen Sie sie. Vom Ergebnis geht es weiter zu Ihrem Mailprogramm.',
  },
  back: 'Zurück zum Ergebnis',
  heading: 'Ihr Mailprogramm einrichten',
  lead: 'Welches verwenden Sie? Letterlock weiß, wie sich jedes anmeldet, und wählt die sicherste Art, die es mit Ihrem Server gemeinsam hat.',
  loading: 'Wird geladen …',
  choose: 'Ihr Mailprogramm',
  kinds: {
    window: 'Auf einem Computer',
    phone: 'Auf Telefon oder Tablet',
    terminal: 'Im Terminal',
    look: 'Die Server von Hand ansehen',
  },
  other: 'Ein anderes Programm',
  with: 'Womit',
  name: 'Ihr Name',
  nameHint: 'Wie andere ihn in Ihren Mails sehen. Darf leer sein.',
  system: 'Es läuft auf',
  systems: {
    linux: 'Linux',
    macos: 'macOS',
    windows: 'Windows',
    android: 'Android',
    ios: 'iPhone oder iPad',
  },
  password: 'Es bekommt das Passwort von',
  ask: 'Ihnen: Es fragt danach',
  stores: {
    'secret-tool': 'Dem Schlüsselbund des Desktops (secret-tool)',
    keychain: 'Dem Schlüsselbund von macOS',
    pass: 'Dem Passwortspeicher pass',
  },
  key: 'Es meldet sich an mit',
  noKey: 'Dem Passwort',
  ofKey: (name: string) => `Dem Schlüssel „${name}“`,
  keyUntried:
    'Lassen Sie Letterlock sich mit diesem Schlüssel zuerst einmal anmelden: Erst dann ist bekannt, was Ihr Server damit tut.',
  serversFirst:
    'Es wurde kein Server erreicht, der sich verwenden ließe. Tun Sie zuerst, was im Ergebnis steht.',
  nothing: 'Es gibt keine sichere Art. Wählen Sie ein anderes Programm oder zeigen Sie dies Ihrem Anbieter.',
  how: 'So meldet es sich an',
  incoming: 'Posteingang',
  outgoing: 'Postausgang',
  steps: 'Was zu tun ist',
  file: (path: string) => `Die Datei ${path}`,
  code: 'QR-Code mit den Einstellungen, zum Scannen mit dem Telefon',
  save: 'Als Datei speichern …',
  saved: (path: string) => `Gespeichert: ${path}`,
  mind: 'Zu beachten',
  proof: 'Woran Sie sehen, dass es geht',
};
