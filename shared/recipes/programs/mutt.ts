import { exportKey, keepPassword, SHELL } from '../common-steps.ts';
import { marked } from '../marked-block.ts';
import type { RecipeDraft, Setup } from '../setup.ts';
import { LOGIN_COMMAND, type WayIn } from '../way-in.ts';
import { muttSettings } from './mutt-settings.ts';

/** Mutt: `~/.muttrc`, for reading by IMAP and for sending. */
export function muttRecipe(setup: Setup): RecipeDraft {
  return {
    steps: [
      ...exportKey(setup),
      ...keepPassword(setup),
      {
        text: {
          en: 'Save this as `{home}/.muttrc`. If you have that file already, or `~/.mutt/muttrc` or `~/.config/mutt/muttrc`, add this at its end instead: Mutt reads only the first of them that is there, and what stands last counts.',
          de: 'Speichern Sie dies als `{home}/.muttrc`. Gibt es diese Datei schon, oder `~/.mutt/muttrc` oder `~/.config/mutt/muttrc`, fügen Sie es stattdessen an deren Ende hinzu: Mutt liest nur die erste, die da ist, und es gilt, was zuletzt steht.',
        },
        file: {
          path: `${setup.home}/.muttrc`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: marked(muttSettings(setup, nameOf)),
          addition: {
            alsoAt: [`${setup.home}/.mutt/muttrc`, `${setup.home}/.config/mutt/muttrc`],
            comes: 'last',
            onlyOne: null,
          },
        },
      },
      {
        text: { en: 'Start Mutt.', de: 'Starten Sie Mutt.' },
        block: { caption: SHELL, text: 'mutt\n' },
      },
    ],
    proof: {
      en: 'Mutt shows your inbox, and a mail that you send to yourself arrives in it.',
      de: 'Mutt zeigt Ihren Posteingang, und eine Mail, die Sie sich selbst senden, kommt darin an.',
    },
  };
}

// With PREAUTH no mechanism is used; without one a password would be asked for where the server forgot the key.
const NAMES: Readonly<Record<WayIn, string>> = { PREAUTH: 'external', [LOGIN_COMMAND]: 'login' };

function nameOf(way: WayIn): string {
  return NAMES[way] ?? way.toLowerCase();
}
