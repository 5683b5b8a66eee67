import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { membersOf, octetsOf, readBer } from '../../electron/node/keys/ber.ts';
import { makeCertificate } from '../../electron/node/keys/certificate.ts';
import {
  explicit,
  objectIdentifier,
  octetString,
  sequence,
  toDer,
  wholeNumber,
} from '../../electron/node/keys/der.ts';
import { DATA } from '../../electron/node/keys/p12-identifiers.ts';
import { openP12 } from '../../electron/node/keys/p12.ts';
import { writeP12 } from '../../electron/node/keys/write-p12.ts';
import { pemOfDer } from '../../electron/node/net/pem.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';

const PASSWORD = 'Jabberwock-1871';
const { privateKey: key } = generateKeyPairSync('ed25519');
const certificate = makeCertificate({
  subject: { commonName: 'laptop' },
  publicKey: createPublicKey(key),
  issuer: { key },
  notBefore: new Date('2026-01-01'),
  notAfter: new Date('2036-01-01'),
  extensions: [],
});

it('the cost of opening a P12 is that of all its parts together', async () => {
  const written = await writeP12({ key, certificate, name: '', password: PASSWORD, profile: 'modern' });
  const bytes = written.kind === 'written' ? written.bytes : new Uint8Array();
  const [, authSafe] = membersOf(readBer(bytes));
  const parts = membersOf(readBer(octetsOf(membersOf(membersOf(authSafe)[1])[0])));
  const withParts = (all: typeof parts): Uint8Array =>
    toDer(
      sequence(
        wholeNumber(3),
        sequence(objectIdentifier(DATA), explicit(0, octetString(toDer(sequence(...all))))),
      ),
    );

  // 600,000 rounds each.
  const few = await openP12(withParts([...parts, ...parts]), PASSWORD);
  const many = await openP12(withParts(Array.from({ length: 100 }, () => parts).flat()), PASSWORD);

  expect(few).toMatchObject({ kind: 'opened' });
  expect(many).toEqual({ kind: 'unsupported', what: '600000 rounds of PBKDF2' });
});

describeWith(['openssl'], 'a P12 of many rounds', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-p12-'));
    const keyPem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
    await writeFile(join(folder, 'in.pem'), `${keyPem}${pemOfDer(certificate)}`);
    await writeFile(join(folder, 'password'), PASSWORD);
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function exported(args: readonly string[]): Promise<Uint8Array> {
    const output = join(folder, 'out.p12');
    const files = ['-in', join(folder, 'in.pem'), '-out', output];
    const pass = ['-passout', `file:${join(folder, 'password')}`];
    await runPart('openssl', ['pkcs12', '-export', ...files, ...pass, ...args]);
    return readFile(output);
  }

  it('is opened where other programs do that: 600,000 for the keys and for the MAC', async () => {
    const p12 = await exported(['-iter', '600000']);

    expect(await openP12(p12, PASSWORD)).toMatchObject({ kind: 'opened' });
  });

  it('is not opened where that takes too long: a million, seven times, in JavaScript', async () => {
    const p12 = await exported(
      '-iter 1000000 -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1'.split(' '),
    );

    expect(await openP12(p12, PASSWORD)).toEqual({ kind: 'unsupported', what: '1000000 rounds' });
  });
});
