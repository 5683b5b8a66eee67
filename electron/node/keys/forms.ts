import type { KeyObject } from 'node:crypto';
import type { Device, Fingerprints } from '../../../shared/mail/device.ts';
import { bundleEntry } from '../../../shared/registration/certificate-file.ts';
import { pemOfDer } from '../net/pem.ts';
import { checkKeyOf } from './new-device.ts';

/** A certificate and its private key, for programs that want a file for each. */
export interface PemPair {
  readonly certificatePem: string;
  /** PKCS#8 (RFC 7468 §10), not encrypted: a secret. */
  readonly keyPem: string;
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

/** What an administrator adds to Dovecot's bundle of device certificates, as the page of that server has it. */
export function dovecotEntry(device: Device): string {
  return bundleEntry({
    deviceName: device.name,
    login: device.login,
    certificatePem: certificatePem(device),
    certificateColonHex: fingerprintsOf(device).postfixCertificate,
  });
}

function withColons(hex: string): string {
  return hex.toUpperCase().match(/../g)?.join(':') ?? '';
}
