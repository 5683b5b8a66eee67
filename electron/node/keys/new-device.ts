import {
  createHash,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { Device, KeyAlgorithm } from '../../../shared/mail/device.ts';
import { makeCertificate } from './certificate.ts';
import type { Extension } from './extensions.ts';

/** What a device is to be. */
export interface DeviceRequest {
  /** As `parseDeviceName` gave it. */
  readonly name: string;
  /** The user name that it signs in as, as `parseUsername` gave it. */
  readonly login: string;
  readonly algorithm: KeyAlgorithm;
  /** Ids of the mail programs that it is for. */
  readonly programs: readonly string[];
  readonly now: Date;
  /**
   * True: the certificate says that it is for clients of TLS, for the few servers that want that in it. Left out, it has no
   * extensions at all, which every server takes.
   */
  readonly statesPurpose?: true;
}

/** A device, and its private key: two things, because only the first may be shown and kept as it is. */
export interface NewDevice {
  readonly device: Device;
  /** Nothing of it shows where it is printed or made into JSON: it comes out where it is exported on purpose. */
  readonly key: KeyObject;
}

const HOUR_MS = 3_600_000;
// Longer than most computers last; and made before 2028 it ends before 2038, where dates of 32 bits do.
const VALID_YEARS = 10;
const ID_BYTES = 8;
const RENEWAL_BYTES = 4;
// RFC 5280 §4.2.1. Neither basicConstraints nor keyUsage: a certificate that signs itself is its own authority where a server
// trusts it, and GnuTLS and BoringSSL refuse it as that as soon as these say that it is none.
const PURPOSE: readonly Extension[] = [
  { kind: 'extKeyUsage', purpose: 'clientAuth' },
  { kind: 'subjectKeyIdentifier' },
];

const generate = promisify(generateKeyPair);
type KeyPair = Readonly<Record<'publicKey' | 'privateKey', KeyObject>>;
const MAKERS: Readonly<Record<KeyAlgorithm, () => Promise<KeyPair>>> = {
  ed25519: () => generate('ed25519'),
  p256: () => generate('ec', { namedCurve: 'P-256' }),
  'rsa-2048': () => generate('rsa', { modulusLength: 2048 }),
};

/**
 * Makes a device: a key of its own, and a certificate that the key signs itself (X.509 version 3). Nothing is written
 * anywhere, and no server knows of it yet.
 *
 * @throws {RangeError} for a name or a login that cannot stand in a certificate
 */
export async function makeDevice(request: DeviceRequest): Promise<NewDevice> {
  const { name, login, algorithm, programs, now, statesPurpose = false } = request;
  const { publicKey, privateKey } = await MAKERS[algorithm]();
  const subject = { id: randomBytes(ID_BYTES).toString('hex'), name, login };
  const device: Device = {
    ...subject,
    algorithm,
    ...certify(subject, privateKey, now, statesPurpose),
    spkiFingerprint: spkiFingerprintOf(publicKey),
    madeAt: now.toISOString(),
    programs,
    registrations: [],
    trials: [],
    revokedAt: null,
  };
  return { device, key: privateKey };
}

/**
 * The same device with a new certificate on the same key, of the same name, login and purpose, valid from now on. Servers that
 * know the key (mox) need nothing new; those that know the certificate (Dovecot, or by its fingerprint) have to be given
 * this one, and can have both for a while. What is known of where it was registered stays.
 *
 * @throws {RangeError} where the key is another device's
 */
export function renewCertificate(device: Device, key: KeyObject, now: Date): Device {
  checkKeyOf(device, key);
  const old = new X509Certificate(Buffer.from(device.certificate, 'base64'));
  // What Node calls keyUsage is the extended key usage.
  return { ...device, ...certify(device, key, now, (old.keyUsage as string[] | undefined) !== undefined) };
}

/**
 * Makes sure that a key is the one of a device, before the two are given out together.
 *
 * @throws {RangeError} where it is another one
 */
export function checkKeyOf({ spkiFingerprint }: Device, key: KeyObject): void {
  if (spkiFingerprintOf(createPublicKey(key)) !== spkiFingerprint)
    throw new RangeError('This key is of another device');
}

type Certified = Pick<Device, 'certificate' | 'certificateFingerprint' | 'notAfter'>;

function certify(
  { id, name, login }: Pick<Device, 'id' | 'name' | 'login'>,
  key: KeyObject,
  now: Date,
  statesPurpose: boolean,
): Certified {
  const notAfter = endOfValidity(now);
  const der = makeCertificate({
    // Two certificates of one subject hide each other in a server's bundle: OpenSSL finds only the first, BoringSSL the last.
    // People may give two devices one name, on two computers even, where nobody sees it: so the id is always in it. And a
    // renewed one stands beside the old one for a while, of the same key: so is something that the next one will not have.
    subject: {
      commonName: name,
      userId: login,
      serialNumber: id + randomBytes(RENEWAL_BYTES).toString('hex'),
    },
    publicKey: createPublicKey(key),
    issuer: { key },
    // Servers' clocks may be behind ours.
    notBefore: new Date(now.getTime() - HOUR_MS),
    notAfter,
    extensions: statesPurpose ? PURPOSE : [],
  });
  return {
    certificate: der.toString('base64'),
    certificateFingerprint: sha256(der),
    notAfter: notAfter.toISOString(),
  };
}

/** To the second, as certificates have it. */
function endOfValidity(now: Date): Date {
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + VALID_YEARS);
  end.setUTCMilliseconds(0);
  return end;
}

function spkiFingerprintOf(publicKey: KeyObject): string {
  return sha256(publicKey.export({ type: 'spki', format: 'der' }));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
