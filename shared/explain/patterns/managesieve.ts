import { likely, seen, table, type Pattern } from '../pattern.ts';

/** Response codes of ManageSieve (RFC 5804). */
export const OF_MANAGESIEVE: readonly Pattern[] = table('a ManageSieve server', 'sieve', [
  seen('too-weak', 'auth_mechanism_too_weak', '(auth-too-weak)'),
  seen('encrypt-needed', 'auth_needs_encryption', '(encrypt-needed)'),
  seen('transition-needed', 'auth_transition_needed', '(transition-needed)'),
  seen('try-later', 'auth_server_unavailable', '(trylater)'),
  likely('quota', 'account_over_quota', 'no (quota', '(quota/maxsize)', '(quota/maxscripts)'),
]);
