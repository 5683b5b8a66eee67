import type { ReportsText } from './reports-en.ts';

/** Every text about reports that are opened, in German. */
export const reportsDe: ReportsText = {
  heading: 'Einen Bericht öffnen',
  lead: 'Einen, den Ihnen jemand geschickt hat, oder einen eigenen. Er wird nach den heutigen Regeln neu beurteilt, und zwei lassen sich vergleichen.',
  open: 'Bericht auswählen …',
  opening: 'Wird gelesen …',
  drop: 'Oder ziehen Sie einen Bericht, oder zwei davon, irgendwohin auf dieses Fenster. Letterlock liest Berichte, die als JSON gespeichert wurden.',
  privacy: 'Die Datei wird auf diesem Computer gelesen, und nichts wird noch einmal geprüft.',
  ofThisWindow: 'Was eben gesehen wurde',
  made: (moment, version) => `Erstellt am ${moment} von Letterlock ${version}`,
  compare: 'Vergleichen mit …',
  endComparison: 'Vergleich beenden',
  close: 'Schließen',
  ticket: 'Für ein Ticket kopieren',
  everything: 'Alles, was gesehen wurde',
  backToResult: 'Zurück zum Ergebnis',

  again: {
    heading: 'Nach den heutigen Regeln',
    same: 'Die heutigen Regeln sagen zu dem, was damals gesehen wurde, dasselbe.',
    differs: (version, day) => `Letterlock ${version} sagte am ${day} etwas anderes:`,
    gone: 'Das sagte es, die heutigen Regeln nicht',
    added: 'Das sagte es nicht, aber die heutigen Regeln',
    changed: 'Das sagte es anders',
    unknown: 'Das sagte es, dieses Letterlock kennt es nicht',
    leftOut: (count) =>
      `${count === 1 ? '1 Teil wurde' : `${count} Teile wurden`} weggelassen: Ein späteres Letterlock hat Wörter in die Datei geschrieben, die dieses nicht kennt.`,
  },

  senses: {
    worse: 'weniger als vorher',
    better: 'mehr als vorher',
    other: 'anders',
    usual: 'ändert sich ständig',
  },

  transcripts: {
    heading: 'Was gesprochen wurde',
    about:
      'Jede Verbindung, Zeile für Zeile. Geheimes wurde nie aufgezeichnet: Ein Block sagt, wie lang es jeweils war.',
    search: 'Suchen',
    searchHint: 'Die Eingabetaste führt zur nächsten Stelle.',
    found: (count) =>
      count === 0 ? 'Nichts gefunden' : count === 1 ? 'An 1 Stelle gefunden' : `An ${count} Stellen gefunden`,
    lines: (count) => (count === 1 ? '1 Zeile' : `${count} Zeilen`),
    all: (count) => `Alle ${count} Zeilen zeigen`,
    from: { client: 'Letterlock:', server: 'Server:', note: 'Hinweis:' },
    secret: {
      secret: (count) => `geheim, ${count} Zeichen`,
      challenge: (count) => `Aufgabe, ${count} Zeichen`,
    },
  },
};
