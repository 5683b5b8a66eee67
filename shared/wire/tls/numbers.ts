/** Versions of TLS whose handshake begins in the clear, as Node names them. TLS 1.3 encrypts what is read here. */
export type TlsVersion = keyof typeof VERSIONS;

const VERSIONS = { SSLv3: 0x0300, TLSv1: 0x0301, 'TLSv1.1': 0x0302, 'TLSv1.2': 0x0303 } as const;
const VERSION_NAMES = Object.keys(VERSIONS) as TlsVersion[]; // the table has exactly these keys

/** The number of a version on the wire. */
export function versionNumber(version: TlsVersion): number {
  return VERSIONS[version];
}

/** The version that has a number, or null. */
export function versionOf(number: number | null): TlsVersion | null {
  return VERSION_NAMES.find((name) => VERSIONS[name] === number) ?? null;
}

/** Types of records (RFC 8446 appendix B.1). */
export const RECORD = { changeCipherSpec: 20, alert: 21, handshake: 22, heartbeat: 24 } as const;

/** Types of handshake messages that a server may send in the clear (RFC 5246 §7.4, RFC 6066 §8, RFC 4680 §2). */
export const MESSAGE = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateStatus: 22,
  supplementalData: 23,
} as const;

/** Groups of key exchange by their number (RFC 8422 §5.1.1, RFC 7027 §2, RFC 7919 §2), the preferred ones first. */
const GROUPS: Readonly<Record<string, number>> = {
  x25519: 0x001d,
  secp256r1: 0x0017,
  secp384r1: 0x0018,
  secp521r1: 0x0019,
  x448: 0x001e,
  brainpoolP256r1: 0x001a,
  brainpoolP384r1: 0x001b,
  brainpoolP512r1: 0x001c,
  secp256k1: 0x0016,
  secp224r1: 0x0015,
  secp192r1: 0x0013,
};

/**
 * The elliptic curves of a hello. A server also looks here whether we know the curve of its certificate's key. Groups of
 * finite fields are left out: with them it would take one of those, and hide how weak its own is (RFC 7919 §4).
 */
export const OFFERED_GROUPS: readonly number[] = Object.values(GROUPS);

/** The name of a group, or its number (`0x0019`). */
export function groupName(number: number): string {
  return nameOf(GROUPS, number) ?? hexNumber(number);
}

/** Descriptions of alerts (RFC 8446 §6; RFC 5246 §7.2 and RFC 6066 §9 for those that TLS 1.3 no longer has). */
const ALERTS: Readonly<Record<string, number>> = {
  close_notify: 0,
  unexpected_message: 10,
  bad_record_mac: 20,
  decryption_failed: 21,
  record_overflow: 22,
  decompression_failure: 30,
  handshake_failure: 40,
  no_certificate: 41,
  bad_certificate: 42,
  unsupported_certificate: 43,
  certificate_revoked: 44,
  certificate_expired: 45,
  certificate_unknown: 46,
  illegal_parameter: 47,
  unknown_ca: 48,
  access_denied: 49,
  decode_error: 50,
  decrypt_error: 51,
  export_restriction: 60,
  protocol_version: 70,
  insufficient_security: 71,
  internal_error: 80,
  inappropriate_fallback: 86,
  user_canceled: 90,
  no_renegotiation: 100,
  missing_extension: 109,
  unsupported_extension: 110,
  certificate_unobtainable: 111,
  unrecognized_name: 112,
  bad_certificate_status_response: 113,
  bad_certificate_hash_value: 114,
  unknown_psk_identity: 115,
  certificate_required: 116,
  no_application_protocol: 120,
};

/** The name of an alert, or its number (`0x7b`). */
export function alertName(number: number): string {
  return nameOf(ALERTS, number) ?? hexNumber(number);
}

/** Types of client certificates that a server can ask for (RFC 5246 §7.4.4, RFC 8422 §5.5). */
const CERTIFICATE_TYPES: Readonly<Record<string, number>> = {
  rsa_sign: 1,
  dss_sign: 2,
  rsa_fixed_dh: 3,
  dss_fixed_dh: 4,
  ecdsa_sign: 64,
  rsa_fixed_ecdh: 65,
  ecdsa_fixed_ecdh: 66,
};

/** The name of a type of client certificate, or its number (`0x05`). */
export function certificateTypeName(number: number): string {
  return nameOf(CERTIFICATE_TYPES, number) ?? hexNumber(number);
}

/** A number as it is written where it has no name: `0xc02b`. */
export function hexNumber(number: number): string {
  const digits = number.toString(16);
  return `0x${digits.padStart(digits.length + (digits.length % 2), '0')}`;
}

function nameOf(table: Readonly<Record<string, number>>, number: number): string | null {
  return Object.keys(table).find((name) => table[name] === number) ?? null;
}
