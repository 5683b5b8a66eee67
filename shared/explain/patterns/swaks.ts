import { seen, table, vague, type Pattern } from '../pattern.ts';

/** What swaks says. */
export const OF_SWAKS: readonly Pattern[] = table('swaks', 'swaks', [
  seen('starttls-missing', 'starttls_not_offered', 'host did not advertise starttls'),
  vague('starttls-failed', 'starttls_refused', 'starttls attempted but failed'),
  vague('tls', 'tls_handshake_failed', 'tls startup failed'),
  vague('sign-in', 'auth_password_refused', 'no authentication type succeeded'),
  vague('closed', 'network_connection_lost', 'remote host closed connection unexpectedly'),
  vague('unreachable', 'network_port_refused', '*** error connecting to'),
  seen('authentication-missing', 'auth_no_safe_mechanism', 'host did not advertise authentication'),
  seen('mechanism-missing', 'auth_mechanism_not_offered', 'auth not attempted, requested type not available'),
]);
