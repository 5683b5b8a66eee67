import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/node.ts`. */
export const LINES_OF_NODE: readonly Line[] = [
  {
    row: 'node/expired',
    code: 'tls_certificate_expired',
    from: 'run: Node.js 20 against the practice server',
    text: 'CERT_HAS_EXPIRED',
  },
  {
    row: 'node/not-yet-valid',
    code: 'tls_certificate_not_yet_valid',
    from: 'run: Node.js 20 against the practice server',
    text: 'CERT_NOT_YET_VALID',
  },
  {
    row: 'node/self-signed',
    code: 'tls_certificate_self_signed',
    from: 'run: Node.js 20 against the practice server',
    text: "code: 'DEPTH_ZERO_SELF_SIGNED_CERT'",
  },
  {
    row: 'node/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: 'run: Node.js 20 against the practice server',
    text: "ERR_TLS_CERT_ALTNAME_INVALID Hostname/IP does not match certificate's altnames: Host: imap.example.org. is not in the cert's altnames: DNS:webhost.example.net",
  },
  {
    row: 'node/first-certificate',
    code: 'tls_certificate_chain_incomplete',
    from: 'run: Node.js 20 against the practice server',
    text: "code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'",
  },
  {
    row: 'node/refused',
    code: 'network_port_refused',
    from: 'run: Node.js 20 against the practice server',
    text: 'Error: connect ECONNREFUSED 127.0.0.1:10994',
  },
  {
    row: 'node/wrong-version',
    code: 'tls_port_speaks_cleartext',
    from: 'run: Node.js 20 against the practice server',
    text: "code: 'ERR_SSL_WRONG_VERSION_NUMBER'",
  },
  {
    row: 'node/version-alert',
    code: 'tls_version_refused',
    from: 'run: Node.js 20 against the practice server',
    text: "code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'",
  },
  {
    row: 'node/certificate-required',
    code: 'tls_client_certificate_required',
    from: 'run: Node.js 20 against the practice server',
    text: "code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'",
  },
  {
    row: 'node/handshake-alert',
    code: 'tls_handshake_failed',
    from: 'run: Node.js 20 against the practice server',
    text: "code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'",
  },
  {
    row: 'node/self-signed-authority',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: "code: 'SELF_SIGNED_CERT_IN_CHAIN'",
  },
  {
    row: 'node/unknown-issuer',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: "code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'",
  },
  {
    row: 'node/host-unknown',
    code: 'dns_host_unknown',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: 'Error: getaddrinfo ENOTFOUND imap.exmaple.org',
  },
  {
    row: 'node/no-answer',
    code: 'dns_no_answer',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: 'Error: getaddrinfo EAI_AGAIN imap.example.org',
  },
  {
    row: 'node/timeout',
    code: 'network_port_filtered',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: 'Error: connect ETIMEDOUT 192.0.2.1:993',
  },
  {
    row: 'node/reset',
    code: 'network_connection_lost',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: 'Error: read ECONNRESET',
  },
  {
    row: 'node/unreachable',
    code: 'network_unreachable',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: 'Error: connect ENETUNREACH 2001:db8::1:993',
  },
  {
    row: 'node/silent',
    code: 'network_server_silent',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: 'Error: Greeting never received',
  },
  {
    row: 'node/starttls-refused',
    code: 'starttls_refused',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: 'Error: Error upgrading connection with STARTTLS: 454 TLS currently unavailable',
  },
  {
    row: 'node/sign-in',
    code: 'auth_password_refused',
    from: "documented: names of Node.js's and nodemailer's errors",
    text: 'Error: Invalid login',
  },
];
