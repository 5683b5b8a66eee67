import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** OfflineIMAP for Python 3: keeps a mailbox and a folder alike. */
export const OFFLINEIMAP: ProgramFacts = {
  id: 'offlineimap',
  name: 'OfflineIMAP',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: null,
  before: null,
  sides: {
    imap: {
      own: ['CRAM-MD5', 'PLAIN', LOGIN_COMMAND],
      ways: ['CRAM-MD5', 'PLAIN', LOGIN_COMMAND],
      fails: {
        PREAUTH: {
          en: 'OfflineIMAP signs in even where the key has let it in, and ends with an error.',
          de: 'OfflineIMAP meldet sich auch dann an, wenn der Schlüssel es schon eingelassen hat, und endet mit einem Fehler.',
        },
      },
      starttlsFails: {
        en: 'OfflineIMAP checks no certificate after STARTTLS, and sends the password unencrypted where somebody took STARTTLS away. It needs a port with TLS from the beginning, mostly 993.',
        de: 'OfflineIMAP prüft nach STARTTLS kein Zertifikat und sendet das Passwort unverschlüsselt, wenn jemand STARTTLS entfernt hat. Es braucht einen Port mit TLS von Anfang an, meist 993.',
      },
    },
  },
  key: null,
  passwordByCommand: true,
  settings: { en: '`~/.offlineimaprc`', de: '`~/.offlineimaprc`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'What stands behind `remotepasseval`, OfflineIMAP runs as Python: change nothing there but what you understand.',
        de: 'Was hinter `remotepasseval` steht, führt OfflineIMAP als Python aus: Ändern Sie dort nur, was Sie verstehen.',
      },
      known: { from: 'localeval.py of OfflineIMAP 8.0.0', asOf: '2026-11' },
    },
    {
      text: {
        en: 'OfflineIMAP works in both directions: what you delete in the folder is deleted at the server as well.',
        de: 'OfflineIMAP arbeitet in beide Richtungen: Was Sie im Ordner löschen, wird auch auf dem Server gelöscht.',
      },
      known: { from: 'offlineimap(1) 8.0.0', asOf: '2026-11' },
    },
  ],
  known: { from: 'OfflineIMAP 8.0.0 with Python 3.11, run', asOf: '2026-11' },
};
