import type { Text } from '../../mail/page.ts';
import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts, SideFacts } from './program-facts.ts';

const PASSWORD: Text = { en: 'Normal password', de: 'Normales Passwort' };

const SIDE: SideFacts = {
  own: [],
  ways: ['EXTERNAL', 'CRAM-MD5', 'PLAIN', 'LOGIN', LOGIN_COMMAND],
  fails: {},
};

const PREAUTH_FAILS: Text = {
  en: 'The app does not notice that it is signed in already, and then tries to sign in once more.',
  de: 'Die App bemerkt nicht, dass sie schon angemeldet ist, und versucht dann, sich noch einmal anzumelden.',
};

/** Thunderbird for Android. */
export const THUNDERBIRD_ANDROID: ProgramFacts = {
  id: 'thunderbird-android',
  name: 'Thunderbird for Android',
  systems: ['android'],
  kind: 'phone',
  since: null,
  before: null,
  sides: { imap: { ...SIDE, fails: { PREAUTH: PREAUTH_FAILS } }, pop3: SIDE, submission: SIDE },
  key: { form: 'p12', wantsSec1: false },
  passwordByCommand: false,
  settings: {
    en: 'Settings → the account → Incoming server or Outgoing server',
    de: 'Einstellungen → das Konto → Posteingangsserver oder Postausgangsserver',
  },
  fields: {
    implicitTls: { en: 'SSL/TLS', de: 'SSL/TLS' },
    starttls: { en: 'StartTLS', de: 'StartTLS' },
    ways: {
      EXTERNAL: { en: 'Client certificate', de: 'Client-Zertifikat' },
      'CRAM-MD5': { en: 'Encrypted password', de: 'Verschlüsseltes Passwort' },
      PLAIN: PASSWORD,
      LOGIN: PASSWORD,
      [LOGIN_COMMAND]: PASSWORD,
    },
  },
  traps: [],
  known: {
    from: 'thunderbird-android, RealImapConnection.kt, SmtpTransport.kt and strings.xml of the server settings; not run',
    asOf: '2026-11',
  },
};

/** K-9 Mail: the same program, but for the door through which settings are scanned. */
export const K9: ProgramFacts = {
  ...THUNDERBIRD_ANDROID,
  id: 'k9',
  name: 'K-9 Mail',
  known: {
    from: 'thunderbird-android, app-k9mail/build.gradle.kts (feature.migration.launcher.noop) of 8.0 and 12.0; not run',
    asOf: '2026-11',
  },
};
