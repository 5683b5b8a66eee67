import {
  KEY_ALGORITHMS,
  SERVER_KINDS,
  type Device,
  type KeyOutcome,
  type KeyTrial,
  type Registration,
} from '../../../shared/mail/device.ts';
import { parseHostname } from '../../../shared/mail/hostname.ts';
import { decodeDocument, encodeDocument } from '../files/checked-document.ts';
import { endpointOf } from '../files/endpoint-field.ts';
import { isFields, listOf } from '../files/fields.ts';
import { MOST_REGISTRATIONS, MOST_TRIALS, type DeviceList } from './device-list.ts';
import { sealedKeyOf } from './sealed-key-fields.ts';
import type { KeptDevice } from './sealed-key.ts';
import { isBase64, isDigits } from './text-forms.ts';

/** What the bytes of a file of devices are. */
export type DecodedDevices =
  | { readonly kind: 'devices'; readonly devices: DeviceList }
  /** Whole, and of a version that is not known here. */
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

/** The most devices that are kept, revoked ones among them. */
export const MOST_DEVICES = 100;

const KIND = { format: 'letterlock-devices', version: 1 } as const;
const MOST_PROGRAMS = 30;
// A certificate of RSA with all that we can put into one has some 1.5 KB.
const LONGEST_CERTIFICATE_BYTES = 4_096;
// X.520 allows a common name 64 characters, and a login is 255 at the most; each can be two units of UTF-16.
const LONGEST_TEXT = 510;

/**
 * The devices as a file. Nothing in it is readable that is secret: private keys are sealed, and what a device has beyond its
 * type is left out.
 *
 * @throws RangeError where it could not be read again: a device is not what its type says in words, or there are too many
 */
export function encodeDevices(devices: DeviceList): Uint8Array {
  const known = devicesOf(devices);
  if (known === null) throw new RangeError('these devices could not be read again');
  return encodeDocument({ ...KIND, content: { devices: known } });
}

/** Reads such a file. Any bit that is not as it was written is noticed. */
export function decodeDevices(bytes: Uint8Array): DecodedDevices {
  const read = decodeDocument(bytes, KIND);
  if (read.kind !== 'whole') return read;
  const devices = devicesOf(read.content['devices']);
  return devices === null ? { kind: 'damaged' } : { kind: 'devices', devices };
}

/** Ids are theirs alone: two of the same cannot be told apart. */
function devicesOf(value: unknown): DeviceList | null {
  const devices = listOf(value, MOST_DEVICES, keptDeviceOf);
  const ids = new Set(devices?.map(({ device }) => device.id));
  return devices?.length === ids.size ? devices : null;
}

function keptDeviceOf(value: unknown): KeptDevice | null {
  if (!isFields(value)) return null;
  const device = deviceOf(value['device']);
  const sealedKey = sealedKeyOf(value['sealedKey']);
  return device === null || sealedKey === null ? null : { device, sealedKey };
}

function deviceOf(value: unknown): Device | null {
  if (!isFields(value)) return null;
  const { id, name, login, certificate, spkiFingerprint, certificateFingerprint } = value;
  const { madeAt, notAfter, revokedAt } = value;
  const algorithm = KEY_ALGORITHMS.find((one) => one === value['algorithm']);
  const programs = listOf(value['programs'], MOST_PROGRAMS, (one) => (isText(one) ? one : null));
  const registrations = listOf(value['registrations'], MOST_REGISTRATIONS, registrationOf);
  const trials = listOf(value['trials'], MOST_TRIALS, trialOf);
  if (algorithm === undefined || programs === null || registrations === null || trials === null) return null;
  if (!isDigits(id, 16) || !isDigits(spkiFingerprint, 64) || !isDigits(certificateFingerprint, 64))
    return null;
  if (!isText(name) || !isText(login) || !isBase64(certificate, 1, LONGEST_CERTIFICATE_BYTES)) return null;
  if (!isInstant(madeAt) || !isInstant(notAfter) || !(revokedAt === null || isInstant(revokedAt)))
    return null;
  return {
    ...{ id, name, login, algorithm, certificate, spkiFingerprint, certificateFingerprint },
    ...{ madeAt, notAfter, programs, registrations, trials, revokedAt },
  };
}

function registrationOf(value: unknown): Registration | null {
  if (!isFields(value)) return null;
  const { host, at } = value;
  const parsed = typeof host === 'string' ? parseHostname(host) : null;
  const server = SERVER_KINDS.find((one) => one === value['server']);
  if (parsed?.ok !== true || parsed.value !== host || server === undefined || !isInstant(at)) return null;
  return { host: parsed.value, server, at };
}

// All of them, as the type has them. One more is a new version of the document.
const OUTCOMES: Readonly<Record<KeyOutcome, true>> = {
  preauth: true,
  external: true,
  'certificate-alone': true,
  'not-asked': true,
  refused: true,
  'without-effect': true,
};

function trialOf(value: unknown): KeyTrial | null {
  if (!isFields(value)) return null;
  const { outcome, at } = value;
  const endpoint = endpointOf(value['endpoint']);
  if (endpoint === null || typeof outcome !== 'string' || !Object.hasOwn(OUTCOMES, outcome)) return null;
  return isInstant(at) ? { endpoint, outcome: outcome as KeyOutcome, at } : null; // a key of the table above
}

/** Text without control characters. What else a name may not be was judged where it was typed. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT && !/\p{Cc}/u.test(value);
}

/** ISO 8601 in UTC, as `toISOString` writes it, and no 30th of February. */
function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/.test(value)) return false;
  const time = new Date(value);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value.slice(0, 19));
}
