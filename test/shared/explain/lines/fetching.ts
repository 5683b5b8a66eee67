import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/fetching.ts`. */
export const LINES_OF_FETCHING: readonly Line[] = [
  {
    row: 'fetchmail/sign-in',
    code: 'auth_password_refused',
    from: "documented: fetchmail's own texts",
    text: 'fetchmail: Authorization failure on ada@imap.example.org',
  },
  {
    row: 'fetchmail/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: "documented: fetchmail's own texts",
    text: 'fetchmail: Server CommonName mismatch: webhost.example.net != imap.example.org',
  },
  {
    row: 'fetchmail/expired',
    code: 'tls_certificate_expired',
    from: "documented: fetchmail's own texts",
    text: 'fetchmail: Server certificate verification error: certificate has expired',
  },
  {
    row: 'fetchmail/starttls-refused',
    code: 'starttls_refused',
    from: "documented: fetchmail's own texts",
    text: 'fetchmail: imap.example.org: upgrade to TLS failed.',
  },
  {
    row: 'fetchmail/host-unknown',
    code: 'dns_host_unknown',
    from: "documented: fetchmail's own texts",
    text: "fetchmail: couldn't find canonical DNS name of imap.exmaple.org (imap.exmaple.org)",
  },
  {
    row: 'fetchmail/broken',
    code: 'account_session_broken',
    from: "documented: fetchmail's own texts",
    text: 'fetchmail: socket error while fetching from ada@imap.example.org',
  },
  {
    row: 'fetchmail/protocol',
    code: 'protocol_answer_malformed',
    from: "documented: fetchmail's own texts",
    text: 'fetchmail: client/server protocol error while fetching from ada@imap.example.org',
  },
  {
    row: 'fetchmail/tls',
    code: 'tls_handshake_failed',
    from: "documented: fetchmail's own texts",
    text: 'fetchmail: SSL connection failed.',
  },
];
