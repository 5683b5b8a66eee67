import type { KeyFacts } from '../../mail/certificate.ts';
import { derElementAt, derElements, type DerElement } from '../tls/der.ts';
import { objectIdentifier } from './object-identifier.ts';

const BIT_STRING = 0x03;
const INTEGER = 0x02;
const UNCOMPRESSED = 0x04;
const DSA_PARAMETERS = 3;

interface Curve {
  readonly curve: string;
  readonly bits: number;
}

/** RFC 5480 §2.1.1.1, SEC 2, RFC 5639 §4.1. */
const CURVES: Readonly<Record<string, Curve>> = {
  '2a8648ce3d030107': { curve: 'P-256', bits: 256 },
  '2b81040022': { curve: 'P-384', bits: 384 },
  '2b81040023': { curve: 'P-521', bits: 521 },
  '2b81040021': { curve: 'P-224', bits: 224 },
  '2a8648ce3d030101': { curve: 'P-192', bits: 192 },
  '2b8104000a': { curve: 'secp256k1', bits: 256 },
  '2b2403030208010107': { curve: 'brainpoolP256r1', bits: 256 },
  '2b240303020801010b': { curve: 'brainpoolP384r1', bits: 384 },
  '2b240303020801010d': { curve: 'brainpoolP512r1', bits: 512 },
};

type Reader = (parameters: DerElement | undefined, key: Uint8Array) => KeyFacts;

const rsa =
  (kind: 'rsa' | 'rsa-pss'): Reader =>
  (_, key) => ({
    kind,
    bits: bitsOfInteger(firstInside(key)),
    curve: null,
  });

/** RFC 3279 §2.3, RFC 4055 §1.2, RFC 5480 §2.1, RFC 8410 §3. */
const READERS: Readonly<Record<string, Reader>> = {
  '2a864886f70d010101': rsa('rsa'),
  '2a864886f70d01010a': rsa('rsa-pss'),
  '2a8648ce3d0201': readEc,
  '2a8648ce380401': (parameters) => ({ kind: 'dsa', bits: bitsOfDsa(parameters), curve: null }),
  '2b6570': () => ({ kind: 'ed25519', bits: 255, curve: null }),
  '2b6571': () => ({ kind: 'ed448', bits: 448, curve: null }),
};

/** What a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) holds, whether or not a TLS library could use it. */
export function publicKeyOf(spki: DerElement): KeyFacts {
  const [algorithm, bitString] = derElements(spki.content, 2) ?? [];
  const [type, parameters] = (algorithm && derElements(algorithm.content, 2)) ?? [];
  const read = READERS[objectIdentifier(type) ?? ''];
  if (read === undefined || bitString?.tag !== BIT_STRING) return { kind: 'other', bits: null, curve: null };
  return read(parameters, bitString.content.subarray(1)); // its first byte says how many bits do not count
}

/** A curve by its name, or by its parameters (RFC 3279 §2.3.5), which nobody should write: the length of a point tells. */
function readEc(parameters: DerElement | undefined, point: Uint8Array): KeyFacts {
  const named = CURVES[objectIdentifier(parameters) ?? ''];
  if (named !== undefined) return { kind: 'ec', ...named };
  const coordinates = point[0] === UNCOMPRESSED ? 2 : 1;
  const bits = Math.floor((point.length - 1) / coordinates) * 8;
  return { kind: 'ec', bits: point.length < 2 ? null : bits, curve: null };
}

/** The prime p of Dss-Parms. */
function bitsOfDsa(parameters: DerElement | undefined): number | null {
  const [p] = (parameters && derElements(parameters.content, DSA_PARAMETERS)) ?? [];
  return bitsOfInteger(p);
}

/** The modulus of an RSAPublicKey. */
function firstInside(key: Uint8Array): DerElement | undefined {
  const sequence = derElementAt(key, 0);
  return (sequence && derElements(sequence.content, 2))?.[0];
}

function bitsOfInteger(integer: DerElement | undefined): number | null {
  if (integer?.tag !== INTEGER) return null;
  const first = integer.content.findIndex((byte) => byte !== 0);
  if (first === -1) return 0;
  const top = integer.content[first] ?? 0;
  return (integer.content.length - first) * 8 - (Math.clz32(top) - 24);
}
