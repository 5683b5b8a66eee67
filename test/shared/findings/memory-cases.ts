import { starttls, remembered, inTls, beforeTls, signIn } from './facts.ts';
import type { Case } from './judged.ts';

/** What was otherwise before: for each finding the observations that reach it. */
export const MEMORY_CASES: readonly Case[] = [
  [
    'memory_mechanism_gone',
    'implicit-tls',
    [...inTls, remembered('mechanism-gone', 'SCRAM-SHA-512-PLUS', 'SCRAM-SHA-256')],
  ],
  [
    'auth_weaker_not_confirmed',
    'implicit-tls',
    [
      ...inTls,
      remembered('mechanism-gone', 'SCRAM-SHA-512-PLUS', 'SCRAM-SHA-256'),
      signIn({ outcome: 'refused-by-us', refusal: 'weaker-than-before' }),
    ],
  ],
  ['memory_proof_gone', 'implicit-tls', [...inTls, remembered('mechanism-gone', 'SCRAM-SHA-256', 'PLAIN')]],
  [
    'memory_starttls_gone',
    'starttls',
    [...beforeTls, starttls('not-offered'), remembered('starttls-gone', 'STARTTLS', null)],
  ],
  [
    'memory_issuer_changed',
    'implicit-tls',
    [...inTls, remembered('issuer-changed', "Let's Encrypt", 'Example Corp')],
  ],
  ['memory_tls_older', 'implicit-tls', [...inTls, remembered('tls-older', 'TLSv1.3', 'TLSv1.2')]],
  [
    'memory_certificate_renewed',
    'implicit-tls',
    [...inTls, remembered('certificate-renewed', '2026-12-01', '2027-03-01')],
  ],
];
