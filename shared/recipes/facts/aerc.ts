import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts, SideFacts, Trap } from './program-facts.ts';

const NEVER_ASKS: Trap = {
  text: {
    en: 'aerc never asks for a password: it gets it from the command in its file, or not at all.',
    de: 'aerc fragt nie nach einem Passwort: Es bekommt es von dem Befehl in seiner Datei, oder gar nicht.',
  },
  known: { from: 'aerc-imap(5) of aerc 0.14.0, and run', asOf: '2026-11' },
};

const SUBMISSION: SideFacts = { own: ['PLAIN'], ways: ['PLAIN', 'LOGIN'], fails: {} };

/** aerc as of 0.15, which begins STARTTLS wherever it is not told otherwise. */
export const AERC: ProgramFacts = {
  id: 'aerc',
  name: 'aerc',
  systems: ['linux', 'macos'],
  kind: 'terminal',
  since: '0.15',
  before: null,
  sides: {
    imap: { own: ['PLAIN', LOGIN_COMMAND], ways: ['PLAIN', LOGIN_COMMAND], fails: {} },
    submission: SUBMISSION,
  },
  key: null,
  passwordByCommand: true,
  settings: { en: '`~/.config/aerc/accounts.conf`', de: '`~/.config/aerc/accounts.conf`' },
  fields: null,
  traps: [NEVER_ASKS],
  known: { from: 'aerc 0.20.0, run; worker/imap/connect.go and lib/send/smtp.go of aerc', asOf: '2026-11' },
};

/** aerc up to 0.14. */
export const AERC_0_14: ProgramFacts = {
  ...AERC,
  since: null,
  before: '0.15',
  sides: {
    imap: { own: [LOGIN_COMMAND], ways: [LOGIN_COMMAND], fails: {} },
    submission: SUBMISSION,
  },
  traps: [
    NEVER_ASKS,
    {
      ways: ['PLAIN', 'LOGIN'],
      text: {
        en: 'aerc 0.14 takes no other value than `yes` for `smtp-starttls`, although its manual says `true`; without the line it does not begin STARTTLS.',
        de: 'aerc 0.14 nimmt für `smtp-starttls` nur den Wert `yes`, obwohl in seinem Handbuch `true` steht; ohne die Zeile beginnt es kein STARTTLS.',
      },
      known: { from: 'aerc 0.14.0, run', asOf: '2026-11' },
    },
  ],
  known: { from: 'aerc 0.14.0, run', asOf: '2026-11' },
};
