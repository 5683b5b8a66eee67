import {
  LONGEST_ISSUER,
  MOST_CERTIFICATES,
  MOST_HOSTS,
  type HostMemory,
  type RememberedCertificate,
  type RememberedHost,
  type RememberedMechanism,
  type RememberedTls,
  type Sighting,
} from '../../../shared/policy/host-memory.ts';
import { safeText } from '../../../shared/wire/server-words.ts';
import { decodeDocument, encodeDocument } from '../files/checked-document.ts';
import { endpointOf } from '../files/endpoint-field.ts';
import { isFields, listOf } from '../files/fields.ts';

/** What the bytes of a memory file are. */
export type DecodedMemory =
  | { readonly kind: 'memory'; readonly memory: HostMemory }
  /** Whole, and of a version that is not known here. */
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

const VERSION = 1;
const KIND = { format: 'letterlock-host-memory', version: VERSION } as const;
const DAMAGED: DecodedMemory = { kind: 'damaged' };
const MOST_MECHANISMS = 30;

/**
 * The memory as a file: JSON that a person can read, with a checksum over everything else in it. Where it would be longer
 * than the limit, the hosts that were met first are left out.
 */
export function encodeHostMemory({ hosts }: HostMemory, limitBytes: number): Uint8Array {
  const bytes = encodeDocument({ ...KIND, content: { hosts } });
  if (bytes.length <= limitBytes) return bytes;
  return encodeHostMemory({ version: VERSION, hosts: hosts.slice(Math.ceil(hosts.length / 10)) }, limitBytes);
}

/** Reads such a file. Any bit that is not as it was written is noticed. */
export function decodeHostMemory(bytes: Uint8Array): DecodedMemory {
  const read = decodeDocument(bytes, KIND);
  if (read.kind !== 'whole') return read;
  const hosts = listOf(read.content['hosts'], MOST_HOSTS, hostOf);
  return hosts === null ? DAMAGED : { kind: 'memory', memory: { version: VERSION, hosts } };
}

function hostOf(value: unknown): RememberedHost | null {
  if (!isFields(value)) return null;
  const endpoint = endpointOf(value['endpoint']);
  const seen = sightingOf(value);
  const mechanisms = listOf(value['mechanisms'], MOST_MECHANISMS, mechanismOf);
  const certificates = listOf(value['certificates'], MOST_CERTIFICATES, certificateOf);
  const tls = value['tls'] === null ? null : tlsOf(value['tls']);
  const starttls = value['starttls'] === null ? null : sightingOf(value['starttls']);
  const isLost =
    (tls === null) !== (value['tls'] === null) || (starttls === null) !== (value['starttls'] === null);
  if (endpoint === null || seen === null || mechanisms === null || certificates === null || isLost)
    return null;
  return { endpoint, mechanisms, tls, starttls, certificates, ...seen };
}

// RFC 4422 §3.1: what a mechanism's name is made of.
const MECHANISM_NAME = /^[A-Z0-9_-]{1,20}$/;

const ANCHORS: readonly RememberedCertificate['anchor'][] = ['bundled', 'system', 'added', null];

/** Of any name: another version of Letterlock may speak more. */
function mechanismOf(value: unknown): RememberedMechanism | null {
  const seen = sightingOf(value);
  const name = isFields(value) ? value['name'] : null;
  if (seen === null || typeof name !== 'string' || !MECHANISM_NAME.test(name)) return null;
  return { name, ...seen };
}

function tlsOf(value: unknown): RememberedTls | null {
  const seen = sightingOf(value);
  const version = isFields(value) ? value['version'] : null;
  if (seen === null || typeof version !== 'string' || !/^TLSv1\.\d$/.test(version)) return null;
  return { version, ...seen };
}

function certificateOf(value: unknown): RememberedCertificate | null {
  const seen = sightingOf(value);
  if (seen === null || !isFields(value)) return null;
  const { issuer, spkiFingerprint, notAfter } = value;
  const anchor = ANCHORS.find((kind) => kind === value['anchor']);
  if (typeof issuer !== 'string' || typeof spkiFingerprint !== 'string' || anchor === undefined) return null;
  if (!/^[0-9a-f]{64}$/.test(spkiFingerprint) || (notAfter !== null && !isDay(notAfter))) return null;
  // It was safe when it was learned; what a person is shown is made sure of where it comes in.
  const name = [...safeText(issuer)].slice(0, LONGEST_ISSUER).join('');
  return { issuer: name, anchor, spkiFingerprint, notAfter, ...seen };
}

function sightingOf(value: unknown): Sighting | null {
  if (!isFields(value)) return null;
  const { firstSeen, lastSeen } = value;
  return isDay(firstSeen) && isDay(lastSeen) ? { firstSeen, lastSeen } : null;
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}
