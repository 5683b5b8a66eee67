import type { ProgramFacts } from './program-facts.ts';

/** `openssl s_client`: lines to look at a server with. It knows no mail protocol, and signs in only where a key alone does. */
export const OPENSSL: ProgramFacts = {
  id: 'openssl',
  name: 'OpenSSL',
  systems: ['linux', 'macos'],
  kind: 'look',
  since: null,
  before: null,
  sides: {
    imap: { own: ['PREAUTH'], ways: ['PREAUTH'], fails: {} },
    pop3: { own: [], ways: [], fails: {} },
    submission: { own: ['CERTIFICATE'], ways: ['CERTIFICATE'], fails: {} },
  },
  key: { form: 'pair', wantsSec1: false, takenAs: 'other-openssl' },
  passwordByCommand: false,
  settings: { en: 'None: everything stands in the line', de: 'Keine: Alles steht in der Zeile' },
  fields: null,
  traps: [
    {
      text: {
        en: 'OpenSSL signs in nowhere with a password. Type none into it: it would be shown on the screen. To try a sign-in, there are the lines for curl.',
        de: 'OpenSSL meldet sich nirgends mit einem Passwort an. Tippen Sie dort keines ein: Es würde auf dem Bildschirm stehen. Um eine Anmeldung zu versuchen, gibt es die Zeilen für curl.',
      },
      known: { from: 'OpenSSL 3.0.22, run', asOf: '2026-11' },
    },
    {
      text: {
        en: 'Over TLS 1.3, a key that the server does not know is refused only after the connection stands: as `alert bad certificate`, or as its end.',
        de: 'Mit TLS 1.3 wird ein Schlüssel, den der Server nicht kennt, erst nach dem Verbinden abgelehnt: mit `alert bad certificate` oder dem Ende der Verbindung.',
      },
      ways: ['EXTERNAL', 'PREAUTH', 'CERTIFICATE'],
      known: { from: 'OpenSSL 3.0 at mox, run', asOf: '2026-11' },
    },
  ],
  known: { from: 'OpenSSL 3.0.22 of Debian, run', asOf: '2026-11' },
};
