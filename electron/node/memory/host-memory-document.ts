import { createHash } from 'node:crypto';
import { parseEndpoint, type Endpoint, type Protocol } from '../../../shared/mail/endpoint.ts';
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

/** What the bytes of a memory file are. */
export type DecodedMemory =
  | { readonly kind: 'memory'; readonly memory: HostMemory }
  /** Whole, and of a version that is not known here. */
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

const FORMAT = 'letterlock-host-memory';
const VERSION = 1;
const DAMAGED: DecodedMemory = { kind: 'damaged' };
const MOST_MECHANISMS = 30;

// All protocols, as the type has them. One more is a new version of the document: an older Letterlock could not read it.
const PROTOCOLS: Readonly<Record<Protocol, true>> = {
  imap: true,
  pop3: true,
  submission: true,
  managesieve: true,
  smtp: true,
};

/**
 * The memory as a file: JSON that a person can read, with a checksum over everything else in it. Where it would be longer
 * than the limit, the hosts that were met first are left out.
 */
export function encodeHostMemory({ hosts }: HostMemory, limitBytes: number): Uint8Array {
  const content = { format: FORMAT, version: VERSION, hosts };
  const { format, version, ...rest } = content;
  const bytes = new TextEncoder().encode(textOf({ format, version, sha256: checksumOf(content), ...rest }));
  if (bytes.length <= limitBytes) return bytes;
  return encodeHostMemory({ version: VERSION, hosts: hosts.slice(Math.ceil(hosts.length / 10)) }, limitBytes);
}

/**
 * Reads such a file. Whatever the version, the checksum is made in the same way and the text is written in the same way, so
 * that any bit that is not as it was written is noticed, and a broken file is never taken for a newer one.
 */
export function decodeHostMemory(bytes: Uint8Array): DecodedMemory {
  const content = unsealed(bytes);
  if (content?.['format'] !== FORMAT) return DAMAGED;
  const { version } = content;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < VERSION) return DAMAGED;
  if (version > VERSION) return { kind: 'newer', version };
  const hosts = listOf(content['hosts'], MOST_HOSTS, hostOf);
  return hosts === null ? DAMAGED : { kind: 'memory', memory: { version: VERSION, hosts } };
}

/** What the checksum vouches for; null where it does not. */
function unsealed(bytes: Uint8Array): Fields | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const sealed: unknown = JSON.parse(text);
    if (!isFields(sealed) || textOf(sealed) !== text) return null;
    const { sha256, ...content } = sealed;
    return sha256 === checksumOf(content) ? content : null;
  } catch {
    return null; // no UTF-8, no JSON, or nested deeper than anything that we write
  }
}

function textOf(sealed: object): string {
  return `${JSON.stringify(sealed, null, 2)}\n`;
}

function checksumOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf<T>(value: unknown, most: number, itemOf: (item: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value) || value.length > most) return null;
  const items = value.map(itemOf);
  return items.every((item) => item !== null) ? items : null;
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

function endpointOf(value: unknown): Endpoint | null {
  if (!isFields(value)) return null;
  const { protocol, host, port, connectionSecurity } = value;
  if (typeof protocol !== 'string' || !Object.hasOwn(PROTOCOLS, protocol)) return null;
  if (typeof host !== 'string' || typeof port !== 'number' || typeof connectionSecurity !== 'string')
    return null;
  // A key of the table above, so it is one of the protocols.
  const parsed = parseEndpoint(protocol as Protocol, `${host}:${port}/${connectionSecurity}`);
  return parsed.ok && parsed.value.host === host ? parsed.value : null;
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
