import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/java.ts`. */
export const LINES_OF_JAVA: readonly Line[] = [
  {
    row: 'java/unknown-issuer',
    code: 'tls_certificate_unknown_issuer',
    from: 'run: Java 17 against the practice server',
    text: 'javax.net.ssl.SSLHandshakeException: (certificate_unknown) PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
  },
  {
    row: 'java/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: 'run: Java 17 against the practice server',
    text: 'javax.net.ssl.SSLHandshakeException: (certificate_unknown) No subject alternative DNS name matching localhost found.',
  },
  {
    row: 'java/expired',
    code: 'tls_certificate_expired',
    from: 'run: Java 17 against the practice server',
    text: 'java.security.cert.CertificateExpiredException: NotAfter: Fri Nov 20 19:00:00 UTC 2026',
  },
  {
    row: 'java/not-yet-valid',
    code: 'tls_certificate_not_yet_valid',
    from: 'run: Java 17 against the practice server',
    text: 'java.security.cert.CertificateNotYetValidException: NotBefore: Tue Dec 22 19:46:34 UTC 2026',
  },
  {
    row: 'java/validity',
    code: 'tls_certificate_expired',
    from: 'run: Java 17 against the practice server',
    text: 'javax.net.ssl.SSLHandshakeException: (certificate_expired) PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed',
  },
  {
    row: 'java/cleartext',
    code: 'tls_port_speaks_cleartext',
    from: 'run: Java 17 against the practice server',
    text: 'javax.net.ssl.SSLException: Unsupported or unrecognized SSL message',
  },
  {
    row: 'java/version-unaccepted',
    code: 'tls_version_refused',
    from: 'run: Java 17 against the practice server',
    text: 'javax.net.ssl.SSLHandshakeException: (protocol_version) Received fatal alert: protocol_version',
  },
  {
    row: 'java/handshake-alert',
    code: 'tls_handshake_failed',
    from: 'run: Java 17 against the practice server',
    text: 'javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure',
  },
  {
    row: 'java/certificate-required',
    code: 'tls_client_certificate_required',
    from: 'run: Java 17 against the practice server',
    text: 'javax.net.ssl.SSLHandshakeException: Received fatal alert: certificate_required',
  },
  {
    row: 'java/terminated',
    code: 'network_connection_lost',
    from: 'run: Java 17 against the practice server',
    text: 'javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake',
  },
  {
    row: 'java/refused',
    code: 'network_port_refused',
    from: 'run: Java 17 against the practice server',
    text: 'java.net.ConnectException: Connection refused',
  },
  {
    row: 'java/read-timeout',
    code: 'network_server_silent',
    from: 'run: Java 17 against the practice server',
    text: 'java.net.SocketTimeoutException: Read timed out',
  },
  {
    row: 'java/wrong-name-android',
    code: 'tls_certificate_wrong_name',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: 'javax.net.ssl.SSLPeerUnverifiedException: Hostname imap.example.org not verified',
  },
  {
    row: 'java/key-bad',
    code: 'auth_key_refused_in_tls',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: 'javax.net.ssl.SSLHandshakeException: Received fatal alert: bad_certificate',
  },
  {
    row: 'java/host-unknown',
    code: 'dns_host_unknown',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: 'java.net.UnknownHostException: Unable to resolve host "imap.exmaple.org": No address associated with hostname',
  },
  {
    row: 'java/unreachable',
    code: 'network_unreachable',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: 'java.net.NoRouteToHostException: No route to host',
  },
  {
    row: 'java/connect-timeout',
    code: 'network_port_filtered',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: 'java.net.SocketTimeoutException: failed to connect to imap.example.org/192.0.2.1 (port 993) from /192.168.1.5 (port 40122) after 20000ms',
  },
  {
    row: 'java/starttls-missing',
    code: 'starttls_not_offered',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: 'jakarta.mail.MessagingException: STARTTLS is required but host does not support STARTTLS',
  },
  {
    row: 'java/no-mechanism',
    code: 'auth_no_safe_mechanism',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: 'jakarta.mail.AuthenticationFailedException: No authentication mechanisms supported by both server and client',
  },
  {
    row: 'java/dropped',
    code: 'auth_connection_lost',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: 'jakarta.mail.MessagingException: * BYE Jakarta Mail Exception: java.io.IOException: Connection dropped by server?',
  },
  {
    row: 'java/connect',
    code: 'network_port_refused',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: "jakarta.mail.MessagingException: Couldn't connect to host, port: smtp.example.org, 587; timeout -1",
  },
  {
    row: 'java/sign-in',
    code: 'auth_password_refused',
    from: "documented: exceptions of the JDK, of Android's Conscrypt and of Jakarta Mail",
    text: 'jakarta.mail.AuthenticationFailedException: authentication was not possible',
  },
];
