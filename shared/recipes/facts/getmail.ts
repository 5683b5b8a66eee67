import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** getmail6, in Python: fetches mail, and sends none. */
export const GETMAIL: ProgramFacts = {
  id: 'getmail',
  name: 'getmail',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: '6',
  before: null,
  sides: {
    imap: {
      own: [LOGIN_COMMAND],
      ways: ['CRAM-MD5', LOGIN_COMMAND],
      fails: {
        PREAUTH: {
          en: 'getmail sends the password even where the key has let it in, and ends with “LOGIN illegal in state AUTH”.',
          de: 'getmail sendet das Passwort auch dann, wenn der Schlüssel es schon eingelassen hat, und endet mit „LOGIN illegal in state AUTH“.',
        },
      },
      starttlsFails: {
        en: 'getmail knows no STARTTLS for IMAP: it would send the password unencrypted. It needs a port with TLS from the beginning, mostly 993.',
        de: 'getmail kennt kein STARTTLS für IMAP: Es würde das Passwort unverschlüsselt senden. Es braucht einen Port mit TLS von Anfang an, meist 993.',
      },
    },
  },
  key: null,
  passwordByCommand: true,
  settings: { en: '`~/.config/getmail/getmailrc`', de: '`~/.config/getmail/getmailrc`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'Keep `ca_certs`: without it getmail looks at no certificate. If the file that it names is not there, name the one that your system has.',
        de: 'Behalten Sie `ca_certs`: Ohne das prüft getmail kein Zertifikat. Gibt es die Datei nicht, die dort steht, nennen Sie die Ihres Systems.',
      },
      known: { from: '_retrieverbases.py of getmail6 6.18.11', asOf: '2026-11' },
    },
    {
      text: {
        en: 'getmail delivers no mail for root: run it as yourself.',
        de: 'getmail stellt root keine Mail zu: Führen Sie es als Sie selbst aus.',
      },
      known: { from: 'getmail6 6.18.11, run', asOf: '2026-11' },
    },
  ],
  known: { from: 'getmail6 6.18.11 with Python 3.11, run', asOf: '2026-11' },
};
