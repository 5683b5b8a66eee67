import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import forge from 'node-forge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { membersOf, numberOf, octetsOf, readBer } from '../../electron/node/keys/ber.ts';
import { makeCertificate } from '../../electron/node/keys/certificate.ts';
import { binary, fromDer, toDer } from '../../electron/node/keys/der.ts';
import { friendlyNameOf } from '../../electron/node/keys/p12-attributes.ts';
import type { P12Profile } from '../../shared/mail/key-programs.ts';
import { openP12 } from '../../electron/node/keys/p12.ts';
import { writeP12, type P12Request } from '../../electron/node/keys/write-p12.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';

const PROFILES: readonly P12Profile[] = ['modern', 'compatible'];
const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const certificate = certificateOf(key);
const request: P12Request = {
  key,
  certificate,
  name: 'Laptop of Zoë',
  password: 'correct-HORSE-4711',
  profile: 'modern',
};

function certificateOf(own: KeyObject): Uint8Array {
  return makeCertificate({
    subject: { commonName: 'laptop' },
    publicKey: createPublicKey(own),
    issuer: { key: own },
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2036-01-01'),
    extensions: [],
  });
}

async function written(changes: Partial<P12Request>): Promise<Uint8Array> {
  const result = await writeP12({ ...request, ...changes });
  if (result.kind !== 'written') throw new Error(result.kind);
  return result.bytes;
}

describe.each(PROFILES)('a P12 that is made here (%s)', (profile) => {
  it('has in it, for our own reader, the key and its certificate, and nothing else', async () => {
    const bytes = await written({ profile });

    const opened = await openP12(bytes, request.password);

    const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
    expect(opened).toEqual({ kind: 'opened', keys: [pkcs8], certificates: [Buffer.from(certificate)] });
    expect(await openP12(bytes, 'correct-HORSE-4712')).toEqual({ kind: 'password-wrong' });
  });

  it('is DER, byte for byte', async () => {
    const bytes = await written({ profile });

    expect(toDer(fromDer(bytes))).toEqual(bytes);
    expect(membersOf(fromDer(bytes)).slice(0, 1).map(numberOf)).toEqual([3]);
  });

  it('has salts that no other has, and none twice', async () => {
    const files = await Promise.all([written({ profile }), written({ profile })]);

    const salts = files.flatMap(saltsOf);
    expect(new Set(salts).size).toBe(salts.length);
    expect(salts.length).toBe(6);
  });

  it('shows neither the name nor the certificate before it is decrypted', async () => {
    const bytes = Buffer.from(await written({ profile }));

    expect(bytes.includes(Buffer.from(certificate.subarray(-40)))).toBe(false);
    expect(bytes.includes(Buffer.from('laptop'))).toBe(false);
  });

  it('gives back what went in, for any password and name', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 200 }),
        fc.string({ unit: 'binary', maxLength: 100 }),
        async (password, name) => {
          const opened = await openP12(await written({ profile, password, name }), password);
          expect(opened).toMatchObject({ kind: 'opened', certificates: [Buffer.from(certificate)] });
        },
      ),
      // 600,000 rounds, twice on the way in and twice on the way out.
      { numRuns: profile === 'modern' ? 5 : 60 },
    );
  }, 60_000);

  it('is damaged at any byte: what comes out is right or nothing', async () => {
    const bytes = await written({ profile });
    const right = await openP12(bytes, request.password);

    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = damaged[at]! ^ change;
        const opened = await openP12(damaged, request.password);
        if (opened.kind === 'opened') expect(opened).toEqual(right);
      }),
      { numRuns: profile === 'modern' ? 20 : 100 },
    );
  });
});

/** That of the certificate's part, that of the key's bag and that of the MAC, hex. */
function saltsOf(bytes: Uint8Array): readonly string[] {
  const [, authSafe, mac] = membersOf(readBer(bytes));
  const content = octetsOf(membersOf(membersOf(authSafe)[1])[0]);
  const [certificatePart, keyPart] = membersOf(readBer(content));
  const encrypted = membersOf(membersOf(membersOf(membersOf(certificatePart)[1])[0])[1]);
  const [bag] = membersOf(readBer(octetsOf(membersOf(membersOf(keyPart)[1])[0])));
  const [keyAlgorithm] = membersOf(membersOf(membersOf(bag)[1])[0]);
  const inParameters = [encrypted[1], keyAlgorithm].map((algorithm) => {
    const [first, second] = membersOf(membersOf(algorithm)[1]);
    // PBES2 has the parameters of its derivation in there, and the initialisation vector beside them.
    const isPbes2 = typeof first?.value !== 'string';
    if (!isPbes2) return octetsOf(first);
    return Buffer.concat([octetsOf(membersOf(membersOf(first)[1])[0]), octetsOf(membersOf(second)[1])]);
  });
  return [...inParameters, octetsOf(membersOf(mac)[1])].map((salt) => Buffer.from(salt).toString('hex'));
}

describeWith(['openssl'], 'what a P12 that is made here is protected with', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-p12-'));
    await writeFile(join(folder, 'password'), request.password);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    [
      'modern',
      'MAC: sha256, Iteration 10000',
      'MAC length: 32, salt length: 16',
      'PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256',
    ],
    [
      'compatible',
      'MAC: sha1, Iteration 2048',
      'MAC length: 20, salt length: 8',
      'pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048',
    ],
  ] as const)('is what its profile says: %s, %s', async (profile, mac, macLengths, encryption) => {
    const file = join(folder, `${profile}.p12`);
    await writeFile(file, await written({ profile }));

    const args = ['pkcs12', '-in', file, '-passin', `file:${join(folder, 'password')}`, '-info', '-noout'];
    const { output } = await runPart('openssl', args);

    expect(output.trim().split('\n')).toEqual([
      mac,
      macLengths,
      `PKCS7 Encrypted data: ${encryption}`,
      'Certificate bag',
      'PKCS7 Data',
      `Shrouded Keybag: ${encryption}`,
    ]);
  });
});

it('names the key and its certificate alike, and gives both one id', async () => {
  const bytes = await written({ profile: 'compatible', name: 'Laptop of Zoë 💻' });

  const read = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(binary(bytes)), request.password);

  const id = binary(createHash('sha1').update(certificate).digest());
  const attributes = read.safeContents.flatMap(({ safeBags }) =>
    safeBags.map((bag) => bag.attributes as unknown),
  );
  const own = { localKeyId: [id], friendlyName: ['Laptop of Zoë'] };
  expect(attributes).toEqual([own, own]);
});

it('has no name where nothing of it can be written', async () => {
  const bytes = await written({ profile: 'compatible', name: '📱\n' });

  const read = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(binary(bytes)), request.password);

  const names = read.safeContents.flatMap(({ safeBags }) =>
    safeBags.map((bag) => Object.keys(bag.attributes as object)),
  );
  expect(names).toEqual([['localKeyId'], ['localKeyId']]);
});

it.each([
  ['Zoë’s Gerät', 'Zoë’s Gerät'],
  ['电脑', '电脑'],
  ['phone 📱', 'phone'],
  ['of 👨‍👩‍👧 and me', 'of and me'],
  ['two\nlines\tand\0NUL', 'two lines and NUL'],
  ['\u202eright to left', 'right to left'],
  ['half \ud83d of one', 'half of one'],
  ['halves \ud83d😀\ude00 around a whole', 'halves around a whole'],
  ['never \uffff\ufdd0 a character', 'never a character'],
  ['', ''],
])('is called by what every reader takes of a name: %j', (name, expected) => {
  expect(friendlyNameOf(name)).toBe(expected);
});

it('is called by nothing that a reader refuses, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }), (name) => {
      const left = friendlyNameOf(`${name}😀${name}`);

      expect(left).not.toMatch(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u{10000}-\u{10ffff}]/u);
      expect(friendlyNameOf(left)).toBe(left);
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  ['', 'password-empty'],
  ['Schlüssel', 'password-not-ascii'],
  ['🔑', 'password-not-ascii'],
  ['two\nlines', 'password-not-ascii'],
  ['with\0NUL', 'password-not-ascii'],
  ['deleted\x7f', 'password-not-ascii'],
] as const)('is not made with the password %j: %s', async (password, kind) => {
  for (const profile of PROFILES) expect(await writeP12({ ...request, password, profile })).toEqual({ kind });
});

it('is not made with the certificate of another key', async () => {
  const other = certificateOf(generateKeyPairSync('ed25519').privateKey);

  await expect(writeP12({ ...request, certificate: other })).rejects.toThrow(RangeError);
});
