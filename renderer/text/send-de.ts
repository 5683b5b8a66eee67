import type { SendText } from './send-en.ts';

/** What the screen for a report says in German. */
export const sendDe: SendText = {
  title: 'Bericht – Letterlock',
  open: 'Bericht oder Brief …',
  back: 'Zurück zum Ergebnis',
  heading: 'Ein Bericht zum Senden',
  lead: 'Er sagt, was gesehen wurde und woher man das weiß. Ein Passwort oder ein Schlüssel steht nicht darin, für wen auch immer er ist.',
  preparing: 'Der Bericht wird vorbereitet …',
  level: 'Für wen ist er?',
  levels: {
    helpdesk: 'Für einen Helpdesk oder Ihren Anbieter: Server werden genannt, Sie nicht',
    minimal: 'Für alle, etwa in einem Forum: Weder Sie noch Ihre Server werden genannt',
    full: 'Wie er aufgezeichnet wurde: nur für Menschen, denen Sie vertrauen',
  },
  hiddenHeading: 'Was verborgen ist',
  hidden: {
    user: (count) =>
      count === 1 ? '1 Adresse oder Benutzername' : `${count}-mal eine Adresse oder ein Benutzername`,
    host: (count) => (count === 1 ? '1 Name eines Servers' : `${count}-mal der Name eines Servers`),
    'lan-name': (count) =>
      count === 1 ? '1 Name in Ihrem eigenen Netz' : `${count}-mal ein Name in Ihrem eigenen Netz`,
    'lan-address': (count) =>
      count === 1 ? '1 Adresse in Ihrem eigenen Netz' : `${count}-mal eine Adresse in Ihrem eigenen Netz`,
    address: (count) => (count === 1 ? '1 IP-Adresse' : `${count}-mal eine IP-Adresse`),
    'home-folder': (count) =>
      count === 1 ? '1 Pfad zu Ihrem Heimordner' : `${count}-mal der Pfad zu Ihrem Heimordner`,
    'certificate-name': (count) =>
      count === 1 ? '1 Name in einem Zertifikat' : `${count}-mal ein Name in einem Zertifikat`,
    fingerprint: (count) => (count === 1 ? '1 Fingerabdruck' : `${count} Fingerabdrücke`),
    'server-words': (count) =>
      count === 1 ? 'Worte eines Servers, einmal' : `Worte eines Servers, ${count}-mal`,
    transcript: (count) =>
      count === 1 ? '1 aufgezeichneter Wortwechsel' : `${count} aufgezeichnete Wortwechsel`,
    path: (count) => (count === 1 ? 'das Ende einer Webadresse' : `das Ende von ${count} Webadressen`),
    time: (count) => (count === 1 ? '1 Uhrzeit' : `${count} Uhrzeiten`),
  },
  hiddenMarked: 'Was an seiner Stelle steht, ist markiert.',
  nothingHidden: 'Mehr ist nicht verborgen. Ihre Adresse ist gekürzt, wie überall.',
  preview: 'Was gesendet wird',
  format: 'Als was?',
  formats: {
    html: 'Eine Seite für den Browser (HTML), gut zu drucken',
    txt: 'Text, für eine Mail',
    md: 'Markdown, für ein Ticket',
    json: 'JSON, das Letterlock wieder öffnen kann',
  },
  save: 'Speichern …',
  saved: (path) => `Gespeichert: ${path}`,
  copy: 'Als Text kopieren',
  letters: 'Ein Brief, aus den Befunden gefüllt',
  letterTo: { provider: 'An Ihren Anbieter', it: 'An Ihre eigene IT-Abteilung' },
  noLetter: 'Nichts, was gefunden wurde, muss jemand anderes beheben.',
  subject: 'Betreff',
  letter: 'Brief',
};
