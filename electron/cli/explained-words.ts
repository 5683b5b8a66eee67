import type { Language } from '../../shared/findings/explain.ts';

/** The words around an explained text. */
export interface ExplainedWords {
  readonly onlyRead: string;
  readonly isCut: string;
  readonly isBounce: string;
  /** In front of words of a program, by the name that the tables have for it. */
  readonly wordsOf: (program: string, line: number) => string;
  readonly byCode: string;
  readonly byWords: string;
  readonly also: string;
  readonly whole: string;
  readonly why: string;
  readonly instead: string;
  readonly warning: string;
  /** What to do after an explanation. */
  readonly next: string;
  /** And where there is none. */
  readonly nothing: string;
  /** Before a page that nothing was checked for. */
  readonly onlyPage: string;
}

// What is no name in the tables, as it stands behind “von”.
const IN_GERMAN: ReadonlyMap<string, string> = new Map([
  ['an IMAP server', 'einem IMAP-Server'],
  ['a POP3 server', 'einem POP3-Server'],
  ['a ManageSieve server', 'einem ManageSieve-Server'],
  ['an SMTP server', 'einem SMTP-Server'],
  ['the operating system', 'dem Betriebssystem'],
  ['a text on the web', 'einem Text im Netz'],
  ['K-9 Mail, Thunderbird for Android', 'K-9 Mail, Thunderbird für Android'],
]);

/** The words of each language. */
export const EXPLAINED_WORDS: Readonly<Record<Language, ExplainedWords>> = {
  en: {
    onlyRead: 'Only this text was read. Nothing was checked, and nobody was asked.',
    isCut: 'The text is longer than 1 MB: only its beginning was read.',
    isBounce:
      'This is a mail that came back. What it says of a mailbox or an address is about the one that was written to, and not about yours: compare that address letter by letter, and tell its owner in another way.',
    wordsOf: (program, line) => `Line ${line}, words of ${program}:`,
    byCode: 'It stands in the text by a code, or in words that are used for nothing else.',
    byWords: 'This is what such words and codes mean most often. It is likely, and not certain.',
    also: 'The text also speaks of this',
    whole: 'Each has a page: letterlock explain CODE',
    why: 'Why not',
    instead: 'What to do instead',
    warning: 'Warning',
    next: 'To see for yourself what is wrong: letterlock check ADDRESS, or letterlock probe HOST.',
    nothing:
      'Nothing in this text is known to Letterlock. Look for the lines around the first error and try those; letterlock explain --list shows all that can be explained, and letterlock check ADDRESS looks for itself.',
    onlyPage:
      'This is what Letterlock says where it has seen this itself. Nothing was checked now; in brackets and capitals stands what a check would fill in.',
  },
  de: {
    onlyRead: 'Es wurde nur dieser Text gelesen. Geprüft wurde nichts, und niemand wurde gefragt.',
    isCut: 'Der Text ist länger als 1 MB: Gelesen wurde nur sein Anfang.',
    isBounce:
      'Das ist eine Mail, die zurückgekommen ist. Was sie über ein Postfach oder eine Adresse sagt, betrifft den Empfänger und nicht Sie: Vergleichen Sie seine Adresse Buchstabe für Buchstabe, und sagen Sie es ihm auf anderem Weg.',
    wordsOf: (program, line) => `Zeile ${line}, Worte von ${IN_GERMAN.get(program) ?? program}:`,
    byCode: 'Es steht als Code im Text oder in Worten, die für nichts anderes gebraucht werden.',
    byWords: 'Das bedeuten solche Worte und Codes meistens. Es ist wahrscheinlich und nicht sicher.',
    also: 'Der Text spricht auch davon',
    whole: 'Zu jedem gibt es eine Seite: letterlock explain CODE',
    why: 'Warum nicht',
    instead: 'Was Sie stattdessen tun können',
    warning: 'Warnung',
    next: 'Um selbst zu sehen, woran es liegt: letterlock check ADRESSE oder letterlock probe HOST.',
    nothing:
      'Letterlock kennt nichts in diesem Text. Suchen Sie die Zeilen um den ersten Fehler herum und versuchen Sie es mit diesen; letterlock explain --list zeigt alles, was erklärt werden kann, und letterlock check ADRESSE sieht selbst nach.',
    onlyPage:
      'Das sagt Letterlock, wo es dies selbst gesehen hat. Jetzt wurde nichts geprüft; in Klammern und Großbuchstaben steht, was eine Prüfung einsetzen würde.',
  },
};
