import {
  createSecureContext,
  rootCertificates,
  type SecureContext,
  type SecureContextOptions,
} from 'node:tls';
import { Anchors } from './anchors.ts';

/** Whom a run trusts, and the lowest that it accepts. */
export interface Trust {
  readonly context: SecureContext;
  readonly anchors: Anchors;
  /** The newest version of TLS that is spoken, where that is not the newest that there is. */
  readonly limitedTo?: 'TLSv1.2';
}

/**
 * The signatures that are taken from the other side of a TLS connection. Electron's TLS library does not take ed25519
 * unless it is named; both libraries take this list.
 */
export const SIGNATURE_ALGORITHMS = [
  'ecdsa_secp256r1_sha256',
  'ecdsa_secp384r1_sha384',
  'ecdsa_secp521r1_sha512',
  'ed25519',
  'rsa_pss_rsae_sha256',
  'rsa_pss_rsae_sha384',
  'rsa_pss_rsae_sha512',
  'rsa_pkcs1_sha256',
  'rsa_pkcs1_sha384',
  'rsa_pkcs1_sha512',
].join(':');

/**
 * The trust of one run: the public roots, the ones that a person added for it (`--ca`), and the ones that this computer
 * trusts. All of them verify; whom a chain ends at is kept apart, because a root of this computer alone can be somebody
 * who reads along.
 *
 * TLS 1.2 is the oldest version that is accepted (RFC 8996 forbids what is older). Runs that trust the same share it.
 *
 * @param addedAnchors PEM
 * @param systemAnchors PEM
 */
export function createTrust(addedAnchors: readonly string[], systemAnchors: readonly string[]): Trust {
  if (last === null || !isSame(last.added, addedAnchors) || !isSame(last.system, systemAnchors)) {
    last = { added: addedAnchors, system: systemAnchors, trust: makeTrust(addedAnchors, systemAnchors) };
  }
  return last.trust;
}

// It takes some 25 ms, and nearly always runs trust the same as the run before.
let last: {
  readonly added: readonly string[];
  readonly system: readonly string[];
  readonly trust: Trust;
} | null = null;

function makeTrust(addedAnchors: readonly string[], systemAnchors: readonly string[]): Trust {
  const anchors = new Anchors(addedAnchors, systemAnchors);
  return { context: createSecureContext(verifyingContextOptions(anchors)), anchors };
}

/** The same trust for a connection that is TLS 1.2, because the other side has shown that it needs that. */
export function limitedToTls12({ anchors }: Trust): Trust {
  const options = { ...verifyingContextOptions(anchors), maxVersion: 'TLSv1.2' as const };
  return { context: createSecureContext(options), anchors, limitedTo: 'TLSv1.2' };
}

/** What every context is made with that verifies a server. */
export function verifyingContextOptions({ besideBundled }: Anchors): SecureContextOptions {
  return {
    minVersion: 'TLSv1.2',
    sigalgs: SIGNATURE_ALGORITHMS,
    ca: [...rootCertificates, ...besideBundled],
  };
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((pem, at) => pem === right[at]);
}
