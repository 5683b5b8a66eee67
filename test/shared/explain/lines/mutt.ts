import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/mutt.ts`. */
export const LINES_OF_MUTT: readonly Line[] = [
  {
    row: 'mutt/refused',
    code: 'network_port_refused',
    from: 'run: mutt 2.2 against the practice server',
    text: 'Could not connect to imap.example.org (Connection refused).',
  },
  {
    row: 'mutt/expired',
    code: 'tls_certificate_expired',
    from: 'run: mutt 2.2 against the practice server',
    text: 'WARNING: Server certificate has expired',
  },
  {
    row: 'mutt/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: 'run: mutt 2.2 against the practice server',
    text: 'WARNING: Server hostname does not match certificate',
  },
  {
    row: 'mutt/not-yet-valid',
    code: 'tls_certificate_not_yet_valid',
    from: 'run: mutt 2.2 against the practice server',
    text: 'WARNING: Server certificate is not yet valid',
  },
  {
    row: 'mutt/negotiation',
    code: 'tls_handshake_failed',
    from: 'run: mutt 2.2 against the practice server',
    text: 'Could not negotiate TLS connection',
  },
  {
    row: 'mutt/login-failed',
    code: 'auth_password_refused',
    from: 'run: mutt 2.2 against the practice server',
    text: 'Login failed.',
  },
  {
    row: 'mutt/no-authenticators',
    code: 'auth_no_safe_mechanism',
    from: 'run: mutt 2.2 against the practice server',
    text: 'No authenticators available',
  },
  {
    row: 'mutt/signer',
    code: 'tls_certificate_unusable',
    from: "documented: mutt's own texts",
    text: 'WARNING: Signer of server certificate is not a CA',
  },
  {
    row: 'mutt/encryption-unavailable',
    code: 'starttls_not_offered',
    from: "documented: mutt's own texts",
    text: 'Encrypted connection unavailable',
  },
  {
    row: 'mutt/host-not-found',
    code: 'dns_host_unknown',
    from: "documented: mutt's own texts",
    text: 'Could not find the host "imap.exmaple.org"',
  },
  {
    row: 'mutt/sasl-failed',
    code: 'auth_password_refused',
    from: "documented: mutt's own texts",
    text: 'SASL authentication failed.',
  },
];
