import { constants } from 'node:crypto';
import { createSecureContext, type SecureContextOptions, type TLSSocketOptions } from 'node:tls';
import { SIGNATURE_ALGORITHMS } from '../net/trust.ts';
import type { ServerCertificate } from './certificates.ts';
import type { MailBehaviour } from './mail/behaviour.ts';
import { contextOptions, LOWEST_SECURITY } from './secure-context.ts';

/** What the server's part of a handshake is made with. */
export type ServerTls = Pick<TLSSocketOptions, 'secureContext' | 'requestCert' | 'rejectUnauthorized'>;

type TlsManner = MailBehaviour['tls'];

const USUAL: SecureContextOptions = { minVersion: 'TLSv1.2' };

// By what a fault does to the context; the others leave it as it is.
const CONTEXTS: Readonly<Partial<Record<TlsManner, SecureContextOptions>>> = {
  // RFC 8996 forbids both.
  'too-old': { ...LOWEST_SECURITY, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
  'at-most-1.2': { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' },
  // It wants an RSA certificate, and the server has none.
  'no-common-cipher': { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
};

/**
 * What a mail door does its TLS handshakes with. It asks for a client certificate, and checks nothing of it but that the
 * client has the key: which keys may sign in is looked up afterwards.
 */
export function serverTls(
  certificate: ServerCertificate,
  { tls: manner, clientKey }: Pick<MailBehaviour, 'tls' | 'clientKey'>,
): ServerTls {
  return {
    secureContext: createSecureContext({
      // Electron's TLS library takes no ed25519 from the other side unless it is named.
      sigalgs: SIGNATURE_ALGORITHMS,
      // A client that does it and goes away would leave its socket here. Electron's TLS library never does it.
      secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
      // Without one, OpenSSL breaks off where a client that has been here resumes its session, as Thunderbird does: it has to be
      // said for whom a certificate of the client was asked (SSL_CTX_set_session_id_context(3)).
      sessionIdContext: 'letterlock-practice',
      ...contextOptions(certificate),
      ...(CONTEXTS[manner] ?? USUAL),
    }),
    requestCert: clientKey !== 'not-asked',
    rejectUnauthorized: manner === 'wants-certificate',
  };
}
