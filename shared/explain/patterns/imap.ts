import { likely, seen, table, vagueCode, type Pattern } from '../pattern.ts';

/** Response codes of IMAP (RFC 5530, RFC 9051, RFC 9208) as servers send them and programs repeat them. */
export const OF_IMAP: readonly Pattern[] = table('an IMAP server', 'imap', [
  vagueCode('authentication-failed', 'auth_password_refused', '[authenticationfailed]'),
  seen('authorization-failed', 'auth_not_authorized', '[authorizationfailed]'),
  seen('expired', 'auth_password_expired', '[expired]'),
  seen('privacy-required', 'auth_needs_encryption', '[privacyrequired]'),
  seen('contact-admin', 'account_blocked', '[contactadmin]'),
  vagueCode('unavailable', 'auth_server_unavailable', '[unavailable]'),
  seen('in-use', 'auth_server_unavailable', '[inuse]'),
  vagueCode('limit', 'account_too_many_connections', '[limit]'),
  seen('over-quota', 'account_over_quota', '[overquota]'),
  vagueCode('server-bug', 'auth_server_unavailable', '[serverbug]'),
  seen('corruption', 'account_mailbox_broken', '[corruption]'),
  seen('web-alert', 'auth_web_sign_in_needed', '[webalert'),
  vagueCode('no-permission', 'auth_refused', '[noperm]', '[cannot]'),
  vagueCode('alert', 'auth_refused', 'no [alert]', "b'[alert]"),
  likely('http', 'protocol_wrong_service', 'http/1.1 400', 'http/1.0 400', 'imap_open_connection() [http'),
]);
