import { exportKey, keepPassword, SHELL } from '../common-steps.ts';
import { marked } from '../marked-block.ts';
import type { RecipeDraft, Setup } from '../setup.ts';
import { LOGIN_COMMAND, type WayIn } from '../way-in.ts';
import { muttSettings } from './mutt-settings.ts';

/** NeoMutt: `~/.config/neomutt/neomuttrc`, for reading by IMAP and for sending. */
export function neomuttRecipe(setup: Setup): RecipeDraft {
  return {
    steps: [
      ...exportKey(setup),
      ...keepPassword(setup),
      {
        text: {
          en: 'Save this as `{home}/.config/neomutt/neomuttrc`. If you have that file already, or `~/.neomuttrc` or `~/.muttrc`, add this at its end instead: NeoMutt reads only the first of them that is there, and what stands last counts.',
          de: 'Speichern Sie dies als `{home}/.config/neomutt/neomuttrc`. Gibt es diese Datei schon, oder `~/.neomuttrc` oder `~/.muttrc`, fügen Sie es stattdessen an deren Ende hinzu: NeoMutt liest nur die erste, die da ist, und es gilt, was zuletzt steht.',
        },
        file: {
          path: `${setup.home}/.config/neomutt/neomuttrc`,
          mediaType: 'text/plain',
          isPrivate: true,
          text: marked(muttSettings(setup, (way) => NAMES[way] ?? null)),
          addition: {
            alsoAt: READ_AFTER.map((path) => `${setup.home}/${path}`),
            comes: 'last',
            onlyOne: null,
          },
        },
      },
      {
        text: { en: 'Start NeoMutt.', de: 'Starten Sie NeoMutt.' },
        block: { caption: SHELL, text: 'neomutt\n' },
      },
    ],
    proof: {
      en: 'NeoMutt shows your inbox, and a mail that you send to yourself arrives in it.',
      de: 'NeoMutt zeigt Ihren Posteingang, und eine Mail, die Sie sich selbst senden, kommt darin an.',
    },
  };
}

// The first that is there is the only one that it reads: seen in 20220429.
const READ_AFTER: readonly string[] = [
  '.config/neomutt/muttrc',
  '.config/mutt/neomuttrc',
  '.config/mutt/muttrc',
  '.neomutt/neomuttrc',
  '.neomutt/muttrc',
  '.mutt/neomuttrc',
  '.mutt/muttrc',
  '.neomuttrc',
  '.muttrc',
];

// Every other name is an error to it, also of what it has. LOGIN is one that it cannot do when it is set to it.
const NAMES: Readonly<Record<WayIn, string>> = { PLAIN: 'plain', [LOGIN_COMMAND]: 'login' };
