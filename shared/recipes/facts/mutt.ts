import { LOGIN_COMMAND } from '../way-in.ts';
import { trapsOfBoth, withoutBinding } from './mutt-traps.ts';
import type { ProgramFacts } from './program-facts.ts';

const NO_BINDING = withoutBinding('Mutt');
const RUN = 'Mutt 2.2.12 and 2.2.13 with GnuTLS 3.7 and 3.8 and GNU SASL 2.2, run';

/** Mutt with GnuTLS and GNU SASL. */
export const MUTT: ProgramFacts = {
  id: 'mutt',
  name: 'Mutt',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: null,
  before: null,
  sides: {
    imap: {
      own: [
        'PREAUTH',
        'SCRAM-SHA-256-PLUS',
        'SCRAM-SHA-1-PLUS',
        'SCRAM-SHA-256',
        'SCRAM-SHA-1',
        'CRAM-MD5',
        'PLAIN',
        'LOGIN',
        LOGIN_COMMAND,
      ],
      ways: [
        'EXTERNAL',
        'PREAUTH',
        'SCRAM-SHA-256',
        'SCRAM-SHA-1',
        'CRAM-MD5',
        'PLAIN',
        'LOGIN',
        LOGIN_COMMAND,
      ],
      fails: { 'SCRAM-SHA-256-PLUS': NO_BINDING, 'SCRAM-SHA-1-PLUS': NO_BINDING },
    },
    submission: {
      own: [
        'SCRAM-SHA-256-PLUS',
        'SCRAM-SHA-1-PLUS',
        'SCRAM-SHA-256',
        'SCRAM-SHA-1',
        'CRAM-MD5',
        'PLAIN',
        'LOGIN',
      ],
      ways: ['EXTERNAL', 'CERTIFICATE', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'],
      fails: { 'SCRAM-SHA-256-PLUS': NO_BINDING, 'SCRAM-SHA-1-PLUS': NO_BINDING },
    },
  },
  key: { form: 'pem', wantsSec1: false },
  passwordByCommand: true,
  settings: { en: '`~/.muttrc`', de: '`~/.muttrc`' },
  fields: null,
  traps: [
    {
      text: {
        en: 'Keep `imap_authenticators` and `smtp_authenticators`. Without them Mutt begins with SCRAM-SHA-256-PLUS where the server has it, and cannot finish: to read mail it then gives the server the password itself, and it sends none.',
        de: 'Lassen Sie `imap_authenticators` und `smtp_authenticators` stehen. Ohne sie beginnt Mutt mit SCRAM-SHA-256-PLUS, wo der Server es hat, und kommt nicht zu Ende: Zum Lesen gibt es dem Server dann das Passwort selbst, und es sendet nichts.',
      },
      ways: ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5'],
      known: { from: RUN, asOf: '2026-11' },
    },
    {
      text: {
        en: 'Mutt sends a space behind the name CRAM-MD5, and some servers refuse that. If yours does, `set imap_authenticators=plain` gives it the password itself, inside TLS.',
        de: 'Mutt sendet ein Leerzeichen nach dem Namen CRAM-MD5, und manche Server lehnen das ab. Tut Ihrer das, gibt `set imap_authenticators=plain` ihm das Passwort selbst, innerhalb von TLS.',
      },
      ways: ['CRAM-MD5'],
      known: { from: 'Mutt 2.2.12 and 2.2.13 at mox, run', asOf: '2026-11' },
    },
    ...trapsOfBoth('Mutt', `muttrc(5), and ${RUN}`),
  ],
  known: { from: RUN, asOf: '2026-11' },
};
