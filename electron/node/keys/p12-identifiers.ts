/** What is in a part of a P12: bytes as they are (RFC 5652 §4). */
export const DATA = '1.2.840.113549.1.7.1';

/** What is in a part of a P12: bytes that a password has encrypted (RFC 5652 §8). */
export const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';

/** A key as PKCS#8, encrypted (RFC 7292 §4.2.2). */
export const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';

/** A certificate (RFC 7292 §4.2.3). */
export const CERT_BAG = '1.2.840.113549.1.12.10.1.3';

/** What a certificate bag has in it, as a rule (RFC 2985 §5.6). */
export const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';

/** A derivation and a cipher, each with parameters of its own (RFC 8018 §6.2). */
export const PBES2 = '1.2.840.113549.1.5.13';

/** RFC 8018 §5.2. */
export const PBKDF2 = '1.2.840.113549.1.5.12';

/** HMAC with SHA-256, as PBKDF2 uses it (RFC 8018 appendix B.1.2). */
export const HMAC_WITH_SHA256 = '1.2.840.113549.2.9';

/** RFC 3565 §4.1. */
export const AES_256_CBC = '2.16.840.1.101.3.4.1.42';

/** 3DES with three keys, which PKCS#12 derives itself, with SHA-1 (RFC 7292 appendix C). */
export const SHA1_AND_3DES = '1.2.840.113549.1.12.1.3';

/** RFC 8017 appendix B.1. */
export const SHA1 = '1.3.14.3.2.26';

/** RFC 8017 appendix B.1. */
export const SHA256 = '2.16.840.1.101.3.4.2.1';
