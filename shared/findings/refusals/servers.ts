import { codeAndWords, words, type RefusalRow } from './row.ts';

const DOVECOT = { of: 'Dovecot', source: 'server-source' } as const;
const CYRUS = { of: 'Cyrus', source: 'server-source' } as const;
const CYRUS_RUN = { of: 'Cyrus', source: 'run', protocols: ['imap', 'managesieve'] } as const;
const MOX = { of: 'mox', source: 'run' } as const;
const EXIM = { of: 'Exim', source: 'server-source', protocols: ['submission'] } as const;
const POSTFIX = { of: 'Postfix', source: 'quoted', protocols: ['submission'] } as const;
const HMAILSERVER = { of: 'hMailServer', source: 'server-source' } as const;
const STALWART = { of: 'Stalwart', source: 'server-source', protocols: ['submission'] } as const;
const BONGO = { of: 'Bongo', source: 'server-source', protocols: ['imap'] } as const;
const ZIMBRA = { of: 'Zimbra', source: 'quoted' } as const;
const EXCHANGE = { of: 'Exchange', source: 'quoted' } as const;
const COURIER = { of: 'Courier', source: 'remembered', protocols: ['imap', 'pop3'] } as const;
const SENDMAIL = { of: 'Sendmail', source: 'remembered', protocols: ['submission'] } as const;

/** What server programs say. */
export const OF_SERVERS: readonly RefusalRow[] = [
  // Older versions have UNAVAILABLE in front of it, newer ones LIMIT.
  codeAndWords(DOVECOT, 'UNAVAILABLE', 'maximum number of connections', 'connections'),
  codeAndWords(DOVECOT, '421', 'maximum number of connections', 'connections'),
  codeAndWords(DOVECOT, 'TRYLATER', 'maximum number of connections', 'connections'),
  codeAndWords(DOVECOT, 'IN-USE', 'maximum number of connections', 'connections'),
  words(DOVECOT, 'maximum number of connections', 'connections'),
  words(DOVECOT, 'password expired', 'password-expired'),
  words(DOVECOT, 'login disabled for this user', 'account-blocked'),
  words(DOVECOT, 'account is temporarily unavailable', 'server-trouble'),
  words(DOVECOT, 'temporary authentication failure', 'server-trouble'),
  words(DOVECOT, 'closed for maintenance', 'account-blocked'),
  words(DOVECOT, 'authentication failed', 'password-wrong'),
  words(DOVECOT, 'authorization failed', 'not-authorized'),

  // Over TLS 1.3 it announces -PLUS and knows tls-unique only; where that was used, somebody changed the binding.
  { ...words(CYRUS_RUN, 'bad protocol / cancel', 'binding-refused'), binding: 'tls-exporter' },
  { ...words(CYRUS_RUN, 'bad protocol / cancel', 'binding-mismatch'), binding: 'tls-unique' },
  words(CYRUS, 'channel binding failure', 'binding-mismatch'),
  words(CYRUS, 'authorization failure', 'not-authorized'),
  words(CYRUS, 'mechanism too weak for this user', 'mechanism-weak'),
  words(CYRUS, 'encryption needed to use mechanism', 'unclear'),
  words(CYRUS, 'one time use of a plaintext password', 'transition'),
  words(CYRUS, 'passphrase expired', 'password-expired'),
  words(CYRUS, 'passphrase locked', 'account-locked'),
  words(CYRUS, 'account disabled', 'account-blocked'),
  words(CYRUS, 'user exists, but no verifier', 'transition'),
  words(CYRUS, 'user not found', 'username-form'),
  words(CYRUS, 'remote authentication server unavailable', 'server-trouble'),
  words(CYRUS, 'authentication failure', 'password-wrong'),

  codeAndWords(MOX, '455 4.7.0', 'unsupported-channel-binding-type', 'binding-refused'),
  codeAndWords(MOX, '535 5.7.7', 'potential mitm', 'binding-mismatch'),
  words(MOX, 'potential mitm', 'binding-mismatch'),

  codeAndWords(EXIM, '435', 'unable to authenticate at present', 'server-trouble'),
  words(EXIM, 'incorrect authentication data', 'password-wrong'),

  codeAndWords(POSTFIX, '450 4.7.1', 'too many auth commands', 'throttled'),
  codeAndWords(POSTFIX, '421 4.7.0', 'too many connections', 'connections'),
  codeAndWords(POSTFIX, '421 4.7.0', 'too many errors', 'throttled'),
  codeAndWords(POSTFIX, '503 5.5.1', 'authentication not enabled', 'sign-in-off'),
  words(POSTFIX, 'invalid authentication mechanism', 'unclear'),

  words(HMAILSERVER, 'please use full email address as user name', 'username-form'),
  words(HMAILSERVER, 'too many invalid logon attempts', 'throttled'),
  words(HMAILSERVER, 'invalid user name or password', 'password-wrong'),

  codeAndWords(STALWART, '421 4.3.0', 'too many authentication errors', 'throttled'),
  codeAndWords(STALWART, '455 4.3.0', 'too many authentication errors', 'throttled'),
  words(STALWART, 'authentication credentials invalid', 'password-wrong'),

  words(BONGO, 'service is not enabled for this user', 'protocol-off'),

  words(ZIMBRA, 'invalid credentials', 'password-wrong'),

  words({ ...EXCHANGE, protocols: ['imap'] }, 'login failed.', 'password-wrong'),
  words({ ...EXCHANGE, protocols: ['imap'] }, 'authenticate failed.', 'password-wrong'),
  words({ ...EXCHANGE, protocols: ['pop3'] }, 'unknown user name or bad password', 'password-wrong'),

  words(COURIER, 'login failed', 'password-wrong'),
  words(SENDMAIL, 'authentication failed', 'password-wrong'),
];
