import type { Language } from '../../shared/findings/explain.ts';

/** What `letterlock practice` says. */
export interface PracticeWords {
  readonly intro: string;
  readonly servers: string;
  readonly discovery: string;
  readonly accounts: string;
  readonly authority: string;
  readonly files: string;
  readonly device: (name: string) => string;
  readonly tries: string;
  readonly howTo: string;
  readonly playing: (names: readonly string[]) => string;
  readonly portLost: string;
  readonly unknown: (given: string, nearest: readonly string[]) => string;
}

/** The words in every language. */
export const PRACTICE_WORDS: Readonly<Record<Language, PracticeWords>> = {
  en: {
    intro:
      'The practice mail server listens on this machine only. Ctrl-C ends it, and nothing of it is kept.',
    servers: 'Servers',
    discovery: 'Settings',
    accounts: 'Accounts',
    authority: 'Authority',
    files: 'Files, gone when it ends',
    device: (name) => `Key of ${name}’s device`,
    tries: 'To try',
    howTo:
      'Type the name of a fault to switch it on or off, “none” to switch all off, “list” to see them, “quit” to end.',
    playing: (names) => (names.length === 0 ? 'All is well now.' : `Playing now: ${names.join(', ')}`),
    portLost: 'A mail port was taken by another program meanwhile: start the practice server again.',
    unknown: (given, nearest) => `“${given}” is no fault. Perhaps you mean ${nearest.join(', ')}.`,
  },
  de: {
    intro:
      'Der Übungsserver ist nur von diesem Computer aus zu erreichen. Strg-C beendet ihn; nichts davon bleibt.',
    servers: 'Server',
    discovery: 'Einstellungen',
    accounts: 'Konten',
    authority: 'Zertifizierungsstelle',
    files: 'Dateien, am Ende gelöscht',
    device: (name) => `Schlüssel von ${name}s Gerät`,
    tries: 'Zum Ausprobieren',
    howTo:
      'Der Name eines Fehlers schaltet ihn ein oder aus, „none“ schaltet alle aus, „list“ zeigt alle, „quit“ beendet.',
    playing: (names) => (names.length === 0 ? 'Jetzt ist alles in Ordnung.' : `Aktiv: ${names.join(', ')}`),
    portLost: 'Ein Mail-Port gehört inzwischen einem anderen Programm: Starten Sie den Übungsserver neu.',
    unknown: (given, nearest) => `Einen Fehler „${given}“ gibt es nicht. Meinten Sie ${nearest.join(', ')}?`,
  },
};
