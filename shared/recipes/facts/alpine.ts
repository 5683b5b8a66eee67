import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** Alpine with OpenSSL. */
export const ALPINE: ProgramFacts = {
  id: 'alpine',
  name: 'Alpine',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: null,
  before: null,
  sides: {
    imap: {
      own: ['CRAM-MD5', 'PLAIN', 'LOGIN', LOGIN_COMMAND],
      ways: ['CRAM-MD5', 'PLAIN', 'LOGIN', LOGIN_COMMAND],
      fails: {},
    },
    submission: {
      own: ['CRAM-MD5', 'PLAIN', 'LOGIN'],
      ways: ['CRAM-MD5', 'PLAIN', 'LOGIN'],
      fails: {},
    },
  },
  key: null,
  passwordByCommand: false,
  settings: { en: '`~/.pinerc`', de: '`~/.pinerc`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'Alpine asks for the password, and takes it from no command. To “Preserve password on DISK” answer `N`: it would go to `~/.pine-passfile`.',
        de: 'Alpine fragt nach dem Passwort und nimmt es von keinem Befehl. Antworten Sie auf „Preserve password on DISK“ mit `N`: Es käme sonst in `~/.pine-passfile`.',
      },
      known: { from: 'Alpine 2.26, run', asOf: '2026-11' },
    },
  ],
  known: { from: 'Alpine 2.26, run', asOf: '2026-11' },
};
