import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/python.ts`. */
export const LINES_OF_PYTHON: readonly Line[] = [
  {
    row: 'python/starttls-missing-imap',
    code: 'starttls_not_offered',
    from: 'run: Python 3.11 against the practice server',
    text: 'imaplib.IMAP4.abort: TLS not supported by server',
  },
  {
    row: 'python/starttls-missing',
    code: 'starttls_not_offered',
    from: 'run: Python 3.11 against the practice server',
    text: 'smtplib.SMTPNotSupportedError: STARTTLS extension not supported by server.',
  },
  {
    row: 'python/starttls-refused',
    code: 'starttls_refused',
    from: 'run: Python 3.11 against the practice server',
    text: "imaplib.IMAP4.error: Couldn't establish TLS session",
  },
  {
    row: 'python/refused',
    code: 'network_port_refused',
    from: 'run: Python 3.11 against the practice server',
    text: 'ConnectionRefusedError: [Errno 111] Connection refused',
  },
  {
    row: 'python/reset',
    code: 'network_connection_lost',
    from: 'run: Python 3.11 against the practice server',
    text: 'ConnectionResetError: [Errno 104] Connection reset by peer',
  },
  {
    row: 'python/no-mechanism',
    code: 'auth_no_safe_mechanism',
    from: 'run: Python 3.11 against the practice server',
    text: 'smtplib.SMTPException: No suitable authentication method found.',
  },
  {
    row: 'python/broken-off',
    code: 'auth_connection_lost',
    from: 'run: Python 3.11 against the practice server',
    text: 'imaplib.IMAP4.abort: command: LOGIN => socket error: EOF',
  },
  {
    row: 'python/turned-away',
    code: 'protocol_server_unavailable',
    from: 'run: Python 3.11 against the practice server',
    text: "imaplib.IMAP4.error: b'* BYE Too many connections.'",
  },
  {
    row: 'python/silent',
    code: 'network_server_silent',
    from: 'run: Python 3.11 against the practice server',
    text: 'TimeoutError: The read operation timed out',
  },
  {
    row: 'python/timeout',
    code: 'network_port_filtered',
    from: 'run: Python 3.11 against the practice server',
    text: 'TimeoutError: timed out',
  },
  {
    row: 'python/disconnected',
    code: 'network_connection_lost',
    from: 'run: Python 3.11 against the practice server',
    text: 'smtplib.SMTPServerDisconnected: Connection unexpectedly closed',
  },
  {
    row: 'python/greeting',
    code: 'protocol_answer_malformed',
    from: 'run: Python 3.11 against the practice server',
    text: "smtplib.SMTPConnectError: (-1, b'ready.')",
  },
  {
    row: 'python/sign-in',
    code: 'auth_password_refused',
    from: 'run: Python 3.11 against the practice server',
    text: "smtplib.SMTPAuthenticationError: (535, b'Error')",
  },
  {
    row: 'python/host-unknown',
    code: 'dns_host_unknown',
    from: "documented: names of Python's exceptions",
    text: 'socket.gaierror: [Errno -2] Name or service not known',
  },
  {
    row: 'python/no-answer',
    code: 'dns_no_answer',
    from: "documented: names of Python's exceptions",
    text: 'socket.gaierror: [Errno -3] Temporary failure in name resolution',
  },
  {
    row: 'python/connect-timeout',
    code: 'network_port_filtered',
    from: "documented: names of Python's exceptions",
    text: 'TimeoutError: [Errno 110] Connection timed out',
  },
  {
    row: 'python/unreachable',
    code: 'network_unreachable',
    from: "documented: names of Python's exceptions",
    text: 'OSError: [Errno 113] No route to host',
  },
  {
    row: 'python/no-sign-in',
    code: 'auth_needs_encryption',
    from: "documented: names of Python's exceptions",
    text: 'smtplib.SMTPNotSupportedError: SMTP AUTH extension not supported by server.',
  },
  {
    row: 'python/sender',
    code: 'sending_address_not_allowed',
    from: "documented: names of Python's exceptions",
    text: "smtplib.SMTPSenderRefused: (501, b'no', 'ada@example.org')",
  },
  {
    row: 'python/recipients',
    code: 'sending_refused',
    from: "documented: names of Python's exceptions",
    text: "smtplib.SMTPRecipientsRefused: {'bob@example.net': (550, b'no')}",
  },
];
