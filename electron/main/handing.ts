import { basename, join } from 'node:path';
import type { Clipboard, Dialog, BrowserWindow } from 'electron';
import type { Language } from '../../shared/findings/explain.ts';
import type { FileKind, Handing } from '../node/handing.ts';

interface Words {
  readonly titles: Readonly<Record<FileKind, string>>;
  readonly save: string;
  readonly password: (file: string) => string;
  readonly about: string;
  readonly copied: string;
  readonly copy: string;
  readonly done: string;
  readonly write: PlaceWords;
  readonly change: PlaceWords;
  readonly cancel: string;
  readonly more: (lines: number) => string;
}

/** What is said of a file that is to be written where a mail program reads it. */
interface PlaceWords {
  readonly question: (path: string) => string;
  readonly about: string;
  readonly yes: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    titles: {
      p12: 'Save the P12 file with the key',
      mobileconfig: 'Save the profile with the key',
      pem: 'Save the certificate and the unprotected key',
      certificate: 'Save the certificate',
      'private-key': 'Save the unprotected key',
      sec1: 'Save the unprotected key (SEC 1)',
      report: 'Save the report',
      table: 'Save the table',
      'program-file': 'Save the file for the mail program',
    },
    save: 'Save',
    password: (file) => `The password of ${file}`,
    about:
      'Your mail program asks for it when you give it the file. It is shown this once and kept nowhere: if it gets lost, save the file again under another name.',
    copied: 'It was copied.',
    copy: 'Copy the password',
    done: 'Done',
    write: {
      question: (path) => `Write the file “${path}”?`,
      about: 'There is no such file yet. Your mail program reads it there.',
      yes: 'Write',
    },
    change: {
      question: (path) => `Change the file “${path}”?`,
      about:
        'Lines with − go, lines with + come. The file as it is now is kept beside the new one, under a name of its own.',
      yes: 'Change',
    },
    cancel: 'Cancel',
    more: (lines) => (lines === 1 ? '… and one more line' : `… and ${lines} more lines`),
  },
  de: {
    titles: {
      p12: 'P12-Datei mit dem Schlüssel speichern',
      mobileconfig: 'Profil mit dem Schlüssel speichern',
      pem: 'Zertifikat und ungeschützten Schlüssel speichern',
      certificate: 'Zertifikat speichern',
      'private-key': 'Ungeschützten Schlüssel speichern',
      sec1: 'Ungeschützten Schlüssel speichern (SEC 1)',
      report: 'Bericht speichern',
      table: 'Tabelle speichern',
      'program-file': 'Datei für das Mailprogramm speichern',
    },
    save: 'Speichern',
    password: (file) => `Das Passwort von ${file}`,
    about:
      'Ihr Mailprogramm fragt danach, wenn Sie ihm die Datei geben. Es wird nur dieses eine Mal gezeigt und nirgends aufbewahrt: Geht es verloren, speichern Sie die Datei unter anderem Namen noch einmal.',
    copied: 'Es wurde kopiert.',
    copy: 'Passwort kopieren',
    done: 'Fertig',
    write: {
      question: (path) => `Die Datei „${path}“ schreiben?`,
      about: 'Es gibt sie noch nicht. Ihr Mailprogramm liest sie dort.',
      yes: 'Schreiben',
    },
    change: {
      question: (path) => `Die Datei „${path}“ ändern?`,
      about:
        'Zeilen mit − fallen weg, Zeilen mit + kommen dazu. Die Datei, wie sie jetzt ist, bleibt unter einem eigenen Namen neben der neuen liegen.',
      yes: 'Ändern',
    },
    cancel: 'Abbrechen',
    more: (lines) => (lines === 1 ? '… und noch eine Zeile' : `… und noch ${lines} Zeilen`),
  },
};

/** What is used of Electron. */
export interface Desktop {
  readonly dialog: Pick<Dialog, 'showSaveDialog' | 'showMessageBox'>;
  readonly clipboard: Pick<Clipboard, 'writeText'>;
  /** The folder that the person keeps files in. */
  readonly folder: () => string;
}

const COPY = 0;
const AGREED = 0;
// A dialog that is higher or wider than the screen has its buttons where nobody comes.
const MOST_LINES = 24;
const LONGEST_LINE = 90;

/**
 * How the app hands out files with keys: the person says in a dialog of the system where they go, and the password of a P12
 * is shown in another one. The page of the window never has either; the clipboard has the password where the person says so. What
 * is to be written for a mail program is asked in a dialog, too.
 */
export function dialogHanding(window: BrowserWindow, { dialog, clipboard, folder }: Desktop): Handing {
  return {
    async chooseFile(name, kind, language) {
      const { titles, save } = WORDS[language];
      const chosen = await dialog.showSaveDialog(window, {
        title: titles[kind],
        buttonLabel: save,
        defaultPath: join(folder(), name),
        properties: ['createDirectory'],
      });
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },
    async showPassword(password, file, language) {
      const { password: title, about, copied, copy, done } = WORDS[language];
      let isCopied = false;
      for (;;) {
        const { response } = await dialog.showMessageBox(window, {
          type: 'info',
          title: 'Letterlock',
          message: title(basename(file)),
          detail: [password, about, ...(isCopied ? [copied] : [])].join('\n\n'),
          buttons: [copy, done],
          defaultId: 1,
          cancelId: 1,
          noLink: true,
        });
        if (response !== COPY) return;
        await clipboard.writeText(password); // Electron 45 waits here, 33 does not
        isCopied = true;
      }
    },
    async agreesTo({ path, diff }, language) {
      const { write, change, cancel, more } = WORDS[language];
      const { question, about, yes } = diff === null ? write : change;
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        title: 'Letterlock',
        message: question(path),
        detail: diff === null ? about : `${about}\n\n${changedLines(diff, more)}`,
        buttons: [yes, cancel],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      return response === AGREED;
    },
    showsIn: 'dialog',
    asksIn: 'dialog',
  };
}

/** What changes, as far as a dialog has room for it. */
function changedLines(diff: string, more: Words['more']): string {
  const changed = diff.split('\n').filter((line) => /^[+-]/.test(line));
  const shown = changed.slice(0, MOST_LINES).map((line) => shortened(line.replace(/^-/, '−')));
  const left = changed.length - shown.length;
  return [...shown, ...(left === 0 ? [] : [more(left)])].join('\n');
}

function shortened(line: string): string {
  const letters = [...line];
  return letters.length > LONGEST_LINE ? `${letters.slice(0, LONGEST_LINE).join('')}…` : line;
}
