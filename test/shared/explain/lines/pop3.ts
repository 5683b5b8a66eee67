import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/pop3.ts`. */
export const LINES_OF_POP3: readonly Line[] = [
  {
    row: 'pop3/authentication-failed',
    code: 'auth_password_refused',
    from: 'standard: RFC 2449 §8 and RFC 3206',
    text: '-ERR [AUTH] Authentication failed.',
  },
  {
    row: 'pop3/temporary',
    code: 'auth_server_unavailable',
    from: 'standard: RFC 2449 §8 and RFC 3206',
    text: '-ERR [SYS/TEMP] The directory is down',
  },
  {
    row: 'pop3/permanent',
    code: 'auth_refused',
    from: 'standard: RFC 2449 §8 and RFC 3206',
    text: '-ERR [SYS/PERM] Look elsewhere',
  },
  {
    row: 'pop3/in-use',
    code: 'auth_server_unavailable',
    from: 'standard: RFC 2449 §8 and RFC 3206',
    text: '-ERR [IN-USE] Do you have another POP session running?',
  },
  {
    row: 'pop3/login-delay',
    code: 'auth_throttled',
    from: 'standard: RFC 2449 §8 and RFC 3206',
    text: '-ERR [LOGIN-DELAY] minimum time between mail checks violation',
  },
];
