import { code, vagueCode, words, type RefusalRow } from './row.ts';

const IMAP = { of: 'RFC 5530', source: 'standard', protocols: ['imap'] } as const;
const IMAP_REFERRAL = { ...IMAP, of: 'RFC 2221' } as const;
const POP3 = { of: 'RFC 2449', source: 'standard', protocols: ['pop3'] } as const;
const POP3_AUTH = { ...POP3, of: 'RFC 3206' } as const;
const SIEVE = { of: 'RFC 5804', source: 'standard', protocols: ['managesieve'] } as const;
const SMTP = { of: 'RFC 4954', source: 'standard', protocols: ['submission'] } as const;
const ENHANCED = { ...SMTP, of: 'RFC 5248' } as const;
// The names of SCRAM's errors as text: servers that end the exchange first put them behind their NO.
const SCRAM = { of: 'RFC 5802', source: 'standard' } as const;

/** What the standards give codes for. */
export const OF_STANDARDS: readonly RefusalRow[] = [
  vagueCode(IMAP, 'AUTHENTICATIONFAILED', 'password-wrong'),
  code(IMAP, 'AUTHORIZATIONFAILED', 'not-authorized'),
  code(IMAP, 'EXPIRED', 'password-expired'),
  code(IMAP, 'PRIVACYREQUIRED', 'unclear'),
  code(IMAP, 'CONTACTADMIN', 'account-blocked'),
  code(IMAP, 'UNAVAILABLE', 'server-trouble'),
  code(IMAP, 'INUSE', 'server-trouble'),
  code(IMAP, 'SERVERBUG', 'server-trouble'),
  code(IMAP, 'CLIENTBUG', 'unclear'),
  vagueCode(IMAP, 'LIMIT', 'connections'),
  vagueCode(IMAP, 'NOPERM', 'unclear'),
  vagueCode(IMAP, 'CANNOT', 'unclear'),
  // RFC 9051 §7.1: to be shown to the person. All that it says is in the words.
  vagueCode(IMAP, 'ALERT', 'unclear'),
  code(IMAP_REFERRAL, 'REFERRAL', 'referral'),

  vagueCode(POP3_AUTH, 'AUTH', 'password-wrong'),
  vagueCode(POP3_AUTH, 'SYS/TEMP', 'server-trouble'),
  // RFC 3206 §4: the same answer will come until somebody has done something about it.
  vagueCode(POP3_AUTH, 'SYS/PERM', 'unclear'),
  vagueCode(POP3, 'IN-USE', 'server-trouble'),
  code(POP3, 'LOGIN-DELAY', 'throttled'),

  code(SIEVE, 'AUTH-TOO-WEAK', 'mechanism-weak'),
  code(SIEVE, 'ENCRYPT-NEEDED', 'unclear'),
  code(SIEVE, 'TRANSITION-NEEDED', 'transition'),
  code(SIEVE, 'REFERRAL', 'referral'),
  vagueCode(SIEVE, 'TRYLATER', 'server-trouble'),

  code(SMTP, '432 4.7.12', 'transition'),
  vagueCode(SMTP, '432', 'server-trouble'),
  vagueCode(SMTP, '454', 'server-trouble'),
  // What is not offered was asked for: lists can differ from what is behind them.
  vagueCode(SMTP, '504', 'unclear'),
  code(SMTP, '523', 'unclear'),
  code(ENHANCED, '525 5.7.13', 'account-blocked'),
  code(SMTP, '530', 'unclear'),
  // Gmail says it to everybody whom it wants to do something else first.
  vagueCode(SMTP, '534', 'mechanism-weak'),
  vagueCode(SMTP, '535', 'password-wrong'),
  code(SMTP, '538', 'unclear'),

  words(SCRAM, 'channel-bindings-dont-match', 'binding-mismatch'),
  words(SCRAM, 'server-does-support-channel-bind', 'plus-stripped'),
  words(SCRAM, 'unsupported-channel-binding-type', 'binding-refused'),
  words(SCRAM, 'channel-binding-not-supported', 'binding-refused'),
];
