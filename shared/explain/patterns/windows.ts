import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What Windows says: Schannel, its certificates, its sockets, and .NET and MailKit on them. */
export const OF_WINDOWS: readonly Pattern[] = table('.NET, Windows', 'windows', [
  seen('untrusted-root', 'tls_certificate_unknown_issuer', '0x80090325', '0x800b0109', 'untrustedroot'),
  seen('expired', 'tls_certificate_expired', '0x80090328', '0x800b0101'),
  // Also before its first day.
  likely('not-time-valid', 'tls_certificate_expired', 'nottimevalid'),
  seen(
    'wrong-name',
    'tls_certificate_wrong_name',
    '0x80090322',
    '0x800b010f',
    'remotecertificatenamemismatch',
  ),
  likely('chain', 'tls_certificate_chain_incomplete', '0x800b010a', 'partialchain'),
  likely('chain-errors', 'tls_certificate_unknown_issuer', 'remotecertificatechainerrors'),
  seen('revoked', 'tls_certificate_unusable', '0x80092010', '0x80096004'),
  seen(
    'no-common-cipher',
    'tls_handshake_failed',
    '0x80090331',
    'they do not possess a common algorithm',
    'da sie keinen gemeinsamen algorithmus besitzen',
  ),
  likely(
    'bad-token',
    'tls_port_speaks_cleartext',
    '0x80090308',
    '0x80090326',
    'the handshake failed due to an unexpected packet format',
    'cannot determine the frame size',
  ),
  seen(
    'refused',
    'network_port_refused',
    'socket error: 10061',
    'actively refused it',
    'da der zielcomputer die verbindung verweigerte',
  ),
  likely(
    'timeout',
    'network_port_filtered',
    'socket error: 10060',
    'connected party did not properly respond',
    'da die gegenstelle nach einer bestimmten zeitspanne nicht richtig reagiert hat',
  ),
  seen(
    'host-unknown',
    'dns_host_unknown',
    'socket error: 11001',
    'no such host is known',
    'der angegebene host ist unbekannt',
  ),
  likely(
    'reset',
    'network_connection_lost',
    'socket error: 10053',
    'socket error: 10054',
    'forcibly closed by the remote host',
    'unexpected eof or 0 bytes from the transport stream',
    'vom remotehost geschlossen',
  ),
  seen('unreachable', 'network_unreachable', 'socket error: 10051', 'socket error: 10065'),
  vague(
    'certificate',
    'tls_certificate_unusable',
    'the remote certificate is invalid according to the validation procedure',
    'the remote certificate was rejected by',
  ),
  vague(
    'tls',
    'tls_handshake_failed',
    'an error occurred while attempting to establish an ssl or tls connection',
  ),
]);
