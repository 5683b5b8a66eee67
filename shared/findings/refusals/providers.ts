import { code, codeAndWords, words, type RefusalRow } from './row.ts';

const GMAIL = { of: 'Gmail', source: 'quoted' } as const;
const GMAIL_IMAP = { ...GMAIL, protocols: ['imap'] } as const;
const GMAIL_POP3 = { ...GMAIL, protocols: ['pop3'] } as const;
const MICROSOFT = { of: 'Microsoft 365', source: 'quoted' } as const;
const MICROSOFT_SMTP = { ...MICROSOFT, protocols: ['submission'] } as const;
const OUTLOOK = { of: 'Outlook.com', source: 'quoted' } as const;
const YAHOO = { of: 'Yahoo', source: 'quoted' } as const;
const AOL = { of: 'AOL', source: 'quoted', protocols: ['submission'] } as const;
const ICLOUD = { of: 'iCloud', source: 'quoted', protocols: ['submission'] } as const;
const FASTMAIL = { of: 'Fastmail', source: 'quoted' } as const;
const ZOHO = { of: 'Zoho', source: 'quoted', protocols: ['imap'] } as const;
const GMX = { of: 'GMX and WEB.DE', source: 'quoted' } as const;
const OVH = { of: 'OVH', source: 'quoted', protocols: ['submission'] } as const;
const TISCALI = { of: 'Tiscali', source: 'quoted', protocols: ['submission'] } as const;

/** What providers in the west of the world say. */
export const OF_PROVIDERS: readonly RefusalRow[] = [
  words(GMAIL, 'application-specific password required', 'app-password'),
  codeAndWords(GMAIL, '534 5.7.9', 'application-specific password required', 'app-password'),
  words(GMAIL, 'please log in via your web browser', 'web-sign-in'),
  codeAndWords(GMAIL, '534 5.7.14', 'log in via your web browser', 'web-sign-in'),
  words(GMAIL, 'web login required', 'web-sign-in'),
  code(GMAIL_IMAP, 'WEBALERT', 'web-sign-in'),
  words(GMAIL_IMAP, 'account is not enabled for imap use', 'protocol-off'),
  words(GMAIL_IMAP, 'imap access is disabled for your domain', 'protocol-off'),
  words(GMAIL_IMAP, 'imap access is not allowed for this account', 'protocol-off'),
  words(GMAIL_POP3, 'not enabled for pop access', 'protocol-off'),
  codeAndWords(GMAIL_POP3, 'SYS/PERM', 'not enabled for pop access', 'protocol-off'),
  words(GMAIL, 'too many simultaneous connections', 'connections'),
  codeAndWords(GMAIL, '454 4.7.0', 'too many login attempts', 'throttled'),
  words(GMAIL, 'username and password not accepted', 'password-wrong'),

  words(MICROSOFT, 'basic authentication is disabled', 'oauth-only'),
  codeAndWords(MICROSOFT_SMTP, '535 5.7.139', 'basic authentication is disabled', 'oauth-only'),
  codeAndWords(MICROSOFT_SMTP, '535 5.7.139', 'smtpclientauthentication is disabled', 'protocol-off'),
  // Security defaults: nobody has locked this account. No password goes in any more, and OAuth does.
  codeAndWords(MICROSOFT_SMTP, '535 5.7.139', 'security defaults policy', 'oauth-only'),
  codeAndWords(MICROSOFT_SMTP, '535 5.7.139', 'user is locked', 'account-locked'),
  codeAndWords(MICROSOFT_SMTP, '535 5.7.139', 'did not meet the criteria', 'account-blocked'),
  words(MICROSOFT, 'authenticated but not connected', 'mailbox-missing'),
  words(MICROSOFT, 'need admin approval', 'admin-consent'),
  words(MICROSOFT, 'aadsts65001', 'admin-consent'), // nobody has consented to this program
  words(MICROSOFT, 'aadsts90094', 'admin-consent'), // an administrator has to
  codeAndWords(MICROSOFT_SMTP, '535 5.7.3', 'authentication unsuccessful', 'password-wrong'),
  words(OUTLOOK, 'basicauthblocked', 'oauth-only'),

  words(YAHOO, 'rate limit hit', 'throttled'),
  codeAndWords(YAHOO, 'SYS/TEMP', 'rate limit hit', 'throttled'),
  codeAndWords(YAHOO, '535 5.7.0', 'too many bad auth attempts', 'throttled'),
  codeAndWords(YAHOO, 'SERVERBUG', 'login server error', 'server-trouble'),
  words(AOL, 'too many bad auth attempts', 'throttled'),

  words(ICLOUD, 'error: authentication failed', 'password-wrong'),

  words(FASTMAIL, 'need to create an app password', 'app-password'),
  words(FASTMAIL, 'incorrect username or password', 'password-wrong'),

  words(ZOHO, 'yet to enable imap for your account', 'protocol-off'),

  // Access for mail programs is off there until somebody switches it on, and the words are the same then.
  words(GMX, 'authentication failed', 'password-wrong'),

  words(OVH, 'authentication failed', 'password-wrong'),
  codeAndWords(TISCALI, '535 5.7.0', 'password is too simple', 'password-expired'),
];
