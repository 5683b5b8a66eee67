/** A cipher suite that a server has chosen. */
export interface CipherSuite {
  readonly number: number;
  /** As in IANA's registry, or null where it is not in our table: then it was not offered, either. */
  readonly name: string | null;
}

// Within each list the order is ours: forward secrecy first, and ECDSA before RSA, as in the hello of the real look, so
// that a server that has a certificate of each kind sends the same one.

/** RFC 5289, 7905, 5288, 5246: they exist from TLS 1.2 on. */
const NEWER: Readonly<Record<string, number>> = {
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: 0xc02b,
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: 0xc02c,
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: 0xcca9,
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: 0xc02f,
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: 0xc030,
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: 0xcca8,
  TLS_DHE_RSA_WITH_AES_128_GCM_SHA256: 0x009e,
  TLS_DHE_RSA_WITH_AES_256_GCM_SHA384: 0x009f,
  TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256: 0xccaa,
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256: 0xc023,
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384: 0xc024,
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256: 0xc027,
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384: 0xc028,
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA256: 0x0067,
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA256: 0x006b,
  TLS_RSA_WITH_AES_128_GCM_SHA256: 0x009c,
  TLS_RSA_WITH_AES_256_GCM_SHA384: 0x009d,
  TLS_RSA_WITH_AES_128_CBC_SHA256: 0x003c,
  TLS_RSA_WITH_AES_256_CBC_SHA256: 0x003d,
};

/** RFC 8422, 3268, 4346: every version has them. The last ones are broken, and some old servers have nothing else. */
const OLDER: Readonly<Record<string, number>> = {
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: 0xc009,
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: 0xc00a,
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: 0xc013,
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA: 0xc014,
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA: 0x0033,
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA: 0x0039,
  TLS_RSA_WITH_AES_128_CBC_SHA: 0x002f,
  TLS_RSA_WITH_AES_256_CBC_SHA: 0x0035,
  TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA: 0xc008,
  TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA: 0xc012,
  TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA: 0x0016,
  TLS_RSA_WITH_3DES_EDE_CBC_SHA: 0x000a,
  TLS_ECDHE_RSA_WITH_RC4_128_SHA: 0xc011,
  TLS_RSA_WITH_RC4_128_SHA: 0x0005,
  TLS_RSA_WITH_RC4_128_MD5: 0x0004,
};

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries({ ...NEWER, ...OLDER }).map(([name, number]) => [number, name]),
);

/** The suites of a hello of TLS 1.0 or 1.1. */
export const OLDER_SUITES: readonly number[] = Object.values(OLDER);

/** The suites of a hello of TLS 1.2. Nothing is ever encrypted with any of them: a hello is all that is sent. */
export const ALL_SUITES: readonly number[] = [...Object.values(NEWER), ...OLDER_SUITES];

/** A suite by its number. */
export function cipherSuite(number: number): CipherSuite {
  return { number, name: NAMES.get(number) ?? null };
}

/** How a suite agrees on keys, or null where it is not in our table. */
export function keyExchangeOf({ name }: CipherSuite): 'ecdhe' | 'dhe' | 'rsa' | null {
  if (name === null) return null;
  return name.startsWith('TLS_ECDHE_') ? 'ecdhe' : name.startsWith('TLS_DHE_') ? 'dhe' : 'rsa';
}
