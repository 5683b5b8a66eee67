import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/imap.ts`. */
export const LINES_OF_IMAP: readonly Line[] = [
  {
    row: 'imap/authentication-failed',
    code: 'auth_password_refused',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [AUTHENTICATIONFAILED] Authentication failed.',
  },
  {
    row: 'imap/authorization-failed',
    code: 'auth_not_authorized',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [AUTHORIZATIONFAILED] No such authorization-ID',
  },
  {
    row: 'imap/expired',
    code: 'auth_password_expired',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: "a1 NO [EXPIRED] That password isn't valid any more",
  },
  {
    row: 'imap/privacy-required',
    code: 'auth_needs_encryption',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [PRIVACYREQUIRED] Connection offers no privacy',
  },
  {
    row: 'imap/contact-admin',
    code: 'account_blocked',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [CONTACTADMIN]',
  },
  {
    row: 'imap/unavailable',
    code: 'auth_server_unavailable',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: "a1 NO [UNAVAILABLE] User's backend down for maintenance",
  },
  {
    row: 'imap/in-use',
    code: 'auth_server_unavailable',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [INUSE] Mailbox in use',
  },
  {
    row: 'imap/limit',
    code: 'account_too_many_connections',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: '* BYE [LIMIT] No more connections for you',
  },
  {
    row: 'imap/over-quota',
    code: 'account_over_quota',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [OVERQUOTA] Sorry',
  },
  {
    row: 'imap/server-bug',
    code: 'auth_server_unavailable',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [SERVERBUG] This should not happen',
  },
  {
    row: 'imap/corruption',
    code: 'account_mailbox_broken',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [CORRUPTION] Cannot open mailbox',
  },
  {
    row: 'imap/web-alert',
    code: 'auth_web_sign_in_needed',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: '* NO [WEBALERT https://accounts.google.com/signin/continue] Web login required.',
  },
  {
    row: 'imap/no-permission',
    code: 'auth_refused',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [NOPERM] Access denied',
  },
  {
    row: 'imap/alert',
    code: 'auth_refused',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'a1 NO [ALERT] Look at this',
  },
  {
    row: 'imap/http',
    code: 'protocol_wrong_service',
    from: 'standard: RFC 5530, RFC 9051 §7.1 and RFC 9208 §4',
    text: 'HTTP/1.1 400 Bad Request',
  },
];
