import type { KeyAlgorithm } from '../mail/device.ts';
import type { PublicKeyFacts } from './page.ts';
import { inProse } from '../mail/quote.ts';

// What every letter names, in rows, under the words of its language.

const ALGORITHMS: Readonly<Record<KeyAlgorithm, string>> = {
  ed25519: 'Ed25519 (RFC 8410)',
  p256: 'ECDSA P-256',
  'rsa-2048': 'RSA 2048',
};

/** Whose key it is. */
export function account(
  { login, host, deviceName, algorithm }: PublicKeyFacts,
  words: { readonly user: string; readonly server: string; readonly device: string; readonly key: string },
): string {
  return rows([
    [words.user, inProse(login)],
    [words.server, host],
    [words.device, inProse(deviceName)],
    [words.key, ALGORITHMS[algorithm]],
  ]);
}

/** All forms of its fingerprints that servers go by. */
export function fingerprints(
  { spkiColonHex, spkiSha256Base64Url, certificateColonHex }: PublicKeyFacts,
  words: { readonly key: string; readonly certificate: string },
): string {
  return `${words.key}:\n  ${spkiColonHex}\n  ${spkiSha256Base64Url}\n${words.certificate}:\n  ${certificateColonHex}`;
}

function rows(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map(([name, value]) => `  ${name}: ${value}`).join('\n');
}
