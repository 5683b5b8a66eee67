import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/swaks.ts`. */
export const LINES_OF_SWAKS: readonly Line[] = [
  {
    row: 'swaks/starttls-missing',
    code: 'starttls_not_offered',
    from: 'run: swaks 20201014 against the practice server',
    text: '*** Host did not advertise STARTTLS',
  },
  {
    row: 'swaks/starttls-failed',
    code: 'starttls_refused',
    from: 'run: swaks 20201014 against the practice server',
    text: '*** STARTTLS attempted but failed',
  },
  {
    row: 'swaks/tls',
    code: 'tls_handshake_failed',
    from: 'run: swaks 20201014 against the practice server',
    text: '*** TLS startup failed (connect(): error:00000000:lib(0)::reason(0))',
  },
  {
    row: 'swaks/sign-in',
    code: 'auth_password_refused',
    from: 'run: swaks 20201014 against the practice server',
    text: '*** No authentication type succeeded',
  },
  {
    row: 'swaks/closed',
    code: 'network_connection_lost',
    from: 'run: swaks 20201014 against the practice server',
    text: '*** Remote host closed connection unexpectedly.',
  },
  {
    row: 'swaks/unreachable',
    code: 'network_port_refused',
    from: 'run: swaks 20201014 against the practice server',
    text: '*** Error connecting to smtp.example.org:587:',
  },
  {
    row: 'swaks/authentication-missing',
    code: 'auth_no_safe_mechanism',
    from: "documented: swaks's own texts",
    text: '*** Host did not advertise authentication',
  },
  {
    row: 'swaks/mechanism-missing',
    code: 'auth_mechanism_not_offered',
    from: "documented: swaks's own texts",
    text: '*** Auth not attempted, requested type not available',
  },
];
