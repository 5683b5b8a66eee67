import type { ProviderRow } from './row.ts';

/** Providers with customers everywhere. */
export const WORLDWIDE: readonly ProviderRow[] = [
  {
    id: 'gmail',
    name: 'Gmail',
    domains: 'gmail.com googlemail.com',
    imap: 'imap.gmail.com',
    submission: 'smtp.gmail.com smtp.gmail.com:587',
    pop3: 'pop.gmail.com',
    signIn: 'oauth-or-app-password',
    first: ['app-password-needs-two-factor'],
    help: 'https://support.google.com/mail/answer/7126229',
    known: { from: 'ispdb', asOf: '2026-11' },
  },
  {
    id: 'google-workspace',
    name: 'Google Workspace',
    mx: 'google.com googlemail.com',
    imap: 'imap.gmail.com',
    submission: 'smtp.gmail.com smtp.gmail.com:587',
    pop3: 'pop.gmail.com',
    signIn: 'oauth-or-app-password',
    first: ['administrator-decides', 'app-password-needs-two-factor'],
    help: 'https://support.google.com/mail/answer/7126229',
    known: { from: 'ispdb', asOf: '2026-11' },
  },
  {
    id: 'outlook.com',
    name: 'Outlook.com',
    domains: `hotmail.com live.com msn.com outlook.com windowslive.com livemail.tw
      outlook.at outlook.be outlook.cl outlook.cz outlook.de outlook.dk outlook.es outlook.fr outlook.hu outlook.ie
      outlook.in outlook.it outlook.jp outlook.kr outlook.lv outlook.my outlook.ph outlook.pt outlook.sa outlook.sg
      outlook.sk outlook.co.id outlook.co.il outlook.co.th outlook.com.ar outlook.com.au outlook.com.br outlook.com.gr
      outlook.com.tr outlook.com.vn
      hotmail.be hotmail.ca hotmail.cl hotmail.cz hotmail.de hotmail.dk hotmail.es hotmail.fi hotmail.fr hotmail.gr
      hotmail.hu hotmail.it hotmail.lt hotmail.lv hotmail.my hotmail.nl hotmail.no hotmail.ph hotmail.rs hotmail.se
      hotmail.sg hotmail.sk hotmail.co.id hotmail.co.il hotmail.co.in hotmail.co.jp hotmail.co.kr hotmail.co.th
      hotmail.co.uk hotmail.co.za hotmail.com.ar hotmail.com.au hotmail.com.br hotmail.com.hk hotmail.com.tr
      hotmail.com.tw hotmail.com.vn
      live.at live.be live.ca live.cl live.cn live.de live.dk live.fi live.fr live.hk live.ie live.in live.it live.jp
      live.nl live.no live.ru live.se live.co.jp live.co.kr live.co.uk live.co.za live.com.ar live.com.au live.com.mx
      live.com.my live.com.ph live.com.pt live.com.sg`,
    mx: 'olc.protection.outlook.com',
    imap: 'outlook.office365.com',
    submission: 'smtp.office365.com:587 smtp-mail.outlook.com:587',
    pop3: 'outlook.office365.com',
    signIn: 'oauth-only',
    help: 'https://support.office.com/article/pop-imap-and-smtp-settings-for-outlook-com-d088b986-291d-42b8-9564-9c414e2aa040',
    known: { from: 'ispdb', asOf: '2026-11' },
  },
  {
    id: 'microsoft365',
    name: 'Microsoft 365',
    domains: 'office365.com',
    mx: 'mail.protection.outlook.com mx.microsoft',
    imap: 'outlook.office365.com',
    submission: 'smtp.office365.com:587',
    pop3: 'outlook.office365.com',
    signIn: 'oauth-only',
    first: ['administrator-decides'],
    help: 'https://docs.microsoft.com/en-us/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth',
    known: { from: 'ispdb', asOf: '2026-11' },
  },
  {
    id: 'yahoo',
    name: 'Yahoo Mail',
    domains: `yahoo.com yahoo.de yahoo.it yahoo.fr yahoo.es yahoo.se yahoo.co.in yahoo.co.uk yahoo.co.nz yahoo.com.au
      yahoo.com.ar yahoo.com.br yahoo.com.mx ymail.com myyahoo.com rocketmail.com`,
    mx: 'am0.yahoodns.net',
    imap: 'imap.mail.yahoo.com',
    submission: 'smtp.mail.yahoo.com smtp.mail.yahoo.com:587',
    pop3: 'pop.mail.yahoo.com',
    signIn: 'oauth-or-app-password',
    help: 'https://help.yahoo.com/kb/new-mail-for-desktop/imap-server-settings-yahoo-mail-sln4075.html',
    known: { from: 'ispdb', asOf: '2026-11' },
  },
  {
    id: 'aol',
    name: 'AOL Mail',
    domains: `aol.com aim.com netscape.net netscape.com compuserve.com cs.com wmconnect.com aol.de aol.it aol.fr aol.es
      aol.se aol.co.uk aol.co.nz aol.com.au aol.com.ar aol.com.br aol.com.mx`,
    mx: 'mail.gm0.yahoodns.net',
    imap: 'imap.aol.com',
    submission: 'smtp.aol.com',
    pop3: 'pop.aol.com',
    signIn: 'oauth-or-app-password',
    help: 'https://help.aol.com/articles/how-do-i-use-other-email-applications-to-send-and-receive-my-aol-mail',
    known: { from: 'ispdb', asOf: '2026-11' },
  },
  {
    id: 'icloud',
    name: 'iCloud Mail',
    domains: 'icloud.com me.com mac.com',
    imap: 'imap.mail.me.com',
    submission: 'smtp.mail.me.com:587',
    username: '%EMAILLOCALPART%',
    submissionUsername: '%EMAILADDRESS%',
    signIn: 'app-password',
    first: ['app-password-needs-two-factor'],
    help: 'https://support.apple.com/HT202304',
    known: { from: 'ispdb', asOf: '2026-11' },
  },
  {
    // A domain of one's own at iCloud: the user name is that of the iCloud account, which the address does not tell.
    id: 'icloud-domain',
    name: 'iCloud Mail',
    mx: 'mail.icloud.com',
    imap: 'imap.mail.me.com',
    submission: 'smtp.mail.me.com:587',
    username: null,
    signIn: 'app-password',
    first: ['app-password-needs-two-factor'],
    help: 'https://support.apple.com/HT202304',
    known: { from: 'other-programs', asOf: '2026-11' },
  },
  {
    id: 'mail.com',
    name: 'mail.com',
    domains: `mail.com mail.org email.com post.com usa.com accountant.com consultant.com dr.com engineer.com
      cheerful.com techie.com linuxmail.org europe.com london.com uymail.com myself.com iname.com writeme.com
      workmail.com contractor.net financier.com musician.org asia.com`,
    imap: 'imap.mail.com imap.mail.com:143',
    submission: 'smtp.mail.com smtp.mail.com:587',
    pop3: 'pop.mail.com pop.mail.com:110',
    signIn: 'password',
    first: ['paid-plan-needed', 'imap-must-be-enabled'],
    help: 'https://support.mail.com/premium/imap/server.html',
    known: { from: 'ispdb', asOf: '2026-11' },
  },
];
