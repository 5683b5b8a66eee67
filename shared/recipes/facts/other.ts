import type { Text } from '../../mail/page.ts';
import { LOGIN_COMMAND, RANK } from '../way-in.ts';
import { SYSTEMS, type ProgramFacts } from './program-facts.ts';

const CERTIFICATE: Text = {
  en: '“TLS certificate”, “client certificate”',
  de: '„TLS-Zertifikat“, „Client-Zertifikat“',
};
const PASSWORD: Text = { en: '“normal password”, “password”', de: '„Passwort, normal“, „Passwort“' };
const TOKEN: Text = { en: '“OAuth2”', de: '„OAuth2“' };

/** Any other program: nothing is known of it but what mail programs are, and how they mostly call things. */
export const OTHER: ProgramFacts = {
  id: 'other',
  name: null,
  systems: SYSTEMS,
  kind: 'window',
  since: null,
  before: null,
  sides: {
    imap: { own: [], ways: RANK, fails: {} },
    pop3: { own: [], ways: RANK, fails: {} },
    submission: { own: [], ways: RANK, fails: {} },
  },
  key: { form: 'p12', wantsSec1: false },
  passwordByCommand: false,
  settings: {
    en: 'Where a new account is added; by hand, without a search for settings',
    de: 'Dort, wo ein neues Konto hinzugefügt wird; von Hand, ohne Suche nach Einstellungen',
  },
  fields: {
    implicitTls: { en: 'SSL/TLS', de: 'SSL/TLS' },
    starttls: { en: 'STARTTLS', de: 'STARTTLS' },
    ways: {
      EXTERNAL: CERTIFICATE,
      PREAUTH: CERTIFICATE,
      CERTIFICATE,
      'CRAM-MD5': { en: '“encrypted password”, “MD5”', de: '„Verschlüsseltes Passwort“, „MD5“' },
      PLAIN: PASSWORD,
      LOGIN: PASSWORD,
      [LOGIN_COMMAND]: PASSWORD,
      OAUTHBEARER: TOKEN,
      XOAUTH2: TOKEN,
    },
  },
  traps: [
    {
      text: {
        en: '“Encrypted password” is about the password alone: the connection has to be encrypted all the same.',
        de: '„Verschlüsseltes Passwort“ meint allein das Passwort: Die Verbindung muss trotzdem verschlüsselt sein.',
      },
      ways: ['CRAM-MD5'],
      known: { from: 'RFC 2195 §2', asOf: '2026-11' },
    },
  ],
  known: { from: 'what the other programs here have in common', asOf: '2026-11' },
};
