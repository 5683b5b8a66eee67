import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { makeCertificate, type CertificateRequest } from '../../electron/node/keys/certificate.ts';
import type { DistinguishedName } from '../../electron/node/keys/distinguished-name.ts';
import type { Extension } from '../../electron/node/keys/extensions.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';

const KEYS = {
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  ed25519: generateKeyPairSync('ed25519').privateKey,
  RSA: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
};
type KeyName = keyof typeof KEYS;
const KEY_NAMES = Object.keys(KEYS) as KeyName[]; // it has exactly these keys

const FROM = new Date('2026-01-02T03:04:05Z');
const TO = new Date('2046-01-02T03:04:05Z');
const DEVICE: DistinguishedName = { commonName: 'Zoë’s phone', userId: 'zoe@example.test' };
const AUTHORITY: readonly Extension[] = [
  { kind: 'basicConstraints' },
  { kind: 'keyUsage', usages: ['keyCertSign', 'cRLSign'] },
  { kind: 'subjectKeyIdentifier' },
];
const SERVER: readonly Extension[] = [
  { kind: 'keyUsage', usages: ['digitalSignature'] },
  { kind: 'extKeyUsage', purpose: 'serverAuth' },
  { kind: 'subjectAltName', names: ['imap.example.test', '*.example.test', '127.0.0.1'] },
  { kind: 'subjectKeyIdentifier' },
  { kind: 'authorityKeyIdentifier' },
];

/** A certificate of a device, which signs itself, with changes. */
function made(changes: Partial<CertificateRequest> = {}, key: KeyObject = KEYS['P-256']): Buffer {
  return makeCertificate({
    subject: DEVICE,
    publicKey: createPublicKey(key),
    issuer: { key },
    notBefore: FROM,
    notAfter: TO,
    extensions: [],
    ...changes,
  });
}

const read = (changes?: Partial<CertificateRequest>, key?: KeyObject): X509Certificate =>
  new X509Certificate(made(changes, key));

describe('makeCertificate', () => {
  it.each(KEY_NAMES)('makes one that a key of kind %s signs for itself', (name) => {
    const certificate = read({}, KEYS[name]);

    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.checkPrivateKey(KEYS[name])).toBe(true);
  });

  it.each(KEY_NAMES.flatMap((issuer) => KEY_NAMES.map((subject) => [issuer, subject] as const)))(
    'makes one that a key of kind %s signs for one of kind %s',
    (issuer, subject) => {
      const authority = made({ subject: { commonName: 'Authority' }, extensions: AUTHORITY }, KEYS[issuer]);

      const certificate = read({
        publicKey: createPublicKey(KEYS[subject]),
        issuer: { key: KEYS[issuer], certificate: authority },
      });

      expect(certificate.verify(createPublicKey(KEYS[issuer]))).toBe(true);
      expect(certificate.checkIssued(new X509Certificate(authority))).toBe(true);
      expect(certificate.checkPrivateKey(KEYS[subject])).toBe(true);
      expect(certificate.issuer).toBe('CN=Authority');
    },
  );

  it('writes who it is of', () => {
    const { subject } = read({ subject: { ...DEVICE, serialNumber: '0a1b' } });

    expect(subject).toBe('CN=Zoë’s phone\nUID=zoe@example.test\nserialNumber=0a1b');
  });

  it('writes names that stand for a server, and the address of one', () => {
    const certificate = read({ extensions: SERVER });

    expect(certificate.subjectAltName).toBe(
      'DNS:imap.example.test, DNS:*.example.test, IP Address:127.0.0.1',
    );
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']); // what Node calls so is extKeyUsage
    expect(certificate.ca).toBe(false);
  });

  it('writes names as they are where it is told to, for a client to refuse', () => {
    const names = ['imap.example.test\0.example.org'];

    const { subjectAltName } = read({ extensions: [{ kind: 'subjectAltNameAsItIs', names }] });

    expect(subjectAltName).toBe('DNS:"imap.example.test\\u0000.example.org"');
  });

  it('writes that it is of an authority', () => {
    expect(read({ extensions: AUTHORITY }).ca).toBe(true);
  });

  it('leaves extensions out where there are none', () => {
    const [body] = partsOf(forge.asn1.fromDer(made().toString('latin1')));

    expect(partsOf(body!)).toHaveLength(7);
  });

  it('names keys by the hash of their SubjectPublicKeyInfo (RFC 7093 §2)', () => {
    const authority = made({ extensions: AUTHORITY }, KEYS.RSA);

    const der = made({ extensions: SERVER, issuer: { key: KEYS.RSA, certificate: authority } });

    for (const key of [KEYS['P-256'], KEYS.RSA]) {
      const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
      expect(der.includes(createHash('sha256').update(spki).digest())).toBe(true);
    }
  });

  it.each([
    ['2049-12-31T23:59:59Z', '\x17\x0d491231235959Z'],
    ['2050-01-01T00:00:00Z', '\x18\x0f20500101000000Z'],
    ['9999-12-31T23:59:59Z', '\x18\x0f99991231235959Z'],
  ])('writes the date %s in the form of its time (RFC 5280 §4.1.2.5)', (date, written) => {
    const der = made({ notAfter: new Date(date) });

    expect(der.toString('latin1')).toContain(`\x17\x0d260102030405Z${written}`);
  });

  it('gives each a serial number of 16 bytes, positive and its own', () => {
    const serials = Array.from({ length: 500 }, () => read({}, KEYS.ed25519).serialNumber);

    expect(new Set(serials).size).toBe(500);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9a-f]{31}$/i);
  });

  it.each(KEY_NAMES)('writes DER with a key of kind %s: read and written again it is the same', (name) => {
    const der = made({ extensions: SERVER }, KEYS[name]).toString('latin1');

    const again = forge.asn1.toDer(forge.asn1.fromDer(der)).getBytes();

    expect(again).toBe(der);
  });

  it('takes the longest name that there can be, counted in characters', () => {
    const commonName = '🐙'.repeat(64);

    expect(read({ subject: { commonName } }).subject).toBe(`CN=${commonName}`);
  });

  it.each<[string, DistinguishedName]>([
    ['an empty common name', { commonName: '' }],
    ['a common name of 65 characters', { commonName: 'a'.repeat(65) }],
    ['a line break in the common name', { commonName: 'a\nb' }],
    ['a NUL in the common name', { commonName: 'mail.example.test\0.example.org' }],
    ['an empty login name', { commonName: 'a', userId: '' }],
    ['a login name of 257 characters', { commonName: 'a', userId: 'a'.repeat(257) }],
    ['a serial number that is not printable', { commonName: 'a', serialNumber: 'ä' }],
  ])('refuses %s', (_, subject) => {
    expect(() => made({ subject })).toThrow(RangeError);
  });

  it.each(['', 'bücher.example', 'a b', 'a\0b', '::1', 'a'.repeat(254)])(
    'refuses "%s" as the name of a server',
    (name) => {
      const extensions: readonly Extension[] = [{ kind: 'subjectAltName', names: [name] }];

      expect(() => made({ extensions })).toThrow(RangeError);
    },
  );

  it.each([
    ['that are none', new Date(NaN), TO],
    ['the wrong way round', TO, FROM],
    ['before 1950', new Date('1949-12-31T23:59:59Z'), TO],
    ['after 9999', FROM, new Date('+010000-01-01T00:00:00Z')],
  ])('refuses dates %s', (_, notBefore, notAfter) => {
    expect(() => made({ notBefore, notAfter })).toThrow(RangeError);
  });

  it('refuses to let a key of another kind sign', () => {
    const { privateKey } = generateKeyPairSync('x25519');

    expect(() => made({}, privateKey)).toThrow(RangeError);
  });

  it('refuses a hash where the key has its own', () => {
    expect(() => made({ digest: 'sha1' }, KEYS.ed25519)).toThrow(RangeError);
  });
});

function partsOf({ value }: forge.asn1.Asn1): readonly forge.asn1.Asn1[] {
  return value as forge.asn1.Asn1[]; // certificates and their bodies are sequences
}

/** What openssl says of a certificate for one end of TLS, if this is the trust anchor; and all that it reads in it. */
async function verified(der: Buffer, anchor: Buffer, purpose: 'sslclient' | 'sslserver'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-certificate-'));
  const [certificatePath, anchorPath] = [join(folder, 'certificate.pem'), join(folder, 'anchor.pem')];
  try {
    await writeFile(certificatePath, new X509Certificate(der).toString());
    await writeFile(anchorPath, new X509Certificate(anchor).toString());
    const verify = ['verify', '-x509_strict', '-check_ss_sig', '-purpose', purpose, '-CAfile', anchorPath];
    const { output: verdict } = await runPart('openssl', [...verify, certificatePath]);
    const text = ['x509', '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus', '-in', certificatePath];
    return verdict + (await runPart('openssl', text)).output;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describeWith(['openssl'], 'makeCertificate, as openssl reads it', () => {
  it.each<[KeyName, ...string[]]>([
    ['P-256', 'NIST CURVE: P-256', 'Signature Algorithm: ecdsa-with-SHA256'],
    ['ed25519', 'Public Key Algorithm: ED25519', 'Signature Algorithm: ED25519'],
    ['RSA', 'Public-Key: (2048 bit)', 'Signature Algorithm: sha256WithRSAEncryption'],
  ])(
    'makes one for a device with a key of kind %s, and it is its own trust anchor',
    async (name, ...facts) => {
      const der = made({}, KEYS[name]);

      const said = await verified(der, der, 'sslclient');

      expect(said).toMatch(/certificate\.pem: OK$/m);
      for (const fact of ['Version: 3 (0x2)', 'CN=Zoë’s phone,UID=zoe@example.test', ...facts]) {
        expect(said).toContain(fact);
      }
      expect(said).not.toContain('X509v3');
    },
  );

  it.each(KEY_NAMES)(
    'makes one for a server that an authority with a key of kind %s issues',
    async (name) => {
      const anchor = made({ subject: { commonName: 'Authority' }, extensions: AUTHORITY }, KEYS[name]);
      const der = made({ extensions: SERVER, issuer: { key: KEYS[name], certificate: anchor } });

      const said = await verified(der, anchor, 'sslserver');

      expect(said).toMatch(/certificate\.pem: OK$/m);
      for (const fact of [
        'X509v3 Key Usage: critical',
        'Digital Signature',
        'TLS Web Server Authentication',
        'DNS:imap.example.test, DNS:*.example.test, IP Address:127.0.0.1',
        'X509v3 Subject Key Identifier',
        'X509v3 Authority Key Identifier',
      ]) {
        expect(said).toContain(fact);
      }
    },
  );

  it('makes an authority for one domain, and one with something that nobody knows', async () => {
    const extensions: readonly Extension[] = [
      ...AUTHORITY,
      { kind: 'nameConstraints', permitted: 'example.test' },
      { kind: 'unknown' },
    ];
    const der = made({ extensions });

    const said = await verified(der, der, 'sslserver');

    expect(said).toMatch(/X509v3 Name Constraints: critical\n +Permitted:\n +DNS:example\.test\n/);
    expect(said).toContain('1.3.6.1.4.1.32473.1: critical');
    expect(said).toContain('unhandled critical extension');
  });

  it.each<[KeyName, string]>([
    ['P-256', 'ecdsa-with-SHA1'],
    ['RSA', 'sha1WithRSAEncryption'],
  ])('lets a key of kind %s sign with SHA-1 where it is told to', async (name, algorithm) => {
    const der = made({ digest: 'sha1' }, KEYS[name]);

    const said = await verified(der, der, 'sslclient');

    expect(said).toContain(`Signature Algorithm: ${algorithm}`);
    expect(new X509Certificate(der).verify(createPublicKey(KEYS[name]))).toBe(true);
  });
});
