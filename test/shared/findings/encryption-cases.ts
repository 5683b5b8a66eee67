import { certificateWith } from '../certificate.ts';
import {
  tls,
  vouchedBy,
  tlsLook,
  rejected,
  greeting,
  listed,
  starttls,
  secondLook,
  reached,
  inTls,
  beforeTls,
} from './facts.ts';
import type { Case } from './judged.ts';

/** TLS, certificates and STARTTLS: for each finding the observations that reach it. */
export const ENCRYPTION_CASES: readonly Case[] = [
  [
    'tls_port_speaks_cleartext',
    'implicit-tls',
    [...reached, tls('not-tls'), secondLook('cleartext', 'imap')],
  ],
  ['tls_port_wants_tls_first', 'starttls', [...reached, secondLook('tls', 'tls'), greeting('silent', null)]],
  ['tls_port_wants_tls_first', 'starttls', [...reached, greeting('malformed', 'tls-alert')]],
  ['tls_certificate_expired', 'implicit-tls', [...reached, tls('certificate-rejected', 'expired')]],
  [
    'tls_certificate_not_yet_valid',
    'implicit-tls',
    [...reached, tls('certificate-rejected', 'not-yet-valid')],
  ],
  [
    'tls_certificate_wrong_name',
    'starttls',
    [...beforeTls, starttls('agreed'), tls('certificate-rejected', 'wrong-name')],
  ],
  [
    'tls_certificate_self_signed',
    'implicit-tls',
    [...reached, tls('certificate-rejected', 'wrong-name', 'self-signed')],
  ],
  [
    'tls_certificate_unknown_issuer',
    'implicit-tls',
    [...reached, tls('certificate-rejected', 'unknown-issuer')],
  ],
  ['tls_certificate_unusable', 'implicit-tls', [...reached, tls('certificate-rejected', 'unusable')]],
  ['tls_certificate_without_names', 'implicit-tls', rejected('without-names')],
  ['tls_certificate_chain_incomplete', 'implicit-tls', rejected('chain-incomplete')],
  [
    'tls_certificate_chain_expired',
    'implicit-tls',
    [...reached, { ...tls('certificate-rejected'), certificateProblems: [{ kind: 'expired', link: 1 }] }],
  ],
  ['tls_certificate_weak_signature', 'implicit-tls', rejected('weak-signature')],
  ['tls_certificate_weak_key', 'implicit-tls', rejected('weak-key')],
  [
    'tls_interceptor_untrusted',
    'implicit-tls',
    [
      ...reached,
      {
        ...tls('certificate-rejected', 'unknown-issuer'),
        chain: [certificateWith({ issuer: 'CN=Zscaler Root CA' })],
      },
    ],
  ],
  ['tls_client_certificate_required', 'implicit-tls', [...reached, tls('client-certificate-required')]],
  [
    'tls_client_certificate_required',
    'implicit-tls',
    [...reached, tls('established'), greeting('client-certificate-required', null)],
  ],
  [
    'tls_client_certificate_required',
    'implicit-tls',
    [...reached, tlsLook(), { ...tls('failed'), detail: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }],
  ],
  ['tls_old_versions_accepted', 'implicit-tls', [...inTls, tlsLook('TLSv1.1', 'TLSv1')]],
  [
    'tls_intercepted',
    'implicit-tls',
    [...reached, vouchedBy('CN=Squid'), greeting('ready'), listed('in-tls')],
  ],
  [
    'tls_authority_not_public',
    'implicit-tls',
    [...reached, vouchedBy('O=Example, CN=Example Root'), greeting('ready'), listed('in-tls')],
  ],
  ['tls_version_refused', 'implicit-tls', [...reached, tls('version-refused')]],
  ['tls_handshake_failed', 'implicit-tls', [...reached, tls('failed')]],
  ['starttls_not_offered', 'starttls', [...beforeTls, starttls('not-offered')]],
  ['starttls_refused', 'starttls', [...beforeTls, starttls('refused')]],
  ['starttls_extra_bytes', 'starttls', [...beforeTls, starttls('extra-bytes')]],
  ['starttls_no_tls_followed', 'starttls', [...beforeTls, starttls('agreed'), tls('not-tls')]],
];
