import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/phones.ts`. */
export const LINES_OF_PHONES: readonly Line[] = [
  {
    row: 'k9/starttls-missing',
    code: 'starttls_not_offered',
    from: "documented: K-9 Mail's own texts and exceptions",
    text: 'com.fsck.k9.mail.CertificateValidationException: STARTTLS connection security not available',
  },
  {
    row: 'k9/sign-in',
    code: 'auth_password_refused',
    from: "documented: K-9 Mail's own texts and exceptions",
    text: 'Username or password incorrect. (NO [AUTHENTICATIONFAILED] Authentication failed.)',
  },
  {
    row: 'k9/sign-in-again',
    code: 'auth_password_refused',
    from: "documented: K-9 Mail's own texts and exceptions",
    text: 'Authentication failed for ada@example.org. Update your server settings.',
  },
  {
    row: 'k9/certificate',
    code: 'tls_certificate_unusable',
    from: "documented: K-9 Mail's own texts and exceptions",
    text: 'Cannot safely connect to server. (Certificate error)',
  },
  {
    row: 'k9/unreachable',
    code: 'network_port_refused',
    from: "documented: K-9 Mail's own texts and exceptions",
    text: 'Cannot connect to server. (imap.example.org)',
  },
];
