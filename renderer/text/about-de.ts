import type { AboutText } from './about-en.ts';

/** What the window says of the program itself in German. */
export const aboutDe: AboutText = {
  version: (version) => `Version ${version}`,
  what: 'Prüft Ihr Mailkonto, meldet sich so sicher an, wie Ihr Mailserver es zulässt, und sagt, was los ist, wenn etwas nicht geht.',
  privacy:
    'Niemand erfährt, dass Sie es benutzen: Es führt keine Statistik und sucht nicht nach Aktualisierungen.',
  licence: 'Freie Software unter der MIT-Lizenz, ohne jede Gewähr.',
  components: 'Worauf es läuft',
  partOfElectron: 'Teil von Electron',
  packages: 'Was eingebaut ist',
  packageCount: (count) => `${count} Pakete, jedes mit seiner Lizenz:`,
  unstated: 'keine Lizenz angegeben',
  noText: 'Das Paket hat keine Datei mit dem Text seiner Lizenz.',
  electron:
    'Electron und Chromium bringen eigene Lizenzen mit: Sie stehen in der Datei LICENSES.chromium.html im Ordner des Programms.',
  close: 'Schließen',
};
