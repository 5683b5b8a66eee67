import type { Language } from './explain.ts';

/** What is unusual about a password: worth a second look before it is sent, and never a reason not to send it. */
export type PasswordOddity = 'outer-space' | 'invisible' | 'lookalike' | 'grouped' | 'not-ascii';

// Control and format characters (soft hyphen, zero-width, direction marks, byte order mark), and what is drawn as nothing.
const INVISIBLE = /[\p{Cc}\p{Cf}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]/u;
// Spaces of other widths than the usual one are prepared to that one (RFC 8265 §4.2.2), or not, by each program in its way.
const OTHER_SPACE = /[^\S ]/u;
const LATIN = /[a-z]/i;
const LOOKALIKE_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
// Passwords for programs are shown in groups to be read more easily, and are often copied with the spaces between.
const GROUPED = /^[a-z0-9]{3,5}( [a-z0-9]{3,5}){2,4}$/i;
const NOT_ASCII = /[^ -~]/u;

const ODDITIES: readonly (readonly [PasswordOddity, (password: string) => boolean])[] = [
  ['outer-space', (password) => /^\s|\s$/u.test(password)],
  ['invisible', (password) => INVISIBLE.test(password) || OTHER_SPACE.test(password.trim())],
  ['lookalike', (password) => LATIN.test(password) && LOOKALIKE_SCRIPT.test(password)],
  ['grouped', (password) => GROUPED.test(password)],
  ['not-ascii', (password) => NOT_ASCII.test(password)],
];

/** The first thing that is unusual about a password, the likeliest slip first; null for nothing. */
export function oddityOf(password: string): PasswordOddity | null {
  return ODDITIES.find(([, isOdd]) => isOdd(password))?.[0] ?? null;
}

/** What to say of it. Nothing of the password is in these words. */
export const oddityWords: Readonly<Record<Language, Readonly<Record<PasswordOddity, string>>>> = {
  en: {
    'outer-space':
      'The password begins or ends with a space. If it was pasted, that space may not belong to it.',
    invisible:
      'There is a character in the password that cannot be seen. If it was pasted, type it by hand instead.',
    lookalike:
      'The password mixes Latin letters with Cyrillic or Greek ones, which can look the same. Is the right keyboard layout on?',
    grouped:
      'The password is written in groups. If your provider made it for a mail program, the spaces are only there to read it more easily: leave them out.',
    'not-ascii':
      'The password has letters or signs beyond those of an English keyboard. Mail programs send these in different ways: if it works in one program and not in another, this is why.',
  },
  de: {
    'outer-space':
      'Das Passwort beginnt oder endet mit einem Leerzeichen. Wurde es eingefügt, gehört das vielleicht nicht dazu.',
    invisible:
      'Im Passwort steht ein Zeichen, das man nicht sieht. Wurde es eingefügt, tippen Sie es stattdessen von Hand.',
    lookalike:
      'Im Passwort stehen lateinische neben kyrillischen oder griechischen Buchstaben, die gleich aussehen können. Ist die richtige Tastaturbelegung an?',
    grouped:
      'Das Passwort ist in Gruppen geschrieben. Hat Ihr Anbieter es für ein Mailprogramm erzeugt, stehen die Leerzeichen nur zum leichteren Lesen da: Lassen Sie sie weg.',
    'not-ascii':
      'Im Passwort stehen Buchstaben oder Zeichen, die eine englische Tastatur nicht hat. Mailprogramme senden diese verschieden: Klappt es mit einem Programm und mit einem anderen nicht, liegt es daran.',
  },
};
