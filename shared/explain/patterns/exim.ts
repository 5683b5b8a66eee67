import { likely, seen, table, type Pattern } from '../pattern.ts';

/** What Exim writes into its log. */
export const OF_EXIM: readonly Pattern[] = table('Exim', 'exim', [
  likely('sign-in', 'auth_password_refused', 'authenticator failed for'),
  seen(
    'starttls-missing',
    'starttls_not_offered',
    'the server did not offer tls support',
    'server does not advertise starttls',
  ),
  likely('certificate-rejected', 'tls_certificate_unknown_issuer', 'rejected our certificate'),
  likely('no-wait', 'tls_port_speaks_cleartext', ['smtp protocol synchronization error', 'input=']),
  likely('unrouteable', 'sending_recipient_unknown', 'unrouteable address', 'unroutable address'),
  likely('silent', 'network_server_silent', 'smtp timeout after initial connection'),
  likely('retry', 'network_port_filtered', 'retry timeout exceeded', 'have been failing for a long time'),
]);
