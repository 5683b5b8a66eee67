import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { UsedKey } from '../../../shared/mail/sign-in.ts';
import { isSameBytes, readCertificate } from '../../../shared/wire/x509/certificate.ts';
import { certificateFacts } from '../net/certificate-facts.ts';
import { pemOfDer } from '../net/pem.ts';
import { verifyingContextOptions, type Trust } from '../net/trust.ts';

/** What everybody may know of a key. */
export type PublicFacts = Omit<UsedKey, 'validity' | 'isShown' | 'alert' | 'isRevoked'>;

/**
 * A key of this device with its certificate, for as long as a run takes. The private part is in no field that could be
 * printed or serialised; it comes out as a context of TLS, which uses it and does not give it away.
 */
export class DeviceKey {
  readonly facts: PublicFacts;
  /** Length of its certificate as it is sent, in bytes. */
  readonly certificateBytes: number;
  readonly #key: KeyObject;
  readonly #chainPem: string;

  private constructor(key: KeyObject, chain: readonly Uint8Array[], facts: PublicFacts) {
    this.facts = facts;
    this.certificateBytes = chain[0]?.length ?? 0;
    this.#key = key;
    this.#chainPem = chain.map(pemOfDer).join('');
  }

  /**
   * The first of the keys that one of the certificates is for, with the certificates that lead on from there.
   *
   * @param keys PKCS#8, DER
   * @param certificates DER
   * @returns what is missing, where there is no such pair, or where TLS cannot use it
   */
  static among(
    keys: readonly Uint8Array[],
    certificates: readonly Uint8Array[],
  ): DeviceKey | 'without-key' | 'without-certificate' | 'unusable' {
    if (keys.length === 0) return 'without-key';
    for (const der of keys) {
      const key = privateKeyOf(der);
      const own = certificates.find((one) => key !== null && isFor(one, key));
      const read = own === undefined ? null : readCertificate(own);
      if (key === null || own === undefined || read === null) continue;
      const { spkiFingerprint, notBefore, notAfter, key: kind } = certificateFacts(read);
      const chain = chainFrom(own, certificates);
      const facts = { spkiFingerprint, kind: kind.kind, bits: kind.bits, notBefore, notAfter };
      const made = new DeviceKey(key, chain, facts);
      return made.#isUsable() ? made : 'unusable';
    }
    return keys.some((der) => privateKeyOf(der) !== null) ? 'without-certificate' : 'unusable';
  }

  /** A context that shows this key, and trusts whom the run trusts. Nothing that came with the key is trusted. */
  contextFor(trust: Trust): SecureContext {
    return createSecureContext({ ...verifyingContextOptions(trust.anchors), ...this.#identity() });
  }

  /** What its dates say at this moment. A date that cannot be read says nothing. */
  validityAt(now: Date): UsedKey['validity'] {
    const { notBefore, notAfter } = this.facts;
    if (notAfter !== null && now > new Date(notAfter)) return 'expired';
    return notBefore !== null && now < new Date(notBefore) ? 'not-yet-valid' : 'valid';
  }

  /** Kinds of key that TLS has no signature for are found out here, and not in the middle of a run. */
  #isUsable(): boolean {
    try {
      createSecureContext(this.#identity());
      return true;
    } catch {
      return false;
    }
  }

  #identity(): { readonly cert: string; readonly key: string } {
    return {
      cert: this.#chainPem,
      key: this.#key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
  }
}

function privateKeyOf(der: Uint8Array): KeyObject | null {
  try {
    return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
  } catch {
    return null; // a kind of key that this runtime does not know
  }
}

function isFor(der: Uint8Array, key: KeyObject): boolean {
  try {
    return new X509Certificate(der).checkPrivateKey(key);
  } catch {
    return false; // not a certificate that the TLS library takes
  }
}

/** A certificate, and behind it those that issued it, as far as they are there; never the one that has signed itself. */
function chainFrom(own: Uint8Array, all: readonly Uint8Array[]): readonly Uint8Array[] {
  const chain = [own];
  for (let last = readCertificate(own); last !== null;) {
    const { subject, issuer } = last;
    if (isSameBytes(subject, issuer)) break;
    const next = all.find((der) => {
      const one = readCertificate(der);
      return one !== null && !chain.includes(der) && isSameBytes(one.subject, issuer);
    });
    const read = next === undefined ? null : readCertificate(next);
    if (next === undefined || read === null || isSameBytes(read.subject, read.issuer)) break;
    chain.push(next);
    last = read;
  }
  return chain;
}
