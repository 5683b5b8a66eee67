import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/postfix.ts`. */
export const LINES_OF_POSTFIX: readonly Line[] = [
  {
    row: 'postfix/sign-in',
    code: 'auth_password_refused',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtpd[811]: warning: unknown[192.0.2.7]: SASL PLAIN authentication failed: bad password',
  },
  {
    row: 'postfix/relay-sign-in',
    code: 'auth_password_refused',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtp[812]: warning: SASL authentication failed; server smtp.example.org[192.0.2.1] said: no',
  },
  {
    row: 'postfix/relay-no-mechanism',
    code: 'auth_no_safe_mechanism',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtp[812]: warning: SASL authentication failure: No worthy mechs found',
  },
  {
    row: 'postfix/no-sasl',
    code: 'auth_server_unavailable',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtpd[811]: fatal: no SASL authentication mechanisms',
  },
  {
    row: 'postfix/starttls-missing',
    code: 'starttls_not_offered',
    from: "documented: Postfix's log messages",
    text: 'status=deferred (TLS is required, but was not offered by host mx.example.net[192.0.2.25])',
  },
  {
    row: 'postfix/issuer',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtp[812]: certificate verification failed for mx.example.net[192.0.2.25]:25: untrusted issuer /CN=Own CA',
  },
  {
    row: 'postfix/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtp[812]: warning: mx.example.net: server certificate not verified',
  },
  {
    row: 'postfix/lost-in-tls',
    code: 'tls_handshake_failed',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtpd[811]: lost connection after STARTTLS from unknown[192.0.2.7]',
  },
  {
    row: 'postfix/lost-in-sign-in',
    code: 'auth_connection_lost',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtpd[811]: lost connection after AUTH from unknown[192.0.2.7]',
  },
  {
    row: 'postfix/lost',
    code: 'network_connection_lost',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtpd[811]: lost connection after CONNECT from unknown[192.0.2.7]',
  },
  {
    row: 'postfix/accept',
    code: 'tls_handshake_failed',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtpd[811]: SSL_accept error from unknown[192.0.2.7]: -1',
  },
  {
    row: 'postfix/domain-no-answer',
    code: 'dns_no_answer',
    from: "documented: Postfix's log messages",
    text: 'status=deferred (Name service error for name=example.net type=MX: Host not found, try again)',
  },
  {
    row: 'postfix/domain-unknown',
    code: 'dns_host_unknown',
    from: "documented: Postfix's log messages",
    text: 'status=bounced (Host or domain name not found. Name service error for name=exmaple.net type=MX: Host not found)',
  },
  {
    row: 'postfix/other-service',
    code: 'protocol_wrong_service',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtpd[811]: warning: non-SMTP command from unknown[192.0.2.7]: GET / HTTP/1.1',
  },
  {
    row: 'postfix/too-many-errors',
    code: 'auth_throttled',
    from: "documented: Postfix's log messages",
    text: 'postfix/smtpd[811]: too many errors after AUTH from unknown[192.0.2.7]',
  },
];
