import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/mbsync.ts`. */
export const LINES_OF_MBSYNC: readonly Line[] = [
  {
    row: 'mbsync/refused',
    code: 'network_port_refused',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'Cannot connect to localhost (127.0.0.1:10994): Connection refused',
  },
  {
    row: 'mbsync/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'Error, certificate owner does not match hostname imap.example.org',
  },
  {
    row: 'mbsync/starttls-missing',
    code: 'starttls_not_offered',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'IMAP error: SSL support not available',
  },
  {
    row: 'mbsync/no-mechanism',
    code: 'auth_no_safe_mechanism',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'IMAP error: server supports no acceptable authentication mechanism',
  },
  {
    row: 'mbsync/starttls-refused',
    code: 'starttls_refused',
    from: 'run: mbsync 1.4 against the practice server',
    text: "IMAP command 'STARTTLS' returned an error: NO [UNAVAILABLE] TLS is not available due to a local problem.",
  },
  {
    row: 'mbsync/sign-in',
    code: 'auth_password_refused',
    from: 'run: mbsync 1.4 against the practice server',
    text: "IMAP command 'LOGIN <user> <pass>' returned an error: NO",
  },
  {
    row: 'mbsync/silent',
    code: 'network_server_silent',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'Socket error on localhost (127.0.0.1:10144): timeout.',
  },
  {
    row: 'mbsync/turned-away',
    code: 'protocol_server_unavailable',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'IMAP error: unexpected BYE response: Too many connections.',
  },
  {
    row: 'mbsync/closed',
    code: 'network_connection_lost',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'IMAP error: unexpected EOF from localhost (127.0.0.1:10994)',
  },
  {
    row: 'mbsync/mailbox',
    code: 'account_mailbox_broken',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'Error: channel c: far side box INBOX cannot be opened.',
  },
  {
    row: 'mbsync/unexpected-tag',
    code: 'protocol_answer_malformed',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'IMAP error: unexpected tag 1',
  },
  {
    row: 'mbsync/unexpected-reply',
    code: 'protocol_answer_malformed',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'IMAP error: unexpected reply: SSH-2.0-OpenSSH_9.2p1',
  },
  {
    row: 'mbsync/sasl-mechanism',
    code: 'auth_no_safe_mechanism',
    from: 'run: mbsync 1.4 against the practice server',
    text: 'Error: SASL(-4): no mechanism available: No worthy mechs found',
  },
];
