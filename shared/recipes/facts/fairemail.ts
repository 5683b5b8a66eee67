import { LOGIN_COMMAND } from '../way-in.ts';
import type { ProgramFacts } from './program-facts.ts';

/** FairEmail, with its own JavaMail. */
export const FAIREMAIL: ProgramFacts = {
  id: 'fairemail',
  name: 'FairEmail',
  systems: ['android'],
  kind: 'phone',
  since: null,
  before: null,
  sides: {
    imap: {
      own: ['EXTERNAL', 'PREAUTH', 'CRAM-MD5', 'PLAIN', 'LOGIN', LOGIN_COMMAND],
      ways: ['EXTERNAL', 'PREAUTH', 'CRAM-MD5', 'PLAIN', 'LOGIN', LOGIN_COMMAND],
      fails: {},
    },
    pop3: { own: [], ways: ['PLAIN', 'LOGIN', LOGIN_COMMAND], fails: {} },
    submission: {
      own: ['CRAM-MD5', 'LOGIN', 'PLAIN'],
      ways: ['CRAM-MD5', 'PLAIN', 'LOGIN'],
      // It shows the certificate there, too, and always signs in by password behind it.
      fails: {},
    },
  },
  key: { form: 'p12', wantsSec1: false },
  passwordByCommand: false,
  settings: {
    en: 'Settings → Manual setup and account options → Accounts and Identities',
    de: 'Einstellungen → Manuelle Einrichtung und Kontooptionen → Konten und Identitäten',
  },
  fields: {
    implicitTls: { en: 'SSL/TLS', de: 'SSL/TLS' },
    starttls: { en: 'STARTTLS', de: 'STARTTLS' },
    // It chooses by itself.
    ways: {},
  },
  traps: [],
  known: {
    from: 'M66B/FairEmail, EmailService.java, IMAPStore.java, SMTPTransport.java, strings.xml; not run',
    asOf: '2026-11',
  },
};
