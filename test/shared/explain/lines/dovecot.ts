import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/dovecot.ts`. */
export const LINES_OF_DOVECOT: readonly Line[] = [
  {
    row: 'dovecot/client-distrusts',
    code: 'tls_certificate_unknown_issuer',
    from: 'run: Dovecot 2.3, its log',
    text: 'dovecot: imap-login: Disconnected: Connection closed: SSL_accept() failed: error:0A000418:SSL routines::tlsv1 alert unknown ca: SSL alert number 48 (no auth attempts in 0 secs): user=<>, rip=192.0.2.7',
  },
  {
    row: 'dovecot/client-too-old',
    code: 'tls_version_refused',
    from: 'run: Dovecot 2.3, its log',
    text: 'dovecot: imap-login: Disconnected: SSL_accept() failed: error:0A000102:SSL routines::unsupported protocol',
  },
  {
    row: 'dovecot/client-speaks-http',
    code: 'protocol_wrong_service',
    from: 'run: Dovecot 2.3, its log',
    text: 'dovecot: imap-login: Disconnected: SSL_accept() failed: error:0A00009C:SSL routines::http request',
  },
  {
    row: 'dovecot/sign-in',
    code: 'auth_password_refused',
    from: 'run: Dovecot 2.3, its log',
    text: 'dovecot: imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<ada>, method=PLAIN, rip=192.0.2.7',
  },
  {
    row: 'dovecot/mismatch',
    code: 'auth_password_refused',
    from: 'run: Dovecot 2.3, its log',
    text: 'dovecot: auth: passwd-file(ada,192.0.2.7): Password mismatch',
  },
  {
    row: 'dovecot/user-unknown',
    code: 'auth_username_form',
    from: 'run: Dovecot 2.3, its log',
    text: 'dovecot: auth: passwd-file(adda,192.0.2.7): unknown user',
  },
  {
    row: 'dovecot/no-attempt',
    code: 'network_connection_lost',
    from: 'run: Dovecot 2.3, its log',
    text: 'dovecot: imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=192.0.2.7',
  },
  {
    row: 'dovecot/client-in-cleartext',
    code: 'tls_port_wants_tls_first',
    from: "documented: Dovecot's log messages (2.3 and 2.4)",
    text: 'dovecot: imap-login: Disconnected: Connection closed: SSL_accept() failed: error:0A00010B:SSL routines::wrong version number (no auth attempts in 0 secs): user=<>, rip=192.0.2.7, lip=192.0.2.1, TLS handshaking',
  },
  {
    row: 'dovecot/client-finds-expired',
    code: 'tls_certificate_expired',
    from: "documented: Dovecot's log messages (2.3 and 2.4)",
    text: 'dovecot: imap-login: Disconnected: SSL_accept() failed: error:0A000415:SSL routines::sslv3 alert certificate expired: SSL alert number 45',
  },
  {
    row: 'dovecot/client-cipher',
    code: 'tls_handshake_failed',
    from: "documented: Dovecot's log messages (2.3 and 2.4)",
    text: 'dovecot: imap-login: Disconnected: SSL_accept() failed: error:0A0000C1:SSL routines::no shared cipher',
  },
  {
    row: 'dovecot/cleartext-sign-in',
    code: 'auth_needs_encryption',
    from: "documented: Dovecot's log messages (2.3 and 2.4)",
    text: 'dovecot: imap-login: Disconnected (tried to use disallowed plaintext auth): user=<>, rip=192.0.2.7, lip=192.0.2.1',
  },
  {
    row: 'dovecot/sign-in-broken',
    code: 'auth_connection_lost',
    from: "documented: Dovecot's log messages (2.3 and 2.4)",
    text: "dovecot: imap-login: Disconnected (client didn't finish SASL auth, waited 0 secs): user=<>, method=PLAIN",
  },
  {
    row: 'dovecot/certificate-wanted',
    code: 'tls_client_certificate_required',
    from: "documented: Dovecot's log messages (2.3 and 2.4)",
    text: "dovecot: imap-login: Disconnected (client didn't present valid SSL certificate): user=<>, rip=192.0.2.7",
  },
  {
    row: 'dovecot/auth-service',
    code: 'auth_server_unavailable',
    from: "documented: Dovecot's log messages (2.3 and 2.4)",
    text: 'dovecot: imap-login: Disconnected: Auth process broken (disconnected before auth was ready, waited 0 secs)',
  },
  {
    row: 'dovecot/quota',
    code: 'account_over_quota',
    from: "documented: Dovecot's log messages (2.3 and 2.4)",
    text: 'dovecot: lmtp(ada): Error: save failed to INBOX: Quota exceeded (mailbox for user is full)',
  },
  {
    row: 'dovecot/internal',
    code: 'account_mailbox_broken',
    from: "documented: Dovecot's log messages (2.3 and 2.4)",
    text: 'a1 NO [SERVERBUG] Internal error occurred. Refer to server log for more information.',
  },
];
