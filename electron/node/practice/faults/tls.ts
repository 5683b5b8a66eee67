import type { Fault } from '../fault.ts';
import { on, onImplicitTls, onAll } from './expected.ts';

/** Encryption that does not come about, or is not what it looks like. */
export const TLS_FAULTS: readonly Fault[] = [
  {
    name: 'tls-too-old',
    summary: {
      en: 'The server speaks TLS 1.1 at the most.',
      de: 'Der Server spricht höchstens TLS 1.1.',
    },
    behaviour: { tls: 'too-old' },
    over: 'implicit-tls',
    expects: onImplicitTls('tls_version_refused'),
  },
  {
    name: 'tls-no-common-cipher',
    summary: {
      en: 'The server has no cipher in common with anybody.',
      de: 'Der Server hat mit niemandem eine Verschlüsselung gemeinsam.',
    },
    behaviour: { tls: 'no-common-cipher' },
    over: 'implicit-tls',
    expects: onImplicitTls('tls_handshake_failed'),
  },
  {
    name: 'tls-wants-certificate',
    summary: {
      en: 'The server talks only to those who show a client certificate.',
      de: 'Der Server spricht nur mit denen, die ein eigenes Zertifikat vorzeigen.',
    },
    behaviour: { tls: 'wants-certificate' },
    over: 'implicit-tls',
    expects: onImplicitTls('tls_client_certificate_required'),
  },
  {
    name: 'tls-port-in-cleartext',
    summary: {
      en: 'The ports for implicit TLS speak in the clear.',
      de: 'Die Ports, die gleich mit TLS beginnen, sprechen unverschlüsselt.',
    },
    behaviour: { tls: 'swapped' },
    over: 'implicit-tls',
    expects: onImplicitTls('tls_port_speaks_cleartext'),
  },
  {
    name: 'starttls-port-wants-tls',
    summary: {
      en: 'The ports for STARTTLS begin with TLS at once.',
      de: 'Die Ports für STARTTLS beginnen gleich mit TLS.',
    },
    behaviour: { tls: 'swapped' },
    over: 'starttls',
    expects: onAll('tls_port_wants_tls_first'),
    isSlow: true,
  },
  {
    name: 'proxy-trusted',
    summary: {
      en: 'Something in between reads along, with a certificate of an authority that this computer trusts.',
      de: 'Etwas dazwischen liest mit, mit dem Zertifikat einer Stelle, der dieser Computer vertraut.',
    },
    behaviour: { certificate: 'interceptor', isInterceptorTrusted: true, isBoundElsewhere: true },
    over: 'implicit-tls',
    // A bound sign-in is what shows it for certain.
    expects: {
      ...on(['imap', 'submission'], 'auth_channel_binding_mismatch'),
      ...on(['pop3'], 'tls_intercepted'),
    },
  },
];
