import type { Language } from '../../../../shared/findings/explain.ts';
import { accepted, refused, type Parsed } from '../../../../shared/mail/parsed.ts';
import { isShortPassphrase } from '../../../../shared/mail/passphrase.ts';
import { readPassword } from '../../password.ts';
import { askSecret } from '../../prompt.ts';
import type { Terminal } from '../../terminal/terminal.ts';

interface Questions {
  readonly first: string;
  readonly again: string;
  readonly open: string;
  readonly short: string;
}

const QUESTIONS: Readonly<Record<Language, Questions>> = {
  en: {
    first: 'Passphrase that will protect the key on this computer: ',
    again: 'The same once more: ',
    open: 'Passphrase of the key: ',
    short:
      'That passphrase is short: whoever gets hold of the file could find it by trying. Several words that nobody else would put together are better.',
  },
  de: {
    first: 'Passphrase, die den Schlüssel auf diesem Computer schützt: ',
    again: 'Noch einmal dieselbe: ',
    open: 'Passphrase des Schlüssels: ',
    short:
      'Diese Passphrase ist kurz: Wer die Datei bekommt, könnte sie durch Probieren finden. Besser sind mehrere Wörter, die sonst niemand zusammenstellt.',
  },
};

/** A passphrase for a new key: out of a file, or typed twice. What is short is said, and taken. */
export async function newPassphrase(
  file: string | undefined,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<string>> {
  const given = await passphraseFrom(file, QUESTIONS[language].first, terminal);
  if (!given.ok) return given;
  if (file === undefined) {
    const again = await ask(QUESTIONS[language].again, terminal);
    if (again !== given.value) return refused('passphrases_differ', '');
  }
  if (isShortPassphrase(given.value)) terminal.stderr.write(`${QUESTIONS[language].short}\n`);
  return given;
}

/** The passphrase of a key that is there: out of a file, or typed. */
export function oldPassphrase(
  file: string | undefined,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<string>> {
  return passphraseFrom(file, QUESTIONS[language].open, terminal);
}

async function passphraseFrom(
  file: string | undefined,
  question: string,
  terminal: Terminal,
): Promise<Parsed<string>> {
  if (file !== undefined) return readPassword(file, terminal);
  const typed = await ask(question, terminal);
  return typed === null ? refused('passphrase_missing', '') : accepted(typed);
}

function ask(question: string, terminal: Terminal): Promise<string | null> {
  // Raw mode swallows Ctrl-C: to give no answer ends the command.
  return askSecret(question, terminal, () => undefined, new AbortController().signal);
}
