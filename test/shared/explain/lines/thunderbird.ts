import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/thunderbird.ts`. */
export const LINES_OF_THUNDERBIRD: readonly Line[] = [
  {
    row: 'thunderbird/starttls-missing',
    code: 'starttls_not_offered',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: "Unable to establish a secure link with Outgoing server (SMTP) smtp.example.org using STARTTLS since it doesn't advertise that feature. Switch off STARTTLS for that server or contact your service provider.",
  },
  {
    row: 'thunderbird/server-unknown',
    code: 'dns_host_unknown',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'An error occurred sending mail: Outgoing server (SMTP) smtp.exmaple.org is unknown. The server may be incorrectly configured.',
  },
  {
    row: 'thunderbird/server-refuses',
    code: 'network_port_refused',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'The message could not be sent because connecting to Outgoing server (SMTP) smtp.example.org failed. The server may be unavailable or is refusing SMTP connections.',
  },
  {
    row: 'thunderbird/interrupted',
    code: 'sending_connection_lost',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'The message could not be sent because the connection to Outgoing server (SMTP) smtp.example.org was lost in the middle of the transaction. Try again.',
  },
  {
    row: 'thunderbird/sending-timeout',
    code: 'network_port_filtered',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'The message could not be sent because the connection to Outgoing server (SMTP) smtp.example.org timed out. Try again.',
  },
  {
    row: 'thunderbird/encrypted-passwords-missing',
    code: 'auth_mechanism_not_offered',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: "The Outgoing server (SMTP) smtp.example.org does not seem to support encrypted passwords. If you just set up the account, try changing to 'Password, transmitted insecurely' as the 'Authentication method'",
  },
  {
    row: 'thunderbird/plain-refused',
    code: 'auth_mechanism_not_offered',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: "The Outgoing server (SMTP) smtp.example.org does not allow plaintext passwords. Please try changing to 'Encrypted password' as the 'Authentication method'",
  },
  {
    row: 'thunderbird/sending-sign-in',
    code: 'auth_password_refused',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: "Unable to authenticate to Outgoing server (SMTP) smtp.example.org. Please check the password and verify the 'Authentication method'",
  },
  {
    row: 'thunderbird/kerberos',
    code: 'auth_refused',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'The Kerberos/GSSAPI ticket was not accepted by the Outgoing server (SMTP) smtp.example.org.',
  },
  {
    row: 'thunderbird/method-missing',
    code: 'auth_mechanism_not_offered',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: "The IMAP Server imap.example.org does not support the selected authentication method. Please change the 'Authentication method' in the 'Account Settings | Server settings'.",
  },
  {
    row: 'thunderbird/login-failed',
    code: 'auth_password_refused',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Login to server imap.example.org with username ada@example.org failed.',
  },
  {
    row: 'thunderbird/disconnected',
    code: 'network_connection_lost',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Server imap.example.org has disconnected. The server may have gone down or there may be a network problem.',
  },
  {
    row: 'thunderbird/too-many-connections',
    code: 'account_too_many_connections',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Unable to connect to your IMAP server. You may have exceeded the maximum number of connections to this server.',
  },
  {
    row: 'thunderbird/refused',
    code: 'network_port_refused',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Could not connect to server imap.example.org; the connection was refused.',
  },
  {
    row: 'thunderbird/timeout',
    code: 'network_port_filtered',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Connection to server imap.example.org timed out.',
  },
  {
    row: 'thunderbird/reset',
    code: 'network_connection_lost',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Connection to server imap.example.org was reset.',
  },
  {
    row: 'thunderbird/setup-login',
    code: 'auth_password_refused',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Unable to log in at server. Probably wrong configuration, username, or password.',
  },
  {
    row: 'thunderbird/setup-nothing',
    code: 'discovery_nothing_found',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Thunderbird failed to find the settings for your email account.',
  },
  {
    row: 'thunderbird/exception-name',
    code: 'tls_certificate_wrong_name',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Wrong Site. The certificate belongs to a different site, which could mean that someone is trying to impersonate this site.',
  },
  {
    row: 'thunderbird/exception-issuer',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Unknown Identity. The certificate is not trusted because it hasn’t been verified as issued by a trusted authority using a secure signature.',
  },
  {
    row: 'thunderbird/too-large',
    code: 'sending_too_large',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'The size of the message you are trying to send exceeds the global size limit (10485760 bytes) of the server.',
  },
  {
    row: 'thunderbird/not-allowed',
    code: 'sending_sign_in_missing',
    from: "documented: Thunderbird's own texts (messengercompose, messenger)",
    text: 'Verify that you are allowed to send via this SMTP server with your current credentials from your current network.',
  },
];
