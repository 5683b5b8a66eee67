import { likely, seen, table, vague, type Pattern } from '../pattern.ts';

/** What K-9 Mail and Thunderbird for Android say. */
export const OF_PHONES: readonly Pattern[] = table('K-9 Mail, Thunderbird for Android', 'k9', [
  seen('starttls-missing', 'starttls_not_offered', 'starttls connection security not available'),
  likely('sign-in', 'auth_password_refused', 'username or password incorrect'),
  likely('sign-in-again', 'auth_password_refused', [
    'authentication failed for',
    'update your server settings',
  ]),
  vague(
    'certificate',
    'tls_certificate_unusable',
    'cannot safely connect to server',
    'com.fsck.k9.mail.certificatevalidationexception',
  ),
  vague('unreachable', 'network_port_refused', 'cannot connect to server'),
]);
