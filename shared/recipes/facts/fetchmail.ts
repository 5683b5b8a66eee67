import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** fetchmail, with OpenSSL: fetches mail, and sends none. */
export const FETCHMAIL: ProgramFacts = {
  id: 'fetchmail',
  name: 'fetchmail',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: '6.4',
  before: null,
  sides: {
    imap: {
      own: ['CRAM-MD5', LOGIN_COMMAND],
      ways: ['EXTERNAL', 'PREAUTH', 'CRAM-MD5', LOGIN_COMMAND],
      fails: {},
    },
  },
  key: { form: 'pair', wantsSec1: false },
  passwordByCommand: false,
  settings: { en: '`~/.fetchmailrc`', de: '`~/.fetchmailrc`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'Without `keep`, fetchmail deletes every mail at the server when it has fetched it.',
        de: 'Ohne `keep` löscht fetchmail jede Mail auf dem Server, sobald es sie abgeholt hat.',
      },
      known: { from: 'fetchmail(1) of fetchmail 6.4.37', asOf: '2026-11' },
    },
    {
      text: {
        en: 'fetchmail signs in by the key only with `auth external`: without that line it asks for a password.',
        de: 'fetchmail meldet sich nur mit `auth external` mit dem Schlüssel an: Ohne diese Zeile fragt es nach einem Passwort.',
      },
      ways: ['EXTERNAL'],
      known: { from: 'fetchmail 6.4.37 and 6.4.39, run', asOf: '2026-11' },
    },
  ],
  known: { from: 'fetchmail 6.4.37 and 6.4.39 with OpenSSL 3.0, run', asOf: '2026-11' },
};
