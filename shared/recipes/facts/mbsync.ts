import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** isync's mbsync, with OpenSSL and Cyrus SASL. */
export const MBSYNC: ProgramFacts = {
  id: 'mbsync',
  name: 'mbsync',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: null,
  before: null,
  sides: {
    imap: {
      own: ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', LOGIN_COMMAND],
      ways: [
        'EXTERNAL',
        'PREAUTH',
        'SCRAM-SHA-512',
        'SCRAM-SHA-256',
        'SCRAM-SHA-1',
        'CRAM-MD5',
        'PLAIN',
        // By the name LOGIN it knows the command, and not the mechanism.
        LOGIN_COMMAND,
      ],
      fails: {},
    },
  },
  key: { form: 'pair', wantsSec1: false },
  passwordByCommand: true,
  settings: { en: '`~/.mbsyncrc`', de: '`~/.mbsyncrc`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'An empty line ends a section of `~/.mbsyncrc`: no line may be empty inside one.',
        de: 'Eine leere Zeile beendet einen Abschnitt von `~/.mbsyncrc`: Innerhalb eines Abschnitts darf keine stehen.',
      },
      known: { from: 'mbsync 1.4.4, run', asOf: '2026-11' },
    },
  ],
  known: { from: 'mbsync 1.4.4 and 1.5.1 with Cyrus SASL 2.1.28, run', asOf: '2026-11' },
};
