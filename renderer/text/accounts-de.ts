import type { AccountField } from '../../shared/mail/account-fields.ts';
import type { AccountsText } from './accounts-en.ts';
import type { Words } from './words.ts';

const fields: Words<AccountField> = {
  address: 'Adresse',
  incoming: 'Posteingangsserver',
  outgoing: 'Postausgangsserver',
  username: 'Benutzername',
};

/** Every text of the checks of several accounts in German. */
export const accountsDe: AccountsText = {
  heading: 'Mehrere Konten prüfen',
  lead: 'Sehen Sie, bei welchen etwas der Mail im Weg steht, bevor jemand anruft.',
  label: 'Konten',
  hint: 'Eine Adresse je Zeile, oder eine Tabelle (CSV) mit den Namen der Spalten in der ersten Zeile. Auch eine Datei lässt sich hier ablegen.',
  choose: 'Datei wählen …',
  submit: 'Konten prüfen',
  reading: 'Wird gelesen …',
  privacy:
    'Niemand wird angemeldet, und kein Passwort wird erfragt. Die Server einer Domain erfahren, dass jemand sie abfragt, aber keine Adresse. Die Liste bleibt in diesem Fenster.',
  template: 'Wie eine Tabelle aussieht',
  templateCaption: 'Eine Liste zum Kopieren',
  templateAbout:
    'Nur die Adresse muss da sein; Server und Benutzernamen sind für Konten, bei denen sie bekannt sind.',
  templateText: [
    'Adresse;Posteingang;Postausgang;Benutzername',
    'ada@example.org;;;',
    'bob@example.net;imap.example.net;smtp.example.net:587;bob',
  ].join('\n'),
  unreadable: 'Das lässt sich nicht lesen: Es ist ein Ordner, oder es ist nicht mehr da.',
  refusals: {
    empty: () => 'In dieser Liste steht kein Konto: Erwartet wird eine Adresse je Zeile.',
    'not-text': () =>
      'Das ist keine Liste in Textform: Speichern Sie die Tabelle zuerst als CSV und wählen Sie dann diese Datei.',
    'too-long': () => 'Diese Liste ist länger als ein Megabyte: Auf einmal gehen höchstens 500 Konten.',
    'too-many': ({ count }) =>
      `Diese Liste hat ${count} Konten, und auf einmal werden höchstens 500 geprüft: Nehmen Sie sie in Teilen.`,
    'unclosed-quote': ({ line }) =>
      `Zeile ${line} hat ein Anführungszeichen, das nie geschlossen wird: Niemand kann sagen, wo die Zeile endet.`,
    'columns-unnamed': () =>
      'Es gibt mehrere Spalten, und nichts sagt, was sie sind: Schreiben Sie ihre Namen in die erste Zeile, zum Beispiel Adresse, Posteingang, Postausgang.',
    'address-missing': () => 'Keine Spalte heißt Adresse: Niemand kann sagen, wo die Adressen stehen.',
    'column-twice': ({ column }) =>
      `Die Spalte „${column}“ ist ein zweites Mal da: Erwartet wird jede einmal.`,
    'secret-name': ({ column }) =>
      `Die Spalte „${column}“ sieht nach Passwörtern aus. Letterlock prüft mehrere Konten, ohne sich anzumelden, und braucht keines davon: Löschen Sie die Spalte und wählen Sie die Liste noch einmal. Nichts davon wurde behalten.`,
    'secret-values': ({ column }) =>
      column === ''
        ? 'In einer Spalte ohne Namen steht, was wie Passwörter aussieht. Letterlock prüft mehrere Konten, ohne sich anzumelden, und braucht keines davon: Löschen Sie die Spalte und wählen Sie die Liste noch einmal. Nichts davon wurde behalten.'
        : `In der Spalte „${column}“ steht, was wie Passwörter aussieht. Letterlock prüft mehrere Konten, ohne sich anzumelden, und braucht keines davon: Löschen Sie die Spalte, auch wenn es keine sind, und wählen Sie die Liste noch einmal. Nichts davon wurde behalten.`,
    'secret-behind-address': ({ line }) =>
      `In Zeile ${line} steht etwas hinter der Adresse; so schreibt man Passwörter auf. Letterlock braucht keines: Lassen Sie die Adresse allein stehen und wählen Sie die Liste noch einmal. Nichts davon wurde behalten.`,
  },
  wrong: (count) =>
    count === 1
      ? '1 Zeile ist kein Konto, das sich prüfen lässt'
      : `${count} Zeilen sind keine Konten, die sich prüfen lassen`,
  wrongAbout: 'Berichtigen Sie sie in der Liste und prüfen Sie noch einmal, oder machen Sie ohne sie weiter.',
  wrongLine: (line, field, problem) => `Zeile ${line}, ${fields[field]}: ${problem}`,
  wrongMore: (count) => (count === 1 ? 'und 1 weitere' : `und ${count} weitere`),
  goOn: (count) => (count === 1 ? 'Das andere prüfen' : `Die anderen ${count} prüfen`),
  ignored: (names) => `Diese Spalten werden nicht gebraucht und wurden weggelassen: ${names}.`,

  checking: 'Wird geprüft',
  checkingTitle: (count) => (count === 1 ? '1 Konto' : `${count} Konten`),
  progress: (done, total) => `${done} von ${total} geprüft`,
  cancel: 'Abbrechen',
  announced: (done, total) => `${done} von ${total} Konten geprüft`,
  finished: (title) => `Die Prüfung ist fertig: ${title}`,
  cancelled: (title) => `Die Prüfung wurde abgebrochen: ${title}`,

  done: 'Geprüft',
  wasCancelled: 'Abgebrochen',
  withProblems: (count, total) =>
    total === 1
      ? 'Das Konto hat ein Problem'
      : count === 1
        ? `1 von ${total} Konten hat ein Problem`
        : `${count} von ${total} Konten haben ein Problem`,
  withWarnings: (count, total) =>
    total === 1
      ? 'Das Konto hat eine Warnung'
      : count === 1
        ? `1 von ${total} Konten hat eine Warnung`
        : `${count} von ${total} Konten haben eine Warnung`,
  allFine: (total) => (total === 1 ? 'Das Konto ist in Ordnung' : `Alle ${total} Konten sind in Ordnung`),
  partly: (count, total) =>
    count === 1 ? `1 von ${total} Konten wurde geprüft` : `${count} von ${total} Konten wurden geprüft`,
  counted: {
    problem: (count) => `${count} mit einem Problem`,
    warning: (count) => `${count} mit einer Warnung`,
    good: (count) => `${count} in Ordnung`,
    note: (count) => `${count} nicht fertig`,
    'not-begun': (count) => `${count} nicht geprüft`,
  },
  took: (time) => `Dauer ${time}`,
  without: 'Niemand wurde angemeldet: Ob ein Passwort stimmt, zeigt die Prüfung eines einzelnen Kontos.',
  again: 'Eine andere Liste',
  save: 'Als CSV speichern …',
  copy: 'Tabelle kopieren',
  saved: (path) => `Gespeichert: ${path}`,

  table: 'Konten',
  caption: 'Die geprüften Konten; die Überschriften sortieren sie',
  columns: {
    address: 'Konto',
    state: 'Ergebnis',
    finding: 'Was gefunden wurde',
    actor: 'Zuständig',
    time: 'Dauer',
  },
  states: {
    problem: 'Problem',
    warning: 'Warnung',
    good: 'In Ordnung',
    note: 'Nicht fertig',
    'not-begun': 'Nicht geprüft',
  },
  show: 'Zeigen',
  all: (count) => `Alle (${count})`,
  some: (state, count) => `${state} (${count})`,
  nothingSaid: 'Die Prüfung endete, bevor es etwas zu sagen gab',
  waiting: 'Die ersten Ergebnisse kommen gleich.',
  more: (count) => (count === 1 ? '1 weiteres zeigen' : `${count} weitere zeigen`),
  opening: 'Wird geöffnet …',
  shared: (count) =>
    count === 1
      ? 'Ein anderes Konto der Liste hat dieselben Server und wurde zusammen mit diesem angesehen. Der Bericht nennt das erste davon.'
      : `${count} andere Konten der Liste haben dieselben Server und wurden zusammen mit diesem angesehen. Der Bericht nennt das erste davon.`,
  findings: (address) => `Was für ${address} gefunden wurde`,
};
