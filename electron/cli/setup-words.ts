import type { Language } from '../../shared/findings/explain.ts';
import type { System } from '../../shared/recipes/facts/program-facts.ts';

/** What the command line says of recipes. */
export interface SetupWords {
  readonly title: (program: string) => string;
  readonly otherProgram: string;
  readonly settings: (place: string) => string;
  readonly file: (path: string) => string;
  readonly codeTooWide: string;
  readonly systems: Readonly<Record<System, string>>;
  readonly nothingInCommon: string;
  readonly serversFirst: string;
  readonly written: (path: string) => string;
  readonly backup: (path: string) => string;
  readonly same: (path: string) => string;
  readonly differs: (path: string) => string;
  readonly isNew: (path: string) => string;
  readonly question: { readonly change: string; readonly write: string };
  readonly left: (path: string) => string;
}

/** The words of each language. */
export const SETUP_WORDS: Readonly<Record<Language, SetupWords>> = {
  en: {
    title: (program) => `How ${program} is set up`,
    otherProgram: 'another mail program',
    settings: (place) => `Where its settings are: ${place}`,
    file: (path) => `The file “${path}”`,
    codeTooWide: 'The terminal is too narrow for the QR code: make it wider, or use the window.',
    systems: { linux: 'Linux', macos: 'macOS', windows: 'Windows', android: 'Android', ios: 'iOS' },
    nothingInCommon:
      'Choose another program (letterlock setup --list), or show this to your provider. Nothing was changed.',
    serversFirst:
      'There is no recipe before the servers are in order: do what stands above first. Nothing was changed.',
    written: (path) => `“${path}” was written.`,
    backup: (path) => `What stood there before is kept as “${path}”.`,
    same: (path) => `“${path}” stands there already, word for word. It was not touched.`,
    differs: (path) => `“${path}” is there, and would become:`,
    isNew: (path) => `“${path}” is not there yet.`,
    question: {
      change: 'Change it? The old one is kept beside it. [y/N] ',
      write: 'Write it? [y/N] ',
    },
    left: (path) =>
      `“${path}” was not touched. With --replace it is changed without asking, and the old one kept.`,
  },
  de: {
    title: (program) => `So wird ${program} eingerichtet`,
    otherProgram: 'ein anderes Mailprogramm',
    settings: (place) => `Wo seine Einstellungen sind: ${place}`,
    file: (path) => `Die Datei „${path}“`,
    codeTooWide:
      'Das Terminal ist zu schmal für den QR-Code: Machen Sie es breiter, oder nehmen Sie das Fenster.',
    systems: { linux: 'Linux', macos: 'macOS', windows: 'Windows', android: 'Android', ios: 'iOS' },
    nothingInCommon:
      'Wählen Sie ein anderes Programm (letterlock setup --list) oder zeigen Sie dies Ihrem Anbieter. Es wurde nichts verändert.',
    serversFirst:
      'Vor dem Einrichten müssen die Server in Ordnung sein: Tun Sie zuerst, was oben steht. Es wurde nichts verändert.',
    written: (path) => `„${path}“ wurde geschrieben.`,
    backup: (path) => `Was vorher dort stand, liegt jetzt in „${path}“.`,
    same: (path) => `„${path}“ steht schon genau so da und wurde nicht angerührt.`,
    differs: (path) => `„${path}“ ist schon da und würde zu:`,
    isNew: (path) => `„${path}“ gibt es noch nicht.`,
    question: {
      change: 'Ändern? Die alte Datei bleibt daneben liegen. [j/N] ',
      write: 'Schreiben? [j/N] ',
    },
    left: (path) =>
      `„${path}“ wurde nicht angerührt. Mit --replace wird sie ohne Rückfrage geändert, und die alte bleibt erhalten.`,
  },
};
