import type { Language } from '../../shared/findings/explain.ts';
import type { Command } from '../../shared/ipc/app-calls.ts';

/** What the menu says. An `&` is before the letter that opens a menu with Alt; macOS leaves it out. */
export interface MenuWords {
  readonly commands: Readonly<Record<Command, string>>;
  readonly file: string;
  readonly go: string;
  readonly edit: string;
  readonly view: string;
  readonly window: string;
  readonly help: string;
  readonly close: string;
  readonly quit: string;
  readonly hide: string;
  readonly hideOthers: string;
  readonly showAll: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly actualSize: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly minimise: string;
  readonly zoom: string;
  readonly front: string;
}

const WORDS: Readonly<Record<Language, MenuWords>> = {
  en: {
    commands: {
      'new-check': '&New check',
      'open-report': '&Open a report …',
      'send-report': '&Send the report …',
      keys: '&Keys of this device',
      helpdesk: '&Helpdesk',
      explain: '&Explain an error message',
      about: '&About Letterlock',
    },
    file: '&File',
    go: '&Go',
    edit: '&Edit',
    view: '&View',
    window: '&Window',
    help: '&Help',
    close: 'Close window',
    quit: '&Quit Letterlock',
    hide: 'Hide Letterlock',
    hideOthers: 'Hide others',
    showAll: 'Show all',
    undo: '&Undo',
    redo: '&Redo',
    cut: 'Cu&t',
    copy: '&Copy',
    paste: '&Paste',
    selectAll: 'Select &all',
    actualSize: '&Actual size',
    zoomIn: 'Zoom &in',
    zoomOut: 'Zoom &out',
    fullScreen: '&Full screen',
    minimise: 'Minimise',
    zoom: 'Zoom',
    front: 'Bring all to front',
  },
  de: {
    commands: {
      'new-check': '&Neue Prüfung',
      'open-report': 'Bericht ö&ffnen …',
      'send-report': 'Bericht &senden …',
      keys: '&Schlüssel dieses Geräts',
      helpdesk: '&Helpdesk',
      explain: '&Fehlermeldung erklären',
      about: 'Ü&ber Letterlock',
    },
    file: '&Datei',
    go: '&Gehe zu',
    edit: '&Bearbeiten',
    view: '&Ansicht',
    window: '&Fenster',
    help: '&Hilfe',
    close: 'Fenster schließen',
    quit: 'Letterlock &beenden',
    hide: 'Letterlock ausblenden',
    hideOthers: 'Andere ausblenden',
    showAll: 'Alle einblenden',
    undo: '&Rückgängig',
    redo: '&Wiederholen',
    cut: '&Ausschneiden',
    copy: '&Kopieren',
    paste: '&Einfügen',
    selectAll: 'Alles aus&wählen',
    actualSize: '&Originalgröße',
    zoomIn: '&Vergrößern',
    zoomOut: 'Ver&kleinern',
    fullScreen: 'Voll&bild',
    minimise: 'Im Dock ablegen',
    zoom: 'Zoomen',
    front: 'Alle nach vorne bringen',
  },
};

/** What the menu says in a language. */
export function menuWords(language: Language): MenuWords {
  return WORDS[language];
}
