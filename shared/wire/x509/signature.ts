import type { SignatureFacts } from '../../mail/certificate.ts';
import { derElementAt, derElements, type DerElement } from '../tls/der.ts';
import { objectIdentifier } from './object-identifier.ts';

const SEQUENCE = 0x30;
const HASH_ALGORITHM = 0xa0;
const MOST_PARAMETERS = 4;

/** RFC 8017 appendix B.1. */
const HASHES: Readonly<Record<string, string>> = {
  '2b0e03021a': 'sha1',
  '2a864886f70d0205': 'md5',
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
  '608648016503040204': 'sha224',
};

/** RFC 8017 appendix C, RFC 5758, RFC 8410, and NIST's arc of signatures. */
const ALGORITHMS: Readonly<Record<string, SignatureFacts>> = {
  '2a864886f70d010102': { kind: 'rsa', hash: 'md2' },
  '2a864886f70d010103': { kind: 'rsa', hash: 'md4' },
  '2a864886f70d010104': { kind: 'rsa', hash: 'md5' },
  '2a864886f70d010105': { kind: 'rsa', hash: 'sha1' },
  '2b0e03021d': { kind: 'rsa', hash: 'sha1' }, // the name of OIW, which old tools of Microsoft write
  '2a864886f70d01010e': { kind: 'rsa', hash: 'sha224' },
  '2a864886f70d01010b': { kind: 'rsa', hash: 'sha256' },
  '2a864886f70d01010c': { kind: 'rsa', hash: 'sha384' },
  '2a864886f70d01010d': { kind: 'rsa', hash: 'sha512' },
  '60864801650304030e': { kind: 'rsa', hash: 'sha3-256' },
  '60864801650304030f': { kind: 'rsa', hash: 'sha3-384' },
  '608648016503040310': { kind: 'rsa', hash: 'sha3-512' },
  '2a8648ce3d0401': { kind: 'ecdsa', hash: 'sha1' },
  '2a8648ce3d040301': { kind: 'ecdsa', hash: 'sha224' },
  '2a8648ce3d040302': { kind: 'ecdsa', hash: 'sha256' },
  '2a8648ce3d040303': { kind: 'ecdsa', hash: 'sha384' },
  '2a8648ce3d040304': { kind: 'ecdsa', hash: 'sha512' },
  '60864801650304030a': { kind: 'ecdsa', hash: 'sha3-256' },
  '60864801650304030b': { kind: 'ecdsa', hash: 'sha3-384' },
  '60864801650304030c': { kind: 'ecdsa', hash: 'sha3-512' },
  '2a8648ce380403': { kind: 'dsa', hash: 'sha1' },
  '608648016503040301': { kind: 'dsa', hash: 'sha224' },
  '608648016503040302': { kind: 'dsa', hash: 'sha256' },
  '2b6570': { kind: 'ed25519', hash: null },
  '2b6571': { kind: 'ed448', hash: null },
};

const RSASSA_PSS = '2a864886f70d01010a';
const OTHER: SignatureFacts = { kind: 'other', hash: null };

/**
 * The algorithm of a signature (RFC 5280 §4.1.1.2), read from an AlgorithmIdentifier. One that is not known is none that
 * a TLS library of ours knows, either.
 */
export function signatureOf(algorithm: DerElement): SignatureFacts {
  const [type, parameters] = derElements(algorithm.content, 2) ?? [];
  const oid = objectIdentifier(type);
  if (oid === null) return OTHER;
  return oid === RSASSA_PSS ? { kind: 'rsa-pss', hash: hashOfPss(parameters) } : (ALGORITHMS[oid] ?? OTHER);
}

/** RSASSA-PSS-params (RFC 4055 §3.1): the hash is the first field, and SHA-1 where it is left out. */
function hashOfPss(parameters: DerElement | undefined): string | null {
  const fields = parameters?.tag === SEQUENCE ? derElements(parameters.content, MOST_PARAMETERS) : null;
  if (fields === null) return null;
  const field = fields.find(({ tag }) => tag === HASH_ALGORITHM);
  if (field === undefined) return 'sha1';
  const algorithm = derElementAt(field.content, 0);
  const [type] = (algorithm && derElements(algorithm.content, 2)) ?? [];
  return HASHES[objectIdentifier(type) ?? ''] ?? null;
}
