import type { Refusal } from '../mail/refusal.ts';
import type { PracticeProtocol } from '../protocols.ts';
import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';
import { on } from './expected.ts';

type Summary = Fault['summary'];

/** How a kind of server turns somebody down. */
interface Manner {
  /** What such servers offer, where that is not everything; in the order in which they do. */
  readonly mechanisms?: readonly string[];
  readonly hangsUpOn?: readonly PracticeProtocol[];
}

// What these providers offered for passwords in November 2026.
const GMAIL: Manner = { mechanisms: ['XOAUTH2', 'PLAIN', 'OAUTHBEARER'] };
const MICROSOFT: Manner = { mechanisms: ['PLAIN', 'LOGIN', 'XOAUTH2'] };
const YAHOO: Manner = {
  mechanisms: ['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER'],
  hangsUpOn: ['imap', 'submission', 'pop3'],
};
const YANDEX: Manner = { mechanisms: ['PLAIN', 'XOAUTH2'] };
const HANGING_UP: Manner = { hangsUpOn: ['imap', 'submission', 'pop3', 'managesieve'] };

/** A right password that is turned down, in the words of known kinds of server. */
export const REFUSAL_FAULTS: readonly Fault[] = [
  row(
    'wrong-password',
    'auth_password_refused',
    {
      en: 'The password is wrong (Dovecot).',
      de: 'Das Passwort ist falsch (Dovecot).',
    },
    {
      imap: 'NO [AUTHENTICATIONFAILED] Authentication failed.',
      submission: '535 5.7.8 Authentication failed.',
      pop3: '-ERR [AUTH] Authentication failed.',
      managesieve: 'NO "Authentication failed."',
    },
  ),
  row(
    'app-password-needed',
    'auth_app_password_needed',
    {
      en: 'A password made for mail programs is wanted (Gmail).',
      de: 'Verlangt wird ein eigenes Passwort für Mailprogramme (Gmail).',
    },
    {
      imap: 'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
      submission:
        '534-5.7.9 Application-specific password required. For more information, go to\r\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp',
      pop3: '-ERR [AUTH] Application-specific password required: https://support.google.com/accounts/answer/185833',
    },
    GMAIL,
  ),
  row(
    'web-sign-in-needed',
    'auth_web_sign_in_needed',
    {
      en: 'A sign-in in the browser is wanted first (Gmail).',
      de: 'Verlangt wird zuerst eine Anmeldung im Browser (Gmail).',
    },
    {
      imap: 'NO [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)',
      submission:
        '534-5.7.14 Please log in via your web browser and then try again.\r\n534 5.7.14  Learn more at https://support.google.com/mail/answer/78754 - gsmtp',
      pop3: '-ERR [AUTH] Web login required: https://support.google.com/mail/answer/78754',
    },
    GMAIL,
  ),
  row(
    'imap-switched-off',
    'auth_protocol_switched_off',
    {
      en: 'IMAP is switched off in the account (Yandex).',
      de: 'IMAP ist im Konto abgeschaltet (Yandex).',
    },
    {
      imap: 'NO [AUTHENTICATIONFAILED] LOGIN invalid credentials or IMAP is disabled sc=practice',
    },
    YANDEX,
  ),
  row(
    'basic-auth-disabled',
    'auth_oauth_only',
    {
      en: 'Passwords are switched off for everybody (Microsoft).',
      de: 'Passwörter sind für alle abgeschaltet (Microsoft).',
    },
    {
      imap: 'NO Basic authentication is disabled.',
      submission: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
      pop3: '-ERR Authentication failure: basic authentication is disabled.',
    },
    MICROSOFT,
  ),
  row(
    'smtp-auth-disabled',
    'auth_protocol_switched_off',
    {
      en: 'Sending from mail programs is switched off for the whole company (Microsoft).',
      de: 'Senden aus Mailprogrammen ist für die ganze Firma abgeschaltet (Microsoft).',
    },
    {
      submission:
        '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information.',
    },
    MICROSOFT,
  ),
  row(
    'account-locked',
    'account_locked',
    {
      en: 'The account is locked (Microsoft).',
      de: 'Das Konto ist gesperrt (Microsoft).',
    },
    {
      submission:
        "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security policy.",
    },
    MICROSOFT,
  ),
  row(
    'account-blocked',
    'account_blocked',
    {
      en: 'The account is closed, ask the provider (Dovecot).',
      de: 'Das Konto ist geschlossen, der Anbieter hilft weiter (Dovecot).',
    },
    {
      imap: 'NO [CONTACTADMIN] Closed for maintenance',
      submission: '525 5.7.13 Closed for maintenance',
      pop3: '-ERR [AUTH] Closed for maintenance',
      managesieve: 'NO "Closed for maintenance"',
    },
  ),
  row(
    'password-expired',
    'auth_password_expired',
    {
      en: 'The password has expired (Dovecot).',
      de: 'Das Passwort ist abgelaufen (Dovecot).',
    },
    {
      imap: 'NO [EXPIRED] Password expired',
      submission: '535 5.7.8 Password expired',
      pop3: '-ERR [AUTH] Password expired',
      managesieve: 'NO "Password expired"',
    },
  ),
  row(
    'sign-in-unavailable',
    'auth_server_unavailable',
    {
      en: 'The server cannot check passwords at the moment (Dovecot).',
      de: 'Der Server kann gerade keine Passwörter prüfen (Dovecot).',
    },
    {
      imap: 'NO [UNAVAILABLE] Temporary authentication failure.',
      submission: '454 4.7.0 Temporary authentication failure',
      pop3: '-ERR [SYS/TEMP] Temporary authentication failure',
      managesieve: 'NO (TRYLATER) "Temporary authentication failure"',
    },
  ),
  row(
    'too-many-connections',
    'account_too_many_connections',
    {
      en: 'Too many mail programs are connected (Dovecot).',
      de: 'Zu viele Mailprogramme sind verbunden (Dovecot).',
    },
    {
      imap: 'NO [LIMIT] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)',
      submission: '421 4.7.0 Maximum number of connections from user+IP exceeded',
      pop3: '-ERR [IN-USE] Maximum number of connections from user+IP exceeded',
      managesieve: 'NO (TRYLATER) "Maximum number of connections from user+IP exceeded"',
    },
    HANGING_UP,
  ),
  row(
    'throttled',
    'auth_throttled',
    {
      en: 'Too many tries, wait (Yahoo).',
      de: 'Zu viele Versuche, bitte warten (Yahoo).',
    },
    {
      imap: 'NO [LIMIT] AUTHENTICATE Rate limit hit.',
      submission: '535 5.7.0 (#AUTH005) Too many bad auth attempts.',
      pop3: '-ERR [SYS/TEMP] (#LOGIN-RATE) Rate limit hit.',
    },
    YAHOO,
  ),
  row(
    'password-transition',
    'auth_transition_needed',
    {
      en: 'The server has to see the password itself once (RFC 4954).',
      de: 'Der Server muss das Passwort einmal selbst sehen (RFC 4954).',
    },
    {
      submission: '432 4.7.12 A password transition is needed',
      managesieve: 'NO (TRANSITION-NEEDED) "A password transition is needed"',
    },
  ),
  row(
    'mechanism-too-weak',
    'auth_mechanism_too_weak',
    {
      en: 'The server finds this way to sign in too weak (RFC 4954).',
      de: 'Dem Server ist diese Art der Anmeldung zu schwach (RFC 4954).',
    },
    {
      submission: '534 5.7.9 Authentication mechanism is too weak',
      managesieve: 'NO (AUTH-TOO-WEAK) "Authentication mechanism is too weak"',
    },
  ),
  row(
    'not-allowed',
    'auth_not_authorized',
    {
      en: 'Name and password are right, but this mailbox is not yours (RFC 5530).',
      de: 'Name und Passwort stimmen, aber dieses Postfach gehört Ihnen nicht (RFC 5530).',
    },
    {
      imap: 'NO [AUTHORIZATIONFAILED] Not authorized to act as this user',
    },
  ),
  row(
    'login-referral',
    'auth_referral_not_followed',
    {
      en: 'The server sends you to another server (RFC 2221), which is never followed.',
      de: 'Der Server verweist Sie an einen anderen (RFC 2221); dem folgen wir nie.',
    },
    {
      imap: 'NO [REFERRAL imap://alice;AUTH=*@imap.other-practice.test/] Try the other server',
      managesieve: 'BYE (REFERRAL "sieve://sieve.other-practice.test") "Try the other server"',
    },
    { hangsUpOn: ['managesieve'] }, // RFC 5804 §1.3: after BYE the server closes
  ),
  row(
    'words-of-a-villain',
    'auth_password_refused',
    {
      en: 'The server says no with escape codes, markup and letters that turn the text around.',
      de: 'Der Server lehnt ab, mit Steuerzeichen, Markup und Zeichen, die den Text umdrehen.',
    },
    {
      imap: `NO [AUTHENTICATIONFAILED] ${villainWords()}`,
      submission: `535 5.7.8 ${villainWords()}`,
      pop3: `-ERR [AUTH] ${villainWords()}`,
      managesieve: `NO "${villainWords().replaceAll('"', '')}"`,
    },
  ),
];

function row(
  name: string,
  finding: FindingCode,
  summary: Summary,
  words: Refusal['words'],
  { mechanisms, hangsUpOn = [] }: Manner = {},
): Fault {
  const refusal: Refusal = { words, hangsUpOn };
  const behaviour = { refusal, ...(mechanisms === undefined ? {} : { mechanisms }) };
  const protocols = Object.keys(words) as PracticeProtocol[]; // the type has these keys only
  return { name, summary, behaviour, over: 'implicit-tls', expects: on(protocols, finding) };
}

/** What a terminal, a page and a reader of right-to-left text could be tricked with. */
function villainWords(): string {
  const escapes = '\u001b[2J\u001b]0;owned\u0007\u001b]8;;https://evil.test\u0007click';
  return `${escapes} <img src=x onerror=alert(1)> \u202Egnp.exe ${'a\u0301'.repeat(20)}`;
}
