import { TEST_AUTHCID } from '../servers/dovecot-folder.ts';
import type { Fault } from '../servers/dovecot-setup.ts';
import type { Dovecot } from '../servers/dovecot.ts';

/**
 * `check` for the test user at one address of a Dovecot whose authority is trusted: IMAP with implicit TLS, and
 * submission with STARTTLS. The password is yet to be given.
 */
export function checkArgs({ ports, addresses, caFile }: Dovecot, fault: Fault = 'good'): readonly string[] {
  const address = addresses[fault];
  return [
    ...['check', TEST_AUTHCID, '--ca', caFile],
    ...['--imap', `${address}:${ports.imaps}/implicit-tls`],
    ...['--smtp', `${address}:${ports.submission}/starttls`],
  ];
}
