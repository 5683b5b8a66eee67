import { ALL_SUITES, OLDER_SUITES } from './cipher-suites.ts';
import { MESSAGE, OFFERED_GROUPS, RECORD, versionNumber, type TlsVersion } from './numbers.ts';

/** Versions that a hello can ask for. */
export type HelloVersion = Exclude<TlsVersion, 'SSLv3'>;

/** What a hello is made of. */
export interface ClientHello {
  /** The newest version that it accepts; a server may answer with an older one. */
  readonly version: HelloVersion;
  /** A host name in A-label form without a trailing dot; null for an IP address, which is never sent (RFC 6066 §3). */
  readonly serverName: string | null;
  /** 32 of them. */
  readonly randomBytes: Uint8Array;
}

/** The length of a hello's random (RFC 5246 §7.4.1.2). */
export const HELLO_RANDOM_BYTES = 32;

const SERVER_NAME = /^[\x21-\x7e]{1,253}$/;
const UNCOMPRESSED = 0;
const NO_COMPRESSION = 0;
const HOST_NAME = 0;

/** Extensions (IANA, ExtensionType Values). */
const EXTENSION = {
  serverName: 0,
  supportedGroups: 10,
  ecPointFormats: 11,
  signatureAlgorithms: 13,
  padding: 21,
  extendedMasterSecret: 23,
  renegotiationInfo: 0xff01,
} as const;

/**
 * RFC 8446 §4.2.3 and RFC 5246 §7.4.1.4.1, in the order of the real look, whose list this begins with. The rest is for the
 * eyes only: a server whose key signs with none of these would hang up instead of showing its certificate.
 */
const SIGNATURE_ALGORITHMS: Readonly<Record<string, number>> = {
  ecdsa_secp256r1_sha256: 0x0403,
  ecdsa_secp384r1_sha384: 0x0503,
  ecdsa_secp521r1_sha512: 0x0603,
  ed25519: 0x0807,
  rsa_pss_rsae_sha256: 0x0804,
  rsa_pss_rsae_sha384: 0x0805,
  rsa_pss_rsae_sha512: 0x0806,
  rsa_pkcs1_sha256: 0x0401,
  rsa_pkcs1_sha384: 0x0501,
  rsa_pkcs1_sha512: 0x0601,
  ed448: 0x0808,
  rsa_pss_pss_sha256: 0x0809,
  rsa_pss_pss_sha384: 0x080a,
  rsa_pss_pss_sha512: 0x080b,
  ecdsa_sha224: 0x0303,
  rsa_pkcs1_sha224: 0x0301,
  ecdsa_sha1: 0x0203,
  rsa_pkcs1_sha1: 0x0201,
};

// Old load balancers wait for more when they get a hello of 256 to 511 bytes (RFC 7685 §1).
const STALLS_FROM_BYTES = 256;
const STALLS_BELOW_BYTES = 512;
const EXTENSION_HEADER_BYTES = 4;

/**
 * Writes a ClientHello in a record of its own (RFC 5246 §7.4.1.2; RFC 8446 appendix D.1 for its oldest fields). It offers
 * nothing of TLS 1.3, because from its ServerHello on that is encrypted, and it does not say that it is a second try
 * (RFC 7507), because whether an old version is refused as such is what a look wants to know.
 *
 * @throws {RangeError} for a server name that cannot be one, and for a random of another length
 */
export function writeClientHello({ version, serverName, randomBytes }: ClientHello): Uint8Array {
  if (randomBytes.length !== HELLO_RANDOM_BYTES) throw new RangeError('a hello has 32 random bytes');
  if (serverName !== null && !SERVER_NAME.test(serverName)) throw new RangeError('not a server name');
  const suites = version === 'TLSv1.2' ? ALL_SUITES : OLDER_SUITES;
  const start = [
    ...uint16(versionNumber(version)),
    ...randomBytes,
    ...vector(1, []), // no session to go on with
    ...vector(2, suites.flatMap(uint16)),
    ...vector(1, [NO_COMPRESSION]),
  ];
  const extensions = extensionsOf(version, serverName);
  const message = (padding: readonly number[]): readonly number[] =>
    handshake([...start, ...vector(2, [...extensions, ...padding])]);
  return record(message(paddingFor(message([]).length)));
}

function extensionsOf(version: HelloVersion, serverName: string | null): readonly number[] {
  return [
    ...(serverName === null ? [] : extension(EXTENSION.serverName, serverNames(serverName))),
    ...extension(EXTENSION.extendedMasterSecret, []), // RFC 7627 §5.1
    ...extension(EXTENSION.renegotiationInfo, vector(1, [])), // RFC 5746 §3.4
    ...extension(EXTENSION.supportedGroups, vector(2, OFFERED_GROUPS.flatMap(uint16))),
    ...extension(EXTENSION.ecPointFormats, vector(1, [UNCOMPRESSED])), // RFC 8422 §5.1.2
    // RFC 5246 §7.4.1.4.1: clients must not offer it for versions before 1.2.
    ...(version === 'TLSv1.2'
      ? extension(
          EXTENSION.signatureAlgorithms,
          vector(2, Object.values(SIGNATURE_ALGORITHMS).flatMap(uint16)),
        )
      : []),
  ];
}

/** RFC 6066 §3: a list of one. */
function serverNames(name: string): readonly number[] {
  const characters = Array.from(name, (character) => character.charCodeAt(0));
  return vector(2, [HOST_NAME, ...vector(2, characters)]);
}

/** RFC 7685 §3. It is never empty: some old servers fail at a last extension without data. */
function paddingFor(helloBytes: number): readonly number[] {
  if (helloBytes < STALLS_FROM_BYTES || helloBytes >= STALLS_BELOW_BYTES) return [];
  const length = Math.max(1, STALLS_BELOW_BYTES - helloBytes - EXTENSION_HEADER_BYTES);
  return extension(EXTENSION.padding, new Array<number>(length).fill(0));
}

function extension(type: number, data: readonly number[]): readonly number[] {
  return [...uint16(type), ...vector(2, data)];
}

function handshake(body: readonly number[]): readonly number[] {
  return [MESSAGE.clientHello, ...vector(3, body)];
}

/** RFC 8446 §5.1: the record of a first hello says 1.0, whatever is inside, because old servers want that. */
function record(message: readonly number[]): Uint8Array {
  return Uint8Array.from([RECORD.handshake, ...uint16(versionNumber('TLSv1')), ...vector(2, message)]);
}

function uint16(value: number): readonly number[] {
  return [value >> 8, value & 0xff];
}

/** A vector of variable length (RFC 5246 §4.3): how long it is, in so many bytes, and what is in it. */
function vector(lengthBytes: 1 | 2 | 3, bytes: readonly number[]): readonly number[] {
  const length = [bytes.length >> 16, (bytes.length >> 8) & 0xff, bytes.length & 0xff];
  return [...length.slice(3 - lengthBytes), ...bytes];
}
