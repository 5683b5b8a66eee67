import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** Claws Mail with GnuTLS, libetpan and Cyrus SASL. */
export const CLAWS_MAIL: ProgramFacts = {
  id: 'claws-mail',
  name: 'Claws Mail',
  // On Windows its files are in another folder, and nothing of it was run there.
  systems: ['linux'],
  kind: 'window',
  since: null,
  before: null,
  sides: {
    imap: {
      own: ['CRAM-MD5'],
      ways: ['PREAUTH', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', LOGIN_COMMAND],
      fails: {},
    },
    submission: {
      own: ['CRAM-MD5'],
      ways: ['CERTIFICATE', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
      fails: {},
    },
  },
  key: { form: 'pem', wantsSec1: true },
  passwordByCommand: false,
  settings: {
    en: '“Configuration”, “Edit accounts...”',
    de: '„Konfiguration“, „Konten bearbeiten...“',
  },
  fields: {
    implicitTls: { en: 'Use TLS', de: 'TLS verwenden' },
    starttls: {
      en: 'Use STARTTLS command to start encrypted session',
      de: 'STARTTLS-Befehl zum Starten der verschlüsselten Sitzung verwenden',
    },
    ways: {
      'SCRAM-SHA-1': { en: 'SCRAM-SHA-1', de: 'SCRAM-SHA-1' },
      'CRAM-MD5': { en: 'CRAM-MD5', de: 'CRAM-MD5' },
      PLAIN: { en: 'PLAIN', de: 'PLAIN' },
      LOGIN: { en: 'LOGIN', de: 'LOGIN' },
      [LOGIN_COMMAND]: { en: 'LOGIN', de: 'LOGIN' },
    },
  },
  traps: [
    {
      text: {
        en: 'Claws Mail shows each new certificate of a server, also a valid one, and waits. Compare what it says with what Letterlock found, and accept it once.',
        de: 'Claws Mail zeigt jedes neue Zertifikat eines Servers, auch ein gültiges, und wartet. Vergleichen Sie, was dort steht, mit dem, was Letterlock gefunden hat, und nehmen Sie es einmal an.',
      },
      known: { from: 'Claws Mail 4.1.1, run', asOf: '2026-11' },
    },
    {
      ways: ['PREAUTH', 'CERTIFICATE'],
      text: {
        en: 'Claws Mail takes a P-256 key only in the old form, which the file of this recipe has. With any other form it says nothing, and sends no certificate.',
        de: 'Claws Mail nimmt einen P-256-Schlüssel nur in der alten Form, die die Datei dieser Anleitung hat. Bei jeder anderen sagt es nichts und sendet kein Zertifikat.',
      },
      known: { from: 'Claws Mail 4.1.1, run', asOf: '2026-11' },
    },
  ],
  known: {
    from: 'Claws Mail 4.1.1 with GnuTLS 3.7, run; its English names, and German ones from memory',
    asOf: '2026-11',
  },
};
