import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/apple.ts`. */
export const LINES_OF_APPLE: readonly Line[] = [
  {
    row: 'apple/timeout',
    code: 'network_port_filtered',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'The connection to the server “imap.example.org” on port 993 timed out.',
  },
  {
    row: 'apple/not-responding',
    code: 'network_port_filtered',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'The mail server at “imap.example.org” is not responding. Verify that you have entered the correct account info in Mail settings.',
  },
  {
    row: 'apple/identity',
    code: 'tls_certificate_unknown_issuer',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'Mail can’t verify the identity of “imap.example.org”.',
  },
  {
    row: 'apple/identity-de',
    code: 'tls_certificate_unknown_issuer',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'Serveridentität kann nicht überprüft werden',
  },
  {
    row: 'apple/password-rejected',
    code: 'auth_password_refused',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'The IMAP server “imap.example.org” rejected the password for user “ada”.',
  },
  {
    row: 'apple/password-provided',
    code: 'auth_password_refused',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'Mail was unable to log in to the IMAP server “imap.example.org” using the password you provided.',
  },
  {
    row: 'apple/password-phone',
    code: 'auth_password_refused',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'The user name or password for “imap.example.org” is incorrect.',
  },
  {
    row: 'apple/password-phone-de',
    code: 'auth_password_refused',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'Der Benutzername oder das Passwort für „imap.example.org“ ist falsch.',
  },
  {
    row: 'apple/certificate-expired',
    code: 'tls_certificate_expired',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'Error Domain=kCFStreamErrorDomainSSL Code=-9814',
  },
  {
    row: 'apple/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'Error Domain=kCFStreamErrorDomainSSL Code=-9843',
  },
  {
    row: 'apple/unknown-root',
    code: 'tls_certificate_unknown_issuer',
    from: 'documented: texts of Mail on macOS and iOS, names of Secure Transport',
    text: 'Error Domain=kCFStreamErrorDomainSSL Code=-9807',
  },
  {
    row: 'apple/relay',
    code: 'sending_sign_in_missing',
    from: 'documented: texts of Mail on iOS',
    text: 'Cannot Send Mail. The recipient “bob@example.net” was rejected by the server because it does not allow relaying.',
  },
  {
    row: 'apple/too-large',
    code: 'sending_too_large',
    from: 'documented: texts of Mail on iOS',
    text: 'Cannot Send Mail. The message was rejected by the server because it is too large.',
  },
  {
    row: 'apple/recipient',
    code: 'sending_refused',
    from: 'documented: texts of Mail on iOS',
    text: 'Cannot Send Mail. One of the recipients was rejected by the server.',
  },
];
