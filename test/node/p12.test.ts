import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, X509Certificate } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DeviceKey } from '../../electron/node/keys/device-key.ts';
import { openP12 } from '../../electron/node/keys/p12.ts';
import { readDeviceKey } from '../../electron/node/keys/read-device-key.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { answerOf, bundle } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { makeClientCertificate, type ClientKey } from '../servers/client-certificate.ts';
import { makePki, type TestCertificate } from '../servers/pki.ts';
import { runPart } from '../servers/run.ts';
import type { P12Answer, P12Question } from './p12-program.ts';

const PASSWORD = 'Jabberwock-1871';
const ALGORITHMS: readonly ClientKey[] = ['ed25519', 'p256', 'rsa'];

/** How files out there are protected. The older ways are those of Windows, macOS and OpenSSL 1. */
const PROTECTIONS: Readonly<Record<string, readonly string[]>> = {
  'as OpenSSL 3 does it': [],
  'many rounds': ['-iter', '100000'],
  'AES-128': ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC'],
  'AES-192': ['-keypbe', 'AES-192-CBC', '-certpbe', 'AES-192-CBC'],
  '3DES in PBES2': ['-keypbe', 'DES-EDE3-CBC', '-certpbe', 'DES-EDE3-CBC'],
  '3DES and SHA-1': ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'],
  '3DES with two keys': ['-keypbe', 'PBE-SHA1-2DES', '-certpbe', 'PBE-SHA1-2DES', '-macalg', 'sha1'],
  'a certificate in the clear': ['-certpbe', 'NONE'],
  'a key in the clear': ['-keypbe', 'NONE'],
  'a MAC of SHA-384': ['-macalg', 'sha384'],
  'a MAC of SHA-512': ['-macalg', 'sha512'],
  'no MAC': ['-nomac'],
};
const OLDEST: Readonly<Record<string, readonly string[]>> = {
  'RC2 of 40 bits': ['-legacy', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-RC2-40', '-macalg', 'sha1'],
  'RC2 of 128 bits': ['-legacy', '-keypbe', 'PBE-SHA1-RC2-128', '-certpbe', 'PBE-SHA1-RC2-128'],
};

describeWith(['openssl', 'electron'], 'a P12 file', () => {
  const keys = new Map<ClientKey, TestCertificate>();
  let folder: string;
  let program: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-p12-'));
    program = await bundle('../node/p12-program');
    for (const algorithm of ALGORITHMS)
      keys.set(algorithm, await makeClientCertificate('alice', { algorithm }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function exported(
    { certificatePem, keyPem }: TestCertificate,
    args: readonly string[] = [],
    { password = PASSWORD, more = '' }: { readonly password?: string; readonly more?: string } = {},
  ): Promise<Buffer> {
    const [input, output] = [join(folder, 'in.pem'), join(folder, 'out.p12')];
    await writeFile(input, `${keyPem}\n${certificatePem}\n${more}`);
    await writeFile(join(folder, 'password'), password);
    const pass = ['-passout', password === '' ? 'pass:' : `file:${join(folder, 'password')}`];
    const ended = await runPart('openssl', [
      'pkcs12',
      '-export',
      '-in',
      input,
      '-out',
      output,
      ...pass,
      ...args,
    ]);
    expect(ended).toMatchObject({ exitCode: 0 });
    return readFile(output);
  }

  async function opened(runtime: Runtime, questions: readonly P12Question[]): Promise<readonly P12Answer[]> {
    return (await answerOf(program, runtime, questions)) as readonly P12Answer[]; // the program prints exactly these
  }

  const question = (p12: Uint8Array, password = PASSWORD): P12Question => ({
    p12: Buffer.from(p12).toString('base64'),
    password,
  });

  it.each(RUNTIMES)('is opened and signs, whatever its key, on %s', async (runtime) => {
    const { good, caPem } = await makePki();
    const questions = await inTurn(ALGORITHMS, async (algorithm) => ({
      ...question(await exported(keys.get(algorithm)!)),
      server: { ...good, caPem },
    }));

    const answers = await opened(runtime, questions);

    expect(answers.map(({ handshake }) => handshake)).toEqual(ALGORITHMS.map(() => 'established shown'));
    expect(answers.map(({ facts }) => facts)).toEqual(
      ['ed25519', 'ec', 'rsa'].map((kind, at) => ({
        kind,
        spkiFingerprint: spkiOf(keys.get(ALGORITHMS[at]!)!),
      })),
    );
  });

  it.each(RUNTIMES)('is opened in every protection that programs write, on %s', async (runtime) => {
    const made = await inTurn(Object.values({ ...PROTECTIONS, ...OLDEST }), (args) =>
      exported(keys.get('p256')!, args),
    );

    const right = await opened(
      runtime,
      made.map((p12) => question(p12)),
    );
    const wrong = await opened(
      runtime,
      made.map((p12) => question(p12, 'Bandersnatch')),
    );

    expect(right.map(({ kind }) => kind)).toEqual(made.map(() => 'opened'));
    expect(wrong.map(({ kind }) => kind)).toEqual(made.map(() => 'password-wrong'));
  });

  it.each(RUNTIMES)('is opened with every password that programs take, on %s', async (runtime) => {
    const passwords = ['', 'ä', 'Schlüssel für Zoë', '密码', '🔑 and 🗝', 'a'.repeat(200)];
    const made = await inTurn(passwords, async (password) =>
      question(await exported(keys.get('ed25519')!, [], { password }), password),
    );

    const answers = await opened(runtime, made);

    expect(answers.map(({ kind }) => kind)).toEqual(passwords.map(() => 'opened'));
  });

  it.each(RUNTIMES)('makes nobody an authority by what else is in it, on %s', async (runtime) => {
    const { good, caPem } = await makePki();
    const p12 = question(await exported(keys.get('p256')!, [], { more: caPem }));

    const [untrusted, trusted] = await opened(runtime, [
      { ...p12, server: { ...good, caPem: null } },
      { ...p12, server: { ...good, caPem } },
    ]);

    expect(untrusted).toMatchObject({ certificates: 2, handshake: 'failed not-asked' });
    expect(trusted).toMatchObject({ certificates: 2, handshake: 'established shown' });
  });

  it('is told apart from one without a key, and from one without the certificate of its key', async () => {
    const { certificatePem, keyPem } = keys.get('p256')!;
    const other = keys.get('rsa')!.certificatePem;
    const read = async (name: string, bytes: Uint8Array): Promise<string> => {
      const file = join(folder, name);
      await writeFile(file, bytes);
      const key = await readDeviceKey(file, PASSWORD);
      return key.ok ? 'opened' : key.problem.code;
    };

    const without = await exported({ certificatePem, keyPem: '' }, ['-nokeys']);
    const lonely = await exported({ certificatePem: '', keyPem }, ['-nocerts']);

    expect(await read('nokeys.p12', without)).toBe('p12_without_key');
    expect(await read('nocerts.p12', lonely)).toBe('p12_without_certificate');
    expect(await read('garbage.p12', Buffer.from(other))).toBe('p12_malformed');
    expect(await read('empty.p12', Buffer.alloc(0))).toBe('p12_malformed');
    expect(await read('large.p12', Buffer.alloc(262_145))).toBe('p12_too_large');
    expect(await readDeviceKey(folder, PASSWORD)).toMatchObject({ problem: { code: 'p12_file_unreadable' } });
    expect(await readDeviceKey('/dev/zero', PASSWORD)).toMatchObject({ problem: { code: 'p12_too_large' } });
  });

  it('asks for a password where none was named and there is one', async () => {
    const file = join(folder, 'protected.p12');
    await writeFile(file, await exported(keys.get('p256')!));

    expect(await readDeviceKey(file, '')).toMatchObject({ problem: { code: 'p12_password_missing' } });
    expect(await readDeviceKey(file, 'x')).toMatchObject({ problem: { code: 'p12_password_wrong' } });
  });

  it('that would take for ever is not opened', async () => {
    const p12 = await exported(keys.get('p256')!, ['-iter', '5000', '-nomac']);
    // INTEGER 5000 becomes the largest of the same length; the rest stays as it is.
    const rounds = Buffer.from([0x02, 0x02, 0x13, 0x88]);
    const at = p12.indexOf(rounds);
    const many = Buffer.concat([
      p12.subarray(0, at),
      Buffer.from([0x02, 0x02, 0x00, 0x00]),
      p12.subarray(at + 4),
    ]);

    expect(at).toBeGreaterThan(0);
    expect(await openP12(many, PASSWORD)).toMatchObject({ kind: 'unsupported' });
  });

  it('that is damaged at any byte, or cut, is a value and no crash', async () => {
    const p12 = await exported(keys.get('ed25519')!, ['-iter', '1']);
    const kinds = ['opened', 'malformed', 'password-wrong', 'unsupported'];

    await fc.assert(
      fc.asyncProperty(fc.nat(p12.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Buffer.from(p12);
        damaged[at] = damaged[at]! ^ change;
        expect(kinds).toContain((await openP12(damaged, PASSWORD)).kind);
        expect(kinds).toContain((await openP12(p12.subarray(0, at), PASSWORD)).kind);
      }),
      { numRuns: 300 },
    );
  });

  it('gives any bytes a value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect((await openP12(bytes, PASSWORD)).kind).not.toBe('opened');
      }),
    );
  });

  it('gives a key that cannot be printed', async () => {
    const contents = await openP12(await exported(keys.get('ed25519')!), PASSWORD);
    const key = contents.kind === 'opened' ? DeviceKey.among(contents.keys, contents.certificates) : null;

    const printed = `${inspect(key, { depth: 9, showHidden: true })}${JSON.stringify(key)}`;

    expect(key).toBeInstanceOf(DeviceKey);
    expect(printed).toContain(spkiOf(keys.get('ed25519')!));
    expect(printed).not.toMatch(/PRIVATE|BEGIN|[A-Za-z0-9+/]{44,}=/);
  });
});

function spkiOf({ certificatePem }: TestCertificate): string {
  const spki = new X509Certificate(certificatePem).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

/** One after the other: they share the files of a folder. */
async function inTurn<T, R>(all: readonly T[], make: (one: T) => Promise<R>): Promise<readonly R[]> {
  const made: R[] = [];
  for (const one of all) made.push(await make(one));
  return made;
}
