import { seen, table, vagueCode, type Pattern } from '../pattern.ts';

/** Response codes of POP3 (RFC 2449, RFC 3206). */
export const OF_POP3: readonly Pattern[] = table('a POP3 server', 'pop3', [
  vagueCode('authentication-failed', 'auth_password_refused', '-err [auth]'),
  vagueCode('temporary', 'auth_server_unavailable', '[sys/temp]'),
  vagueCode('permanent', 'auth_refused', '[sys/perm]'),
  seen('in-use', 'auth_server_unavailable', '-err [in-use]'),
  seen('login-delay', 'auth_throttled', '[login-delay]'),
]);
