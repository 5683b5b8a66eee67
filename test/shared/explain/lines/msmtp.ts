import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/msmtp.ts`. */
export const LINES_OF_MSMTP: readonly Line[] = [
  {
    row: 'msmtp/sign-in',
    code: 'auth_password_refused',
    from: "documented: msmtp's own texts",
    text: 'msmtp: authentication failed (method PLAIN)',
  },
  {
    row: 'msmtp/expired',
    code: 'tls_certificate_expired',
    from: "documented: msmtp's own texts",
    text: 'msmtp: TLS certificate verification failed: the certificate has expired',
  },
  {
    row: 'msmtp/unknown-issuer',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: msmtp's own texts",
    text: "msmtp: TLS certificate verification failed: the certificate hasn't got a known issuer",
  },
  {
    row: 'msmtp/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: "documented: msmtp's own texts",
    text: 'msmtp: TLS certificate verification failed: the certificate owner does not match hostname smtp.example.org',
  },
  {
    row: 'msmtp/fingerprint',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: msmtp's own texts",
    text: 'msmtp: TLS certificate verification failed: the certificate fingerprint does not match',
  },
  {
    row: 'msmtp/starttls-missing',
    code: 'starttls_not_offered',
    from: "documented: msmtp's own texts",
    text: 'msmtp: the server does not support TLS via the STARTTLS command',
  },
  {
    row: 'msmtp/no-authentication',
    code: 'auth_no_safe_mechanism',
    from: "documented: msmtp's own texts",
    text: 'msmtp: cannot use a secure authentication method',
  },
  {
    row: 'msmtp/host-unknown',
    code: 'dns_host_unknown',
    from: "documented: msmtp's own texts",
    text: 'msmtp: cannot locate host smtp.exmaple.org: Name or service not known',
  },
  {
    row: 'msmtp/empty-reply',
    code: 'network_connection_lost',
    from: "documented: msmtp's own texts",
    text: 'msmtp: the server sent an empty reply',
  },
  {
    row: 'msmtp/sender',
    code: 'sending_address_not_allowed',
    from: "documented: msmtp's own texts",
    text: 'msmtp: envelope from address ada@example.org not accepted by the server',
  },
  {
    row: 'msmtp/recipient',
    code: 'sending_refused',
    from: "documented: msmtp's own texts",
    text: 'msmtp: recipient address bob@example.net not accepted by the server',
  },
  {
    row: 'msmtp/mail',
    code: 'sending_refused',
    from: "documented: msmtp's own texts",
    text: 'msmtp: the server did not accept the mail',
  },
];
