import type { KeyObject } from 'node:crypto';
import { dayOf } from '../../../shared/mail/day.ts';
import type { Device } from '../../../shared/mail/device.ts';
import { pemOfDer } from '../net/pem.ts';
import { checkKeyOf } from './new-device.ts';

/** A certificate and its private key, for programs that want a file for each. */
export interface PemPair {
  readonly certificatePem: string;
  /** PKCS#8 (RFC 7468 §10), not encrypted: a secret. */
  readonly keyPem: string;
}

/** What a device is known by at servers, in the form that each of them shows or wants. */
export interface Fingerprints {
  /** mox: SHA-256 of the SubjectPublicKeyInfo, in base64url without padding. May begin with a hyphen. */
  readonly mox: string;
  /** Postfix, with `smtpd_tls_fingerprint_digest = sha256`: of the certificate, which a new certificate changes. */
  readonly postfixCertificate: string;
  /** Postfix from 2.9 on: of the SubjectPublicKeyInfo, which a new certificate leaves as it is. */
  readonly postfixPublicKey: string;
  /** As curl writes pins (`--pinnedpubkey`), and RFC 7469 its own. */
  readonly curlPin: string;
}

/** The certificate of a device alone, PEM (RFC 7468 §5). Nothing of it is secret. */
export function certificatePem({ certificate }: Device): string {
  return pemOfDer(Buffer.from(certificate, 'base64'));
}

/**
 * The certificate and the private key of a device. Nothing protects the second: it is for a file that its owner alone reads.
 *
 * @throws {RangeError} where the key is another device's
 */
export function pemPair(device: Device, key: KeyObject): PemPair {
  checkKeyOf(device, key);
  return {
    certificatePem: certificatePem(device),
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/**
 * Both in one text, the certificate first. As secret as the key.
 *
 * @throws {RangeError} where the key is another device's
 */
export function pemInOne(device: Device, key: KeyObject): string {
  const pair = pemPair(device, key);
  return pair.certificatePem + pair.keyPem;
}

/**
 * The private key in the older form that only keys on elliptic curves like P-256 have (SEC 1; RFC 5915 §4: EC PRIVATE KEY).
 *
 * @returns null for keys of other kinds
 * @throws {RangeError} where the key is another device's
 */
export function sec1Pem(device: Device, key: KeyObject): string | null {
  checkKeyOf(device, key);
  if (device.algorithm !== 'p256') return null;
  return key.export({ type: 'sec1', format: 'pem' }).toString();
}

/** The fingerprints of a device, all of them of SHA-256. */
export function fingerprintsOf({ spkiFingerprint, certificateFingerprint }: Device): Fingerprints {
  const spki = Buffer.from(spkiFingerprint, 'hex');
  return {
    mox: spki.toString('base64url'),
    postfixCertificate: withColons(certificateFingerprint),
    postfixPublicKey: withColons(spkiFingerprint),
    curlPin: `sha256//${spki.toString('base64')}`,
  };
}

/**
 * What an administrator adds to Dovecot's bundle of device certificates: the certificate, under a line that says whose it is.
 * Readers of PEM skip that line, whatever a person called the device.
 */
export function dovecotEntry(device: Device): string {
  const { name, login, id, madeAt } = device;
  return `# ${inComment(name)}, ${inComment(login)}, ${dayOf(madeAt)}, ${id}\n${certificatePem(device)}`;
}

/** What could end the line is not seen in it; and readers that look for a mark anywhere find no five hyphens. */
function inComment(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').replace(/-{2,}/g, '-');
}

function withColons(hex: string): string {
  return hex.toUpperCase().match(/../g)?.join(':') ?? '';
}
