import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** S-nail (`mailx` on many systems), with OpenSSL. */
export const S_NAIL: ProgramFacts = {
  id: 's-nail',
  name: 'S-nail',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: '14.9',
  before: '14.10',
  sides: {
    imap: {
      own: [LOGIN_COMMAND],
      ways: ['EXTERNAL', 'CRAM-MD5', LOGIN_COMMAND],
      fails: {
        PREAUTH: {
          en: 'S-nail signs in even where the key has let it in, and ends with “AUTHENTICATE not allowed in this connection state”. At mox, register the key with “no IMAP preauth”.',
          de: 'S-nail meldet sich auch dann an, wenn der Schlüssel es schon eingelassen hat, und endet mit „AUTHENTICATE not allowed in this connection state“. Registrieren Sie ihn bei mox mit „no IMAP preauth“.',
        },
      },
    },
    submission: {
      own: ['PLAIN'],
      ways: ['EXTERNAL', 'CERTIFICATE', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
      fails: {},
    },
  },
  key: { form: 'pair', wantsSec1: false },
  passwordByCommand: true,
  settings: { en: '`~/.mailrc`', de: '`~/.mailrc`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'S-nail can use a key for IMAP only where the server does not let it in by the key alone. At mox, register the key with “no IMAP preauth” (`-no-imap-preauth`).',
        de: 'S-nail kann einen Schlüssel für IMAP nur nutzen, wo der Server nicht schon durch den Schlüssel allein einlässt. Registrieren Sie ihn bei mox mit „no IMAP preauth“ (`-no-imap-preauth`).',
      },
      ways: ['EXTERNAL'],
      known: { from: 'S-nail 14.9.24 at mox, run', asOf: '2026-11' },
    },
  ],
  known: { from: 'S-nail 14.9.24 of Debian with OpenSSL 3.0, run', asOf: '2026-11' },
};
