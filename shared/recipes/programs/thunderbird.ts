import type { Text } from '../../mail/page.ts';
import { shellWord, windowsWord } from '../../mail/quote.ts';
import { exportKey, SHELL } from '../common-steps.ts';
import type { System } from '../facts/program-facts.ts';
import { writtenAs } from '../formats/format.ts';
import { MOZILLA_POLICIES } from '../formats/mozilla-policies.ts';
import { MOZILLA_PREFS } from '../formats/mozilla-prefs.ts';
import type { ChosenSide, RecipeDraft, Setup, StepDraft } from '../setup.ts';
import { byHandSteps, importSteps, questionSteps } from './thunderbird-by-hand.ts';
import { accountPrefs, IN_NEW_PROFILE, IN_POLICIES } from './thunderbird-prefs.ts';

/** Thunderbird: a profile of its own from a file, the same by hand, and a policy for administrators. */
export function thunderbirdRecipe(setup: Setup): RecipeDraft {
  const { incoming } = setup;
  const place = placeOn(setup);
  return {
    steps: [
      ...exportKey(setup),
      ...(incoming === null ? [] : newProfile(setup, incoming, place)),
      ...importSteps(setup),
      ...byHandSteps(setup),
      ...(incoming === null ? [] : [afterFirstStart(place)]),
      ...questionSteps(setup),
      ...(incoming === null ? [] : [forAdministrators(setup, incoming, place)]),
    ],
    proof: {
      en: 'Thunderbird shows your folders, and a mail that you send to yourself arrives.',
      de: 'Thunderbird zeigt Ihre Ordner, und eine Mail an Sie selbst kommt an.',
    },
  };
}

interface Place {
  /** Where the program is started: the words above the lines. */
  readonly caption: Text;
  readonly program: string;
  readonly separator: string;
  /** Where a policy belongs. */
  readonly policies: string;
  readonly quote: (text: string) => string | null;
}

const PLACES = {
  linux: {
    caption: SHELL,
    program: 'thunderbird',
    separator: '/',
    policies: '/etc/thunderbird/policies/policies.json',
    quote: shellWord,
  },
  macos: {
    caption: SHELL,
    program: '/Applications/Thunderbird.app/Contents/MacOS/thunderbird',
    separator: '/',
    policies: '/Applications/Thunderbird.app/Contents/Resources/distribution/policies.json',
    quote: shellWord,
  },
  windows: {
    caption: {
      en: 'Press Windows+R, and enter each line there',
      de: 'Drücken Sie Windows+R und geben Sie dort jede Zeile einzeln ein',
    },
    program: 'thunderbird.exe',
    separator: '\\',
    policies: String.raw`C:\Program Files\Mozilla Thunderbird\distribution\policies.json`,
    quote: windowsWord,
  },
} satisfies Readonly<Partial<Record<System, Place>>>;

interface Profile extends Place {
  readonly folder: string;
}

function placeOn({ system, home }: Setup): Profile {
  const place: Place = PLACES[system === 'macos' || system === 'windows' ? system : 'linux'];
  return { ...place, folder: `${home}${place.separator}letterlock-thunderbird` };
}

function newProfile(setup: Setup, incoming: ChosenSide, place: Profile): readonly StepDraft[] {
  const prefs = accountPrefs(setup, incoming, IN_NEW_PROFILE);
  const isOffline = setup.key !== null || setup.trustAnchorFile !== null;
  const profile = place.quote(`letterlock ${place.folder}`);
  const start = `${place.program} -P letterlock${isOffline ? ' -offline' : ''}`;
  return [
    {
      text: {
        en: 'For a profile of its own: make the folder `{folder}`, and save this in it as `user.js`. To have the account in the Thunderbird that you use already, skip what is for the new profile.',
        de: 'Für ein eigenes Profil: Legen Sie den Ordner `{folder}` an und speichern Sie dies darin als `user.js`. Möchten Sie das Konto in dem Thunderbird haben, das Sie schon verwenden, lassen Sie aus, was für das neue Profil ist.',
      },
      values: { folder: place.folder },
      file: {
        path: `${place.folder}${place.separator}user.js`,
        mediaType: 'text/javascript',
        isPrivate: true,
        text: prefs === null ? null : writtenAs(MOZILLA_PREFS, prefs),
      },
    },
    {
      text: isOffline
        ? {
            en: 'For the new profile: quit Thunderbird, and start it with that profile. It starts offline, to ask no server before it has what comes next.',
            de: 'Für das neue Profil: Beenden Sie Thunderbird und starten Sie es mit diesem Profil. Es startet offline, um keinen Server zu fragen, bevor es hat, was als Nächstes kommt.',
          }
        : {
            en: 'For the new profile: quit Thunderbird, and start it with that profile.',
            de: 'Für das neue Profil: Beenden Sie Thunderbird und starten Sie es mit diesem Profil.',
          },
      block: {
        caption: place.caption,
        text: profile === null ? null : `${place.program} -CreateProfile ${profile}\n${start}\n`,
      },
    },
  ];
}

function afterFirstStart({ caption, program, folder, separator }: Profile): StepDraft {
  return {
    text: {
      en: 'For the new profile: quit Thunderbird, delete `{file}`, and start it again as you will from now on. As long as the file is there, each start sets everything back to it.',
      de: 'Für das neue Profil: Beenden Sie Thunderbird, löschen Sie `{file}` und starten Sie es wieder, von nun an so. Solange die Datei da ist, setzt jeder Start alles auf sie zurück.',
    },
    values: { file: `${folder}${separator}user.js` },
    block: { caption, text: `${program} -P letterlock\n` },
  };
}

function forAdministrators(setup: Setup, incoming: ChosenSide, place: Place): StepDraft {
  const certificates = setup.trustAnchorFile === null ? [] : [setup.trustAnchorFile];
  const preferences = accountPrefs(setup, incoming, IN_POLICIES);
  return {
    text: {
      en: 'For administrators, instead of a new profile: this as `{place}` gives the account to every new profile on the computer. Keys are still to be imported in each.',
      de: 'Für Administratoren, anstelle eines neuen Profils: Dies als `{place}` gibt jedem neuen Profil auf dem Computer das Konto. Schlüssel sind in jedem noch zu importieren.',
    },
    values: { place: place.policies },
    file: {
      // Where it is read only an administrator can write: whoever wants it chooses where it goes first.
      path: 'policies.json',
      mediaType: 'application/json',
      isPrivate: false,
      text: preferences === null ? null : writtenAs(MOZILLA_POLICIES, { preferences, certificates }),
    },
  };
}
