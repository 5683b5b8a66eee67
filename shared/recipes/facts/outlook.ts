import { LOGIN_COMMAND } from '../way-in.ts';
import type { FieldNames, ProgramFacts } from './program-facts.ts';

const FIELDS: FieldNames = {
  implicitTls: { en: 'SSL/TLS', de: 'SSL/TLS' },
  starttls: { en: 'STARTTLS', de: 'STARTTLS' },
  ways: {},
};

/** Classic Outlook on Windows: 2016 and newer, and that of Microsoft 365. */
export const OUTLOOK: ProgramFacts = {
  id: 'outlook',
  name: 'Outlook (classic)',
  systems: ['windows'],
  kind: 'window',
  since: null,
  before: null,
  sides: {
    imap: { own: ['PLAIN', LOGIN_COMMAND], ways: ['PLAIN', LOGIN_COMMAND], fails: {} },
    pop3: { own: [LOGIN_COMMAND], ways: [LOGIN_COMMAND], fails: {} },
    submission: { own: [], ways: ['PLAIN', 'LOGIN'], fails: {} },
  },
  key: null,
  passwordByCommand: false,
  settings: {
    en: 'Control Panel → Mail (Microsoft Outlook) → Email Accounts…',
    de: 'Systemsteuerung → Mail (Microsoft Outlook) → E-Mail-Konten …',
  },
  fields: FIELDS,
  traps: [
    {
      text: {
        en: 'Leave “Require logon using Secure Password Authentication (SPA)” unticked: it stands for NTLM, which mail servers outside of Microsoft do not have.',
        de: 'Lassen Sie „Anmeldung mithilfe der gesicherten Kennwortauthentifizierung (SPA) erforderlich“ ausgeschaltet: Es steht für NTLM, das Mailserver außerhalb von Microsoft nicht haben.',
      },
      known: { from: '[MS-STANOIMAP] §2.2, E0001', asOf: '2026-11' },
    },
  ],
  known: { from: '[MS-STANOIMAP] §2.2, E0001; the rest not run', asOf: '2026-11' },
};

/** The new Outlook for Windows, which is a view of what Microsoft's servers fetch. */
export const OUTLOOK_NEW: ProgramFacts = {
  id: 'outlook-new',
  name: 'Outlook (new)',
  systems: ['windows'],
  kind: 'window',
  since: null,
  before: null,
  sides: {
    imap: { own: [], ways: ['PLAIN', 'LOGIN', LOGIN_COMMAND], fails: {} },
    submission: { own: [], ways: ['PLAIN', 'LOGIN'], fails: {} },
  },
  key: null,
  passwordByCommand: false,
  settings: {
    en: 'Settings → Accounts → Your accounts',
    de: 'Einstellungen → Konten → Ihre Konten',
  },
  fields: FIELDS,
  traps: [
    {
      text: {
        en: 'New Outlook gives the password to Microsoft. Microsoft’s servers keep it, sign in with it, and copy the mails of this account to themselves. Whoever may not or does not want to hand it over takes another program: classic Outlook, for instance.',
        de: 'Das neue Outlook gibt das Passwort an Microsoft. Microsofts Server bewahren es auf, melden sich damit an und kopieren die Mails dieses Kontos zu sich. Wer es nicht herausgeben darf oder will, nimmt ein anderes Programm, zum Beispiel das klassische Outlook.',
      },
      known: {
        from: 'https://support.microsoft.com/office/985f9e19-d308-4e85-9d1d-0c6f32f8e981; heise online, 2023-11-09',
        asOf: '2026-11',
      },
    },
    {
      text: {
        en: 'It reaches only servers that Microsoft’s servers reach: none in a company’s own network, and none that lets in some addresses alone.',
        de: 'Es erreicht nur Server, die auch Microsofts Server erreichen: keine im eigenen Netz einer Firma, und keine, die nur manche Adressen einlassen.',
      },
      known: { from: 'follows from who connects; not run', asOf: '2026-11' },
    },
  ],
  known: {
    from: 'https://support.microsoft.com/office/985f9e19-d308-4e85-9d1d-0c6f32f8e981; not run',
    asOf: '2026-11',
  },
};
