import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** Evolution of GNOME. */
export const EVOLUTION: ProgramFacts = {
  id: 'evolution',
  name: 'Evolution',
  systems: ['linux'],
  kind: 'window',
  since: null,
  before: null,
  sides: {
    imap: { own: [LOGIN_COMMAND], ways: ['CRAM-MD5', 'PLAIN', 'LOGIN', LOGIN_COMMAND], fails: {} },
    submission: { own: ['PLAIN'], ways: ['CRAM-MD5', 'PLAIN', 'LOGIN'], fails: {} },
  },
  key: null,
  passwordByCommand: false,
  settings: { en: '“Edit”, “Accounts”', de: '„Bearbeiten“, „Konten“' },
  fields: {
    implicitTls: { en: 'TLS on a dedicated port', de: 'TLS auf einem dedizierten Port' },
    starttls: { en: 'STARTTLS after connecting', de: 'STARTTLS nach Verbinden' },
    ways: {
      'CRAM-MD5': { en: 'CRAM-MD5', de: 'CRAM-MD5' },
      PLAIN: { en: 'PLAIN', de: 'PLAIN' },
      LOGIN: { en: 'Login', de: 'Anmelden' },
      [LOGIN_COMMAND]: { en: 'Password', de: 'Passwort' },
    },
  },
  traps: [
    {
      text: {
        en: 'Evolution uses the authentication type that is chosen and no other. What the server has not is struck through after “Check for Supported Types”.',
        de: 'Evolution nimmt den Legitimationstyp, der gewählt ist, und keinen anderen. Was der Server nicht hat, streicht es nach „Prüfen, welche Arten unterstützt werden“ durch.',
      },
      known: {
        from: 'Evolution 3.46.4, run; that it strikes through what is missing is from memory',
        asOf: '2026-11',
      },
    },
  ],
  known: {
    from: 'Evolution 3.46.4, run once with CRAM-MD5; the mechanisms of its library camel; names of fields out of its German translation, those of the authentication types and menus from memory',
    asOf: '2026-11',
  },
};
