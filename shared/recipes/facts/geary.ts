import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** Geary of GNOME. There is nothing to choose in it: it hands over the password. */
export const GEARY: ProgramFacts = {
  id: 'geary',
  name: 'Geary',
  systems: ['linux'],
  kind: 'window',
  since: null,
  before: null,
  sides: {
    imap: { own: [LOGIN_COMMAND], ways: [LOGIN_COMMAND], fails: {} },
    submission: { own: ['PLAIN', 'LOGIN'], ways: ['PLAIN', 'LOGIN'], fails: {} },
  },
  key: null,
  passwordByCommand: false,
  settings: { en: 'Menu, “Accounts”', de: 'Menü, „Konten“' },
  fields: {
    implicitTls: { en: 'TLS', de: 'TLS' },
    starttls: { en: 'StartTLS', de: 'StartTLS' },
    ways: {},
  },
  traps: [
    {
      text: {
        en: 'Geary knows no sign-in that keeps the password back: the servers see it, inside TLS.',
        de: 'Geary kennt keine Anmeldung, die das Passwort zurückhält: Die Server sehen es, innerhalb von TLS.',
      },
      known: { from: 'Geary 43.0, run over IMAP; strings of Geary 46', asOf: '2026-11' },
    },
  ],
  known: {
    from: 'Geary 43.0, run once over IMAP; submission from memory; names of fields out of its source and German translation',
    asOf: '2026-11',
  },
};
