import type { Line } from './line.ts';

/** Lines for the rows of `shared/explain/patterns/windows.ts`. */
export const LINES_OF_WINDOWS: readonly Line[] = [
  {
    row: 'windows/untrusted-root',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider. (0x800B0109)',
  },
  {
    row: 'windows/expired',
    code: 'tls_certificate_expired',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'The received certificate has expired. (0x80090328)',
  },
  {
    row: 'windows/not-time-valid',
    code: 'tls_certificate_expired',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'The remote certificate is invalid because of errors in the certificate chain: NotTimeValid',
  },
  {
    row: 'windows/wrong-name',
    code: 'tls_certificate_wrong_name',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'The SSL certificate presented by the server did not match: RemoteCertificateNameMismatch',
  },
  {
    row: 'windows/chain',
    code: 'tls_certificate_chain_incomplete',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'A certificate chain could not be built to a trusted root authority. (0x800B010A) PartialChain',
  },
  {
    row: 'windows/chain-errors',
    code: 'tls_certificate_unknown_issuer',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'The remote certificate was rejected: RemoteCertificateChainErrors',
  },
  {
    row: 'windows/revoked',
    code: 'tls_certificate_unusable',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'The certificate is revoked. (0x80092010)',
  },
  {
    row: 'windows/no-common-cipher',
    code: 'tls_handshake_failed',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'The client and server cannot communicate, because they do not possess a common algorithm (0x80090331)',
  },
  {
    row: 'windows/bad-token',
    code: 'tls_port_speaks_cleartext',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'System.IO.IOException: The handshake failed due to an unexpected packet format.',
  },
  {
    row: 'windows/refused',
    code: 'network_port_refused',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte. [::1]:993',
  },
  {
    row: 'windows/timeout',
    code: 'network_port_filtered',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'A connection attempt failed because the connected party did not properly respond after a period of time',
  },
  {
    row: 'windows/host-unknown',
    code: 'dns_host_unknown',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'System.Net.Sockets.SocketException (11001): No such host is known.',
  },
  {
    row: 'windows/reset',
    code: 'network_connection_lost',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'An existing connection was forcibly closed by the remote host.',
  },
  {
    row: 'windows/unreachable',
    code: 'network_unreachable',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'Socket Error: 10051',
  },
  {
    row: 'windows/certificate',
    code: 'tls_certificate_unusable',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'The remote certificate is invalid according to the validation procedure.',
  },
  {
    row: 'windows/tls',
    code: 'tls_handshake_failed',
    from: "documented: Microsoft's lists of errors (Schannel, certificates, Winsock) and .NET's own texts",
    text: 'MailKit.Security.SslHandshakeException: An error occurred while attempting to establish an SSL or TLS connection.',
  },
];
