import type { Fault } from '../fault.ts';
import { onImplicitTls } from './expected.ts';
import { overImplicitTls, overStarttls, slow } from './rows.ts';

/** Encryption that does not come about, or is not what it looks like. */
export const TLS_FAULTS: readonly Fault[] = [
  overImplicitTls('tls-too-old', { tls: 'too-old' }, 'tls_version_refused', {
    en: 'The server speaks TLS 1.1 at the most.',
    de: 'Der Server spricht höchstens TLS 1.1.',
  }),
  overImplicitTls('tls-no-common-cipher', { tls: 'no-common-cipher' }, 'tls_handshake_failed', {
    en: 'The server has no cipher in common with anybody.',
    de: 'Der Server hat mit niemandem eine Verschlüsselung gemeinsam.',
  }),
  overImplicitTls('tls-wants-certificate', { tls: 'wants-certificate' }, 'tls_client_certificate_required', {
    en: 'The server talks only to those who show a client certificate.',
    de: 'Der Server spricht nur mit denen, die ein eigenes Zertifikat vorzeigen.',
  }),
  overImplicitTls('tls-port-in-cleartext', { tls: 'swapped' }, 'tls_port_speaks_cleartext', {
    en: 'The ports for implicit TLS speak in the clear.',
    de: 'Die Ports, die gleich mit TLS beginnen, sprechen unverschlüsselt.',
  }),
  slow(
    overStarttls('starttls-port-wants-tls', { tls: 'swapped' }, 'tls_port_wants_tls_first', {
      en: 'The ports for STARTTLS begin with TLS at once.',
      de: 'Die Ports für STARTTLS beginnen gleich mit TLS.',
    }),
  ),
  {
    name: 'proxy-trusted',
    summary: {
      en: 'Something in between reads along, with a certificate of an authority that this computer trusts.',
      de: 'Etwas dazwischen liest mit, mit dem Zertifikat einer Stelle, der dieser Computer vertraut.',
    },
    behaviour: { certificate: 'interceptor', isInterceptorTrusted: true, isBoundElsewhere: true },
    over: 'implicit-tls',
    // A bound sign-in is what shows it for certain.
    expects: onImplicitTls('auth_channel_binding_mismatch'),
  },
];
