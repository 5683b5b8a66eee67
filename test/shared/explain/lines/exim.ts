import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/exim.ts`. */
export const LINES_OF_EXIM: readonly Line[] = [
  {
    row: 'exim/sign-in',
    code: 'auth_password_refused',
    from: "documented: Exim's log messages",
    text: '2026-11-22 10:00:00 plain_login authenticator failed for ([10.0.0.5]) [192.0.2.7]: 535 no',
  },
  {
    row: 'exim/starttls-missing',
    code: 'starttls_not_offered',
    from: "documented: Exim's log messages",
    text: 'H=mx.example.net [192.0.2.25]: a TLS session is required, but the server did not offer TLS support',
  },
  {
    row: 'exim/certificate-rejected',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: Exim's log messages",
    text: 'TLS client disconnected cleanly (rejected our certificate?)',
  },
  {
    row: 'exim/no-wait',
    code: 'tls_port_speaks_cleartext',
    from: "documented: Exim's log messages",
    text: 'SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[192.0.2.7] input="\\026\\003\\001"',
  },
  {
    row: 'exim/unrouteable',
    code: 'sending_recipient_unknown',
    from: "documented: Exim's log messages",
    text: '** bob@example.net: Unrouteable address',
  },
  {
    row: 'exim/silent',
    code: 'network_server_silent',
    from: "documented: Exim's log messages",
    text: 'H=mx.example.net [192.0.2.25]: SMTP timeout after initial connection: Connection timed out',
  },
  {
    row: 'exim/retry',
    code: 'network_port_filtered',
    from: "documented: Exim's log messages",
    text: '** bob@example.net R=dnslookup T=remote_smtp: retry timeout exceeded',
  },
];
