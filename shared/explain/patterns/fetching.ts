import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What fetchmail says. */
export const OF_FETCHING: readonly Pattern[] = table('fetchmail', 'fetchmail', [
  likely('sign-in', 'auth_password_refused', 'authorization failure on'),
  seen('wrong-name', 'tls_certificate_wrong_name', 'server commonname mismatch'),
  seen('expired', 'tls_certificate_expired', [
    'server certificate verification error',
    'certificate has expired',
  ]),
  seen('starttls-refused', 'starttls_refused', 'upgrade to tls failed'),
  seen('host-unknown', 'dns_host_unknown', "couldn't find canonical dns name of"),
  likely('broken', 'account_session_broken', 'socket error while fetching from'),
  vague('protocol', 'protocol_answer_malformed', 'client/server protocol error while fetching from'),
  vague('tls', 'tls_handshake_failed', 'ssl connection failed'),
]);
