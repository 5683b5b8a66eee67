import type { FileKind, Handing } from '../../electron/node/handing.ts';
import type { PlaceQuestion } from '../../electron/node/recipes/place-file.ts';

/** What was asked of somebody: a place for a file, to be shown a password, or to agree to a file. */
export type Asked =
  | { readonly kind: 'file'; readonly name: string; readonly form: FileKind; readonly language: string }
  | { readonly kind: 'place'; readonly question: PlaceQuestion; readonly language: string }
  | {
      readonly kind: 'password';
      readonly password: string;
      readonly file: string;
      readonly language: string;
    };

/** Somebody who wants no file at all. */
export const NO_HANDING: Handing = {
  chooseFile: () => Promise.resolve(null),
  showPassword: () => Promise.reject(new Error('there is no file that a password would be of')),
  agreesTo: () => Promise.resolve(false),
  showsIn: 'terminal',
  asksIn: null,
};

/**
 * Somebody who is asked at a desktop.
 *
 * @param placeOf where a file goes that could be called so; null where it is not wanted
 * @param asked takes what they were asked, in order
 * @param agrees whether they agree to what is written for a program
 */
export function handingTo(placeOf: (name: string) => string | null, asked: Asked[], agrees = false): Handing {
  return {
    chooseFile(name, form, language) {
      asked.push({ kind: 'file', name, form, language });
      return Promise.resolve(placeOf(name));
    },
    showPassword(password, file, language) {
      asked.push({ kind: 'password', password, file, language });
      return Promise.resolve();
    },
    agreesTo(question, language) {
      asked.push({ kind: 'place', question, language });
      return Promise.resolve(agrees);
    },
    showsIn: 'dialog',
    asksIn: 'dialog',
  };
}
