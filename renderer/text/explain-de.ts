import type { ExplainText } from './explain-en.ts';

/** What the box for error messages says in German. */
export const explainDe: ExplainText = {
  title: 'Eine Fehlermeldung – Letterlock',
  mark: 'Eine Fehlermeldung',
  heading: 'Was bedeutet diese Fehlermeldung?',
  lead: 'Fügen Sie ein, was Ihr Mailprogramm gesagt hat, Zeilen eines Protokolls oder eine Mail, die zurückkam.',
  label: 'Fehlermeldung, Protokoll oder zurückgekommene Mail',
  hint: 'Von Thunderbird, K-9, Outlook, Apple Mail, FairEmail, mutt, curl, Postfix und vielen anderen, auf Deutsch oder Englisch.',
  privacy:
    'Der Text wird hier im Fenster gelesen und geht nirgendwohin. Was wie ein Passwort aussieht, wird nicht gezeigt.',
  submit: 'Erklären',
  working: 'Wird gelesen …',
  empty: 'Fügen Sie zuerst eine Meldung ein.',
  back: 'Zurück zum Anfang',
  found: (count) => (count === 1 ? '1 Ursache wurde erkannt' : `${count} Ursachen wurden erkannt`),
  about:
    'Die Erklärungen sind die einer Prüfung durch Letterlock. Was Ihr Mailprogramm getan hat und ob es Ihr Passwort gesendet hat, ist hier nicht bekannt.',
  none: 'Nichts darin wurde erkannt',
  noneAbout:
    'Das heißt nicht, dass alles in Ordnung ist. Fügen Sie die ganze Meldung ein, mit den Zeilen davor; oder lassen Sie Letterlock selbst den Server ansehen: Geben Sie auf der ersten Seite Ihre Adresse ein.',
  cut: 'Nur das erste Megabyte wurde gelesen.',
  bounce:
    'Das ist eine Mail, die zurückkam: Was darin von einem Postfach steht, betrifft das angeschriebene und nicht Ihres.',
  said: (program, line) => `${program}, Zeile ${line}`,
  badAdvice: 'Befolgen Sie diesen Rat nicht',
  instead: 'Was Sie stattdessen tun',
  likely: 'wahrscheinlich, nicht sicher',
};
