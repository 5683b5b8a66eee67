import { createHash } from 'node:crypto';

// RFC 5929 §4.1: the hash of the certificate's signature algorithm; MD5 and SHA-1 give way to SHA-256. Algorithms without
// a hash of their own (ed25519) have no tls-server-end-point.
const HASHES: Readonly<Record<string, string>> = {
  '2a864886f70d010104': 'sha256', // md5WithRSAEncryption
  '2a864886f70d010105': 'sha256', // sha1WithRSAEncryption
  '2a864886f70d01010b': 'sha256', // sha256WithRSAEncryption
  '2a864886f70d01010c': 'sha384', // sha384WithRSAEncryption
  '2a864886f70d01010d': 'sha512', // sha512WithRSAEncryption
  '2a864886f70d01010e': 'sha224', // sha224WithRSAEncryption
  '2a8648ce3d0401': 'sha256', // ecdsa-with-SHA1
  '2a8648ce3d040301': 'sha224', // ecdsa-with-SHA224
  '2a8648ce3d040302': 'sha256', // ecdsa-with-SHA256
  '2a8648ce3d040303': 'sha384', // ecdsa-with-SHA384
  '2a8648ce3d040304': 'sha512', // ecdsa-with-SHA512
};

const SEQUENCE = 0x30;
const OBJECT_IDENTIFIER = 0x06;

/** The tls-server-end-point data of a certificate (RFC 5929 §4), or undefined where it has none. */
export function serverEndPoint(certificateDer: Uint8Array): Uint8Array | undefined {
  const hash = HASHES[signatureAlgorithm(certificateDer) ?? ''];
  return hash === undefined ? undefined : createHash(hash).update(certificateDer).digest();
}

/** The OID of Certificate.signatureAlgorithm in hex (RFC 5280 §4.1.1.2): the second element of the outer SEQUENCE. */
function signatureAlgorithm(der: Uint8Array): string | undefined {
  const certificate = elementAt(der, 0, SEQUENCE);
  const tbsCertificate = certificate && elementAt(der, certificate.start, SEQUENCE);
  const algorithm = tbsCertificate && elementAt(der, tbsCertificate.end, SEQUENCE);
  const oid = algorithm && elementAt(der, algorithm.start, OBJECT_IDENTIFIER);
  return oid && Buffer.from(der.subarray(oid.start, oid.end)).toString('hex');
}

/** Where the content of a DER element begins and ends (X.690 §8.1), if it has the tag and fits. */
function elementAt(der: Uint8Array, at: number, tag: number): { start: number; end: number } | undefined {
  const first = der[at + 1];
  if (der[at] !== tag || first === undefined) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 3) return undefined;
  const start = at + 2 + lengthBytes;
  const length = lengthBytes === 0 ? first : Buffer.from(der).readUIntBE(at + 2, lengthBytes);
  return start + length <= der.length ? { start, end: start + length } : undefined;
}
