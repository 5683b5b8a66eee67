import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/managesieve.ts`. */
export const LINES_OF_MANAGESIEVE: readonly Line[] = [
  {
    row: 'sieve/too-weak',
    code: 'auth_mechanism_too_weak',
    from: 'standard: RFC 5804 §1.3',
    text: 'NO (AUTH-TOO-WEAK) "Use another one"',
  },
  {
    row: 'sieve/encrypt-needed',
    code: 'auth_needs_encryption',
    from: 'standard: RFC 5804 §1.3',
    text: 'NO (ENCRYPT-NEEDED) "STARTTLS first"',
  },
  {
    row: 'sieve/transition-needed',
    code: 'auth_transition_needed',
    from: 'standard: RFC 5804 §1.3',
    text: 'NO (TRANSITION-NEEDED) "Sign in with the password once"',
  },
  {
    row: 'sieve/try-later',
    code: 'auth_server_unavailable',
    from: 'standard: RFC 5804 §1.3',
    text: 'NO (TRYLATER) "Directory down"',
  },
  {
    row: 'sieve/quota',
    code: 'account_over_quota',
    from: 'standard: RFC 5804 §1.3',
    text: 'NO (QUOTA/MAXSIZE) "Too large"',
  },
];
