import type { Text } from '../../mail/page.ts';
import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts, SideFacts } from './program-facts.ts';

const PASSWORD: Text = { en: 'Password', de: 'Passwort' };
const TLS: Text = { en: 'Use TLS/SSL', de: 'TLS/SSL verwenden' };

const SIDE: SideFacts = {
  // It tries, in an order that nobody has written down.
  own: [],
  ways: ['EXTERNAL', 'CRAM-MD5', 'PLAIN', 'LOGIN', LOGIN_COMMAND],
  fails: {},
  failsOn: {
    ios: {
      EXTERNAL: {
        en: 'Mail on iPhone and iPad has no setting for a certificate to sign in with.',
        de: 'Mail auf iPhone und iPad hat keine Einstellung für ein Zertifikat, mit dem man sich anmeldet.',
      },
    },
  },
};

/** Mail on macOS, iPhone and iPad. */
export const APPLE_MAIL: ProgramFacts = {
  id: 'apple-mail',
  name: 'Apple Mail',
  systems: ['macos', 'ios'],
  kind: 'window',
  since: null,
  before: null,
  sides: { imap: SIDE, pop3: SIDE, submission: SIDE },
  key: { form: 'mobileconfig', wantsSec1: false },
  passwordByCommand: false,
  settings: {
    en: 'On a Mac in Mail → Settings… → Accounts → Server Settings, on iPhone and iPad in Settings → Apps → Mail → Mail Accounts',
    de: 'Am Mac in Mail → Einstellungen … → Accounts → Servereinstellungen, auf iPhone und iPad in Einstellungen → Apps → Mail → Mail-Accounts',
  },
  fields: {
    implicitTls: TLS,
    starttls: TLS,
    ways: {
      EXTERNAL: { en: 'External (TLS Client Certificate)', de: 'Extern (TLS-Client-Zertifikat)' },
      'CRAM-MD5': { en: 'MD5 Challenge-Response', de: 'MD5 Challenge-Response' },
      PLAIN: PASSWORD,
      LOGIN: PASSWORD,
      [LOGIN_COMMAND]: PASSWORD,
    },
  },
  traps: [],
  known: {
    from: 'apple/device-management, mdm/profiles/com.apple.mail.managed.yaml; Mail User Guide of macOS, “TLS Certificate”; EXTERNAL by a commit of mox, not run',
    asOf: '2026-11',
  },
};
