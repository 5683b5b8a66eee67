import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** KMail of KDE, with Cyrus SASL. */
export const KMAIL: ProgramFacts = {
  id: 'kmail',
  name: 'KMail',
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
  settings: {
    en: '“Settings”, “Configure KMail...”, “Accounts”',
    de: '„Einstellungen“, „KMail einrichten ...“, „Konten“',
  },
  fields: {
    implicitTls: { en: 'SSL/TLS', de: 'SSL/TLS' },
    starttls: { en: 'STARTTLS', de: 'STARTTLS' },
    ways: {
      'CRAM-MD5': { en: 'CRAM-MD5', de: 'CRAM-MD5' },
      PLAIN: { en: 'PLAIN', de: 'PLAIN' },
      LOGIN: { en: 'LOGIN', de: 'LOGIN' },
      [LOGIN_COMMAND]: { en: 'Clear text', de: 'Klartext' },
    },
  },
  traps: [
    {
      text: {
        en: 'Have KWallet run before you give the password: without it, KMail keeps the password in a file, hardly hidden.',
        de: 'KWallet sollte laufen, bevor Sie das Passwort eingeben: Ohne legt KMail das Passwort kaum verschleiert in eine Datei.',
      },
      known: {
        from: 'what kmailtransport says beside “Store password” (mailtransport.kcfg)',
        asOf: '2026-11',
      },
    },
  ],
  known: {
    from: 'not run; names of fields out of the source and German translation of kdepim-runtime and kmailtransport, of the menus out of its handbook; the kinds of account from memory',
    asOf: '2026-11',
  },
};
