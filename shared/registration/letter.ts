import { OLD_FILE } from './certificate-file.ts';
import type { Text } from '../mail/page.ts';
import type { ServerDrafts, StepDraft, WarningDraft } from './draft.ts';
import { ASK, REMOVE, RENEW } from './letters.ts';
import { REGISTERED, RENEWED, REVOKED } from './proofs.ts';

const LETTER_CAPTION: Text = { en: 'The letter', de: 'Der Brief' };

const SEND: StepDraft = {
  known: null,
  text: {
    en: 'Send this to whoever runs `{host}`, by the way they name for questions. Everything in it is public.',
    de: 'Schicken Sie dies an den Betreiber von `{host}`, auf dem Weg, den er für Fragen nennt. Alles darin ist öffentlich.',
  },
};

/** What no letter asks for. */
const STAYS_HERE: WarningDraft = {
  en: 'Never send the private key or a P12 file, not even if you are asked for it: with that, others are you.',
  de: 'Schicken Sie nie den privaten Schlüssel oder eine P12-Datei, auch nicht auf Nachfrage: Damit sind andere Sie.',
};

/** Any other server: a letter to whoever runs it. It promises nothing that is up to them. */
export const LETTER: ServerDrafts = {
  registration: {
    title: {
      en: 'Ask your provider to register the key',
      de: 'Bitten Sie Ihren Anbieter, den Schlüssel zu registrieren',
    },
    actor: 'you',
    steps: [
      { ...SEND, block: { caption: LETTER_CAPTION, text: (facts, language) => ASK[language](facts) } },
      {
        known: null,
        text: {
          en: 'Go on signing in with your password until they have answered. Few providers take keys, so the answer may well be no.',
          de: 'Melden Sie sich weiter mit Ihrem Passwort an, bis die Antwort da ist. Wenige Anbieter nehmen Schlüssel an; die Antwort kann also gut Nein sein.',
        },
      },
    ],
    proof: REGISTERED,
    warnings: [STAYS_HERE],
  },
  revocation: {
    title: {
      en: 'Ask your provider to revoke the key',
      de: 'Bitten Sie Ihren Anbieter, den Schlüssel zu widerrufen',
    },
    actor: 'you',
    steps: [
      {
        known: null,
        text: {
          en: 'Send this to whoever runs `{host}`. Where the device is in wrong hands, call them, too.',
          de: 'Schicken Sie dies an den Betreiber von `{host}`. Ist das Gerät in falschen Händen, rufen Sie auch dort an.',
        },
        block: { caption: LETTER_CAPTION, text: (facts, language) => REMOVE[language](facts) },
      },
    ],
    proof: REVOKED,
    warnings: [],
  },
  renewal: {
    title: {
      en: 'Ask your provider to register the new certificate',
      de: 'Bitten Sie Ihren Anbieter, das neue Zertifikat zu registrieren',
    },
    actor: 'you',
    steps: [
      { ...SEND, block: { caption: LETTER_CAPTION, text: (facts, language) => RENEW[language](facts) } },
      {
        known: null,
        text: {
          en: 'Leave the old file in your mail programs until they have answered. Then give the new one to each, let Letterlock sign in with the key, and write to them when that sign-in was accepted.',
          de: 'Lassen Sie Ihren Mailprogrammen die alte Datei, bis die Antwort da ist. Geben Sie dann jedem die neue, lassen Sie Letterlock sich mit dem Schlüssel anmelden, und schreiben Sie dem Betreiber, wenn diese Anmeldung angenommen wurde.',
        },
      },
    ],
    proof: RENEWED,
    warnings: [OLD_FILE, STAYS_HERE],
  },
};
