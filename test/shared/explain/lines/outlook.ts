import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/outlook.ts`. */
export const LINES_OF_OUTLOOK: readonly Line[] = [
  {
    row: 'outlook/host-unknown',
    code: 'dns_host_unknown',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: "Task 'ada@example.org - Receiving' reported error (0x800CCC0D): Cannot find the e-mail server. Verify the server information in your account properties.",
  },
  {
    row: 'outlook/no-connection',
    code: 'network_port_refused',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: "Server: 'mail.example.org', Protocol: SMTP, Port: 25, Secure(SSL): No, Error Number: 0x800CCC0E",
  },
  {
    row: 'outlook/interrupted',
    code: 'network_connection_lost',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'The connection to the server was interrupted. Error Number: 0x800CCC0F',
  },
  {
    row: 'outlook/timeout',
    code: 'network_server_silent',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: "Task 'Sending' reported error (0x8004210B): The operation timed out waiting for a response from the sending (SMTP/IMAP) server.",
  },
  {
    row: 'outlook/encryption-kind',
    code: 'tls_handshake_failed',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'Your server does not support the connection encryption type you have specified. Error Number: 0x800CCC1A',
  },
  {
    row: 'outlook/starttls',
    code: 'starttls_not_offered',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'Your outgoing (SMTP) server does not support SSL-secured connections. Error Number: 0x800CCC7D',
  },
  {
    row: 'outlook/spa',
    code: 'auth_mechanism_not_offered',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'Unable to log on to the server using Secure Password Authentication. Error Number: 0x800CCC18',
  },
  {
    row: 'outlook/sign-in',
    code: 'auth_password_refused',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'Your e-mail server rejected your login. Verify your user name and password in your account properties. Error Number: 0x800CCC92',
  },
  {
    row: 'outlook/no-mechanism',
    code: 'auth_no_safe_mechanism',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'None of the authentication methods supported by this client are supported by your server. Error Number: 0x800CCC80',
  },
  {
    row: 'outlook/not-available',
    code: 'protocol_server_unavailable',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'The server responded: 421. Error Number: 0x800CCC67',
  },
  {
    row: 'outlook/sender',
    code: 'sending_address_not_allowed',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'Cannot send the message. Verify the e-mail address in your account properties. Error Number: 0x800CCC78',
  },
  {
    row: 'outlook/recipient',
    code: 'sending_refused',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'One of the recipients was rejected by the server. Error Number: 0x800CCC79',
  },
  {
    row: 'outlook/principal',
    code: 'tls_certificate_wrong_name',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'The server you are connected to is using a security certificate that cannot be verified. The target principal name is incorrect.',
  },
  {
    row: 'outlook/principal-de',
    code: 'tls_certificate_wrong_name',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'Der Zielprinzipalname ist falsch.',
  },
  {
    row: 'outlook/certificate',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: Microsoft's list of errors of Outlook and Windows Mail",
    text: 'Der Server, mit dem Sie verbunden sind, verwendet ein Sicherheitszertifikat, das nicht überprüft werden kann.',
  },
  {
    row: 'outlook/too-large',
    code: 'sending_too_large',
    from: 'documented: Outlook with Exchange',
    text: 'The message being sent exceeds the message size established for this user.',
  },
];
