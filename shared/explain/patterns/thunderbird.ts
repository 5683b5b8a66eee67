import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What Thunderbird says in English. */
export const OF_THUNDERBIRD: readonly Pattern[] = table('Thunderbird', 'thunderbird', [
  seen('starttls-missing', 'starttls_not_offered', "since it doesn't advertise that feature"),
  seen('server-unknown', 'dns_host_unknown', ['outgoing server (smtp)', 'is unknown']),
  likely('server-refuses', 'network_port_refused', 'is refusing smtp connections'),
  likely('interrupted', 'sending_connection_lost', 'was lost in the middle of the transaction'),
  likely('sending-timeout', 'network_port_filtered', ['connection to outgoing server (smtp)', 'timed out']),
  seen(
    'encrypted-passwords-missing',
    'auth_mechanism_not_offered',
    'does not seem to support encrypted passwords',
  ),
  seen('plain-refused', 'auth_mechanism_not_offered', 'does not allow plaintext passwords'),
  likely('sending-sign-in', 'auth_password_refused', 'unable to authenticate to outgoing server (smtp)'),
  likely('kerberos', 'auth_refused', 'the kerberos/gssapi ticket was not accepted'),
  seen('method-missing', 'auth_mechanism_not_offered', 'does not support the selected authentication method'),
  likely('login-failed', 'auth_password_refused', ['login to server', 'with username', 'failed']),
  likely('disconnected', 'network_connection_lost', 'has disconnected. the server may have gone down'),
  likely(
    'too-many-connections',
    'account_too_many_connections',
    'you may have exceeded the maximum number of connections',
  ),
  seen('refused', 'network_port_refused', ['could not connect to server', 'the connection was refused']),
  likely('timeout', 'network_port_filtered', ['connection to server', 'timed out']),
  likely(
    'reset',
    'network_connection_lost',
    ['connection to server', 'was reset'],
    ['connection to server', 'was interrupted'],
  ),
  likely('setup-login', 'auth_password_refused', 'unable to log in at server'),
  likely('setup-nothing', 'discovery_nothing_found', 'failed to find the settings for your email account'),
  likely('exception-name', 'tls_certificate_wrong_name', 'certificate belongs to a different site'),
  likely(
    'exception-issuer',
    'tls_certificate_unknown_issuer',
    "hasn't been verified as issued by a trusted authority",
  ),
  seen('too-large', 'sending_too_large', 'exceeds the global size limit'),
  vague(
    'not-allowed',
    'sending_sign_in_missing',
    'verify that you are allowed to send via this smtp server with your current credentials',
  ),
]);
