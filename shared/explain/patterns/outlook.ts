import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What Outlook says: its numbers (MAPI, 0x800CCC..), and its words in English and German. */
export const OF_OUTLOOK: readonly Pattern[] = table('Outlook', 'outlook', [
  seen('host-unknown', 'dns_host_unknown', '0x800ccc0d'),
  likely('no-connection', 'network_port_refused', '0x800ccc0e', '0x80042108', '0x80042109'),
  likely('interrupted', 'network_connection_lost', '0x800ccc0f', '0x800cccdd'),
  likely('timeout', 'network_server_silent', '0x800ccc19', '0x8004210a', '0x8004210b'),
  likely('encryption-kind', 'tls_handshake_failed', '0x800ccc1a'),
  likely('starttls', 'starttls_not_offered', '0x800ccc7d'),
  seen('spa', 'auth_mechanism_not_offered', '0x800ccc18'),
  likely('sign-in', 'auth_password_refused', '0x800ccc92', '0x800ccc91', '0x800ccc90'),
  seen(
    'no-mechanism',
    'auth_no_safe_mechanism',
    '0x800ccc80',
    'none of the authentication methods supported by this client',
    'keine der von diesem client unterstützten authentifizierungsmethoden',
  ),
  likely('not-available', 'protocol_server_unavailable', '0x800ccc67'),
  vague('sender', 'sending_address_not_allowed', '0x800ccc78'),
  vague('recipient', 'sending_refused', '0x800ccc79', '0x800ccc6f'),
  likely(
    'too-large',
    'sending_too_large',
    'exceeds the message size established for this user',
    'attachment size exceeds the allowable limit',
  ),
  seen('principal', 'tls_certificate_wrong_name', 'the target principal name is incorrect'),
  seen('principal-de', 'tls_certificate_wrong_name', 'der zielprinzipalname ist falsch'),
  vague(
    'certificate',
    'tls_certificate_unknown_issuer',
    'is using a security certificate that cannot be verified',
    'verwendet ein sicherheitszertifikat, das nicht überprüft werden kann',
  ),
]);
