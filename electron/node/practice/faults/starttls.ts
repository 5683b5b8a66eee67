import type { MailBehaviour } from '../mail/behaviour.ts';
import type { FindingCode } from '../../../../shared/findings/finding.ts';
import type { Fault } from '../fault.ts';
import { on, onImplicitTls } from './expected.ts';
import { overStarttls, slow } from './rows.ts';

/** The switch to TLS, and everything that can keep it from being one. */
export const STARTTLS_FAULTS: readonly Fault[] = [
  row('starttls-missing', 'not-offered', 'starttls_not_offered', {
    en: 'STARTTLS is not offered, or was removed on the way.',
    de: 'STARTTLS wird nicht angeboten, oder es wurde unterwegs entfernt.',
  }),
  row('starttls-refused', 'refused', 'starttls_refused', {
    en: 'STARTTLS is offered and then refused.',
    de: 'STARTTLS wird angeboten und dann abgelehnt.',
  }),
  row('starttls-garbage', 'garbage', 'protocol_answer_malformed', {
    en: 'STARTTLS is answered with bytes that make no sense.',
    de: 'Auf STARTTLS kommen Bytes, die keinen Sinn ergeben.',
  }),
  slow(
    row('starttls-silent', 'silent', 'network_server_silent', {
      en: 'STARTTLS is never answered.',
      de: 'Auf STARTTLS kommt nie eine Antwort.',
    }),
  ),
  row('starttls-closed', 'closed', 'network_connection_lost', {
    en: 'The server hangs up on STARTTLS.',
    de: 'Der Server legt bei STARTTLS auf.',
  }),
  row('starttls-injected', 'extra-bytes', 'starttls_extra_bytes', {
    en: 'Somebody adds an answer of their own behind the one to STARTTLS.',
    de: 'Jemand hängt an die Antwort auf STARTTLS eine eigene an.',
  }),
  slow(
    row('starttls-not-done', 'not-done', 'starttls_no_tls_followed', {
      en: 'The server agrees to STARTTLS and goes on in the clear.',
      de: 'Der Server stimmt STARTTLS zu und spricht unverschlüsselt weiter.',
    }),
  ),
  {
    name: 'preauth-in-cleartext',
    summary: {
      en: 'Before TLS the server says that you are signed in already.',
      de: 'Der Server behauptet vor TLS, Sie seien schon angemeldet.',
    },
    behaviour: { greeting: 'preauthenticated' },
    over: 'starttls',
    expects: on(['imap'], 'protocol_preauth_in_cleartext'),
  },
  overStarttls('auth-before-tls', { mechanismsBeforeTls: ['PLAIN', 'LOGIN'] }, 'auth_offered_in_cleartext', {
    en: 'The server takes passwords before TLS begins.',
    de: 'Der Server nimmt Passwörter an, bevor TLS beginnt.',
  }),
  {
    name: 'mechanisms-fewer-on-starttls',
    summary: {
      en: 'Behind STARTTLS fewer ways to sign in are offered than on the port that begins with TLS.',
      de: 'Nach STARTTLS gibt es weniger Arten der Anmeldung als auf dem Port, der gleich mit TLS beginnt.',
    },
    behaviour: { mechanismsAfterStarttls: ['PLAIN'] },
    over: 'both',
    // ManageSieve has one door only.
    expects: onImplicitTls('auth_mechanisms_differ'),
  },
];

function row(
  name: string,
  starttls: MailBehaviour['starttls'],
  finding: FindingCode,
  summary: Fault['summary'],
): Fault {
  return overStarttls(name, { starttls }, finding, summary);
}
