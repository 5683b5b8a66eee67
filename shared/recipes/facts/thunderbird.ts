import type { Text } from '../../mail/page.ts';
import { KEY_WAYS, LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

// Names as version 153 has them (en-US in its omni.ja, German in thunderbird/thunderbird-l10n), compared 2026-11.
const CERTIFICATE: Text = { en: 'TLS Certificate', de: 'TLS-Zertifikat' };
const PASSWORD: Text = { en: 'Normal password', de: 'Passwort, normal' };

// Where nothing is set it takes the password, in one of these ways.
const WITH_PASSWORD = ['PLAIN', 'LOGIN', LOGIN_COMMAND];

/** Thunderbird for desktops, with NSS. Of SCRAM it has nothing: what it calls an encrypted password is CRAM-MD5 alone. */
export const THUNDERBIRD: ProgramFacts = {
  id: 'thunderbird',
  name: 'Thunderbird',
  systems: ['linux', 'macos', 'windows'],
  kind: 'window',
  since: null,
  before: null,
  sides: {
    imap: {
      own: WITH_PASSWORD,
      ways: ['EXTERNAL', 'PREAUTH', 'CRAM-MD5', ...WITH_PASSWORD],
      fails: {},
    },
    // “TLS Certificate” is there for IMAP alone.
    pop3: { own: WITH_PASSWORD, ways: ['CRAM-MD5', ...WITH_PASSWORD], fails: {} },
    submission: {
      own: ['PLAIN', 'LOGIN'],
      ways: ['CERTIFICATE', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
      fails: {
        EXTERNAL: {
          en: 'Thunderbird shows the certificate when it sends, but never signs in with it: only a server that takes the certificate alone lets it send.',
          de: 'Thunderbird zeigt beim Senden das Zertifikat vor, meldet sich aber nie damit an: Nur ein Server, dem das Zertifikat allein genügt, lässt es senden.',
        },
      },
    },
  },
  key: { form: 'p12', wantsSec1: false },
  passwordByCommand: false,
  settings: { en: '“Account Settings”', de: '„Konten-Einstellungen“' },
  fields: {
    implicitTls: { en: 'SSL/TLS', de: 'SSL/TLS' },
    starttls: { en: 'STARTTLS', de: 'STARTTLS' },
    ways: {
      EXTERNAL: CERTIFICATE,
      PREAUTH: CERTIFICATE,
      // The settings for sending have no “TLS Certificate”; the certificate is shown all the same.
      CERTIFICATE: { en: 'No authentication', de: 'Keine Authentifizierung' },
      'CRAM-MD5': { en: 'Encrypted password', de: 'Verschlüsseltes Passwort' },
      PLAIN: PASSWORD,
      LOGIN: PASSWORD,
      [LOGIN_COMMAND]: PASSWORD,
    },
  },
  traps: [
    {
      text: {
        en: 'In “Settings” → “Privacy & Security” → “Certificates”, leave “Ask me every time” as it is. With “Select one automatically” Thunderbird shows your certificate to every server that asks for one.',
        de: 'Lassen Sie in „Einstellungen“ → „Datenschutz & Sicherheit“ → „Zertifikate“ die Wahl auf „Jedes Mal fragen“. Mit „Automatisch eins wählen“ zeigt Thunderbird Ihr Zertifikat jedem Server, der nach einem fragt.',
      },
      ways: KEY_WAYS,
      known: { from: 'Thunderbird 153.7.0esr, run', asOf: '2026-11' },
    },
    {
      text: {
        en: 'When it sends, Thunderbird signs in with LOGIN only where the server asks “Username:” in just these letters.',
        de: 'Beim Senden meldet sich Thunderbird mit LOGIN nur an, wenn der Server mit genau „Username:“ danach fragt.',
      },
      ways: ['LOGIN'],
      known: { from: 'Thunderbird 153.7.0esr, run, and its SmtpClient', asOf: '2026-11' },
    },
  ],
  known: {
    from: 'Thunderbird 153.7.0esr with NSS 3.125.1, run, and its SmtpClient, Pop3Client and am-server',
    asOf: '2026-11',
  },
};
