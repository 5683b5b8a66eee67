import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts, SideFacts } from './program-facts.ts';

const SASL = ['CRAM-MD5', 'PLAIN', 'LOGIN'] as const;

const SUBMISSION: SideFacts = { own: SASL, ways: ['EXTERNAL', 'CERTIFICATE', ...SASL], fails: {} };
const INCOMING: SideFacts = {
  own: [...SASL, LOGIN_COMMAND],
  ways: ['EXTERNAL', 'PREAUTH', ...SASL, LOGIN_COMMAND],
  fails: {},
};

/** curl with OpenSSL and without GNU SASL, as Debian builds it: lines to try a sign-in with. */
export const CURL: ProgramFacts = {
  id: 'curl',
  name: 'curl',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: null,
  before: null,
  sides: { imap: INCOMING, pop3: INCOMING, submission: SUBMISSION },
  key: { form: 'pair', wantsSec1: false },
  passwordByCommand: false,
  settings: { en: 'A file of its own, for `curl -K`', de: 'Eine eigene Datei für `curl -K`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'With `--verbose`, curl shows what it sends, and that holds the password where it is sent: `PLAIN` and `LOGIN` only spell it in base64. Give such an output to nobody.',
        de: 'Mit `--verbose` zeigt curl, was es sendet, und darin steht das Passwort, wo es gesendet wird: `PLAIN` und `LOGIN` schreiben es nur in base64. Geben Sie eine solche Ausgabe nicht weiter.',
      },
      ways: ['PLAIN', 'LOGIN', LOGIN_COMMAND],
      known: { from: 'curl 7.88.1, run', asOf: '2026-11' },
    },
    {
      text: {
        en: 'Over STARTTLS, curl goes on believing a `LOGINDISABLED` that it read before TLS, and ends with the error 67. At a server that has nothing but `LOGIN`, try the port with TLS from the beginning.',
        de: 'Mit STARTTLS glaubt curl ein `LOGINDISABLED`, das es vor TLS gelesen hat, auch danach und endet mit dem Fehler 67. Versuchen Sie es bei einem Server, der nur `LOGIN` hat, am Port mit TLS von Anfang an.',
      },
      ways: [LOGIN_COMMAND],
      known: { from: 'curl 7.88.1, run', asOf: '2026-11' },
    },
    {
      text: {
        en: 'curl signs in by the key only where it has no password: with one, the line ends with the error 67.',
        de: 'curl meldet sich nur dann mit dem Schlüssel an, wenn es kein Passwort hat: Mit einem endet die Zeile mit dem Fehler 67.',
      },
      ways: ['EXTERNAL'],
      known: { from: 'curl 7.88.1 and 8.14.1, run', asOf: '2026-11' },
    },
  ],
  known: { from: 'curl 7.88.1 and 8.14.1 of Debian with OpenSSL, run', asOf: '2026-11' },
};
