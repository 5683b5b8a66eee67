import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CertificatePath, KeyFacts, SignatureFacts } from '../../shared/mail/certificate.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { answerOf, bundle } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';

interface Kind {
  /** What `openssl req -newkey` makes of it. */
  readonly args: readonly string[];
  readonly key: KeyFacts;
  readonly signature: SignatureFacts;
}

const ec = (curve: string | null, bits: number): KeyFacts => ({ kind: 'ec', bits, curve });
const rsa = (bits: number): KeyFacts => ({ kind: 'rsa', bits, curve: null });
const curve = (name: string): readonly string[] => ['ec', '-pkeyopt', `ec_paramgen_curve:${name}`];
const ECDSA: SignatureFacts = { kind: 'ecdsa', hash: 'sha256' };
const PSS = ['rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'];

/** Electron's TLS library knows about half of these. */
const KINDS: Readonly<Record<string, Kind>> = {
  'RSA with MD5': { args: ['rsa:2048', '-md5'], key: rsa(2048), signature: { kind: 'rsa', hash: 'md5' } },
  'RSA with SHA-1': { args: ['rsa:2048', '-sha1'], key: rsa(2048), signature: { kind: 'rsa', hash: 'sha1' } },
  'RSA with SHA-512': {
    args: ['rsa:3072', '-sha512'],
    key: rsa(3072),
    signature: { kind: 'rsa', hash: 'sha512' },
  },
  'RSA with SHA3': {
    args: ['rsa:2048', '-sha3-256'],
    key: rsa(2048),
    signature: { kind: 'rsa', hash: 'sha3-256' },
  },
  'RSA of 1024 bits': { args: ['rsa:1024'], key: rsa(1024), signature: { kind: 'rsa', hash: 'sha256' } },
  'RSA that signs by PSS': {
    args: ['rsa:2048', '-sha384', '-sigopt', 'rsa_padding_mode:pss'],
    key: rsa(2048),
    signature: { kind: 'rsa-pss', hash: 'sha384' },
  },
  'RSA-PSS': {
    args: [...PSS, '-sha256'],
    key: { kind: 'rsa-pss', bits: 2048, curve: null },
    signature: { kind: 'rsa-pss', hash: 'sha256' },
  },
  'RSA-PSS with SHA-1': {
    args: [...PSS, '-sha1'],
    key: { kind: 'rsa-pss', bits: 2048, curve: null },
    signature: { kind: 'rsa-pss', hash: 'sha1' },
  },
  'P-384': { args: curve('P-384'), key: ec('P-384', 384), signature: ECDSA },
  'P-521 with SHA-512': {
    args: [...curve('P-521'), '-sha512'],
    key: ec('P-521', 521),
    signature: { kind: 'ecdsa', hash: 'sha512' },
  },
  'P-192': { args: curve('prime192v1'), key: ec('P-192', 192), signature: ECDSA },
  secp256k1: { args: curve('secp256k1'), key: ec('secp256k1', 256), signature: ECDSA },
  brainpool: { args: curve('brainpoolP384r1'), key: ec('brainpoolP384r1', 384), signature: ECDSA },
  'a curve without a name': {
    args: [...curve('P-256'), '-pkeyopt', 'ec_param_enc:explicit'],
    key: ec(null, 256),
    signature: ECDSA,
  },
  ed25519: {
    args: ['ed25519'],
    key: { kind: 'ed25519', bits: 255, curve: null },
    signature: { kind: 'ed25519', hash: null },
  },
  ed448: {
    args: ['ed448'],
    key: { kind: 'ed448', bits: 448, curve: null },
    signature: { kind: 'ed448', hash: null },
  },
};
const NAMES = Object.keys(KINDS);

describeWith(['openssl', 'electron'], 'certificates of every kind', () => {
  let folder: string;
  let program: string;
  const pems: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-kinds-'));
    program = await bundle('../node/certificate-path-program');
    for (const [at, { args }] of Object.values(KINDS).entries()) {
      const [key, pem] = [join(folder, `${at}.key`), join(folder, `${at}.pem`)];
      const made = await runPart('openssl', [
        ...['req', '-x509', '-new', '-noenc', '-days', '30', '-subj', `/CN=kind ${at}`],
        ...['-addext', 'subjectAltName=DNS:imap.example.test,IP:2001:db8::7'],
        ...['-keyout', key, '-out', pem, '-newkey', ...args],
      ]);
      if (made.exitCode !== 0) throw new Error(made.output);
      pems.push(await readFile(pem, 'utf8'));
    }
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each(RUNTIMES)('are read on %s, whether or not its TLS library could use them', async (runtime) => {
    const paths = await follow(runtime, [[], ...pems.map((pem) => [pem])]);

    const read = paths.map(({ chain: [own] }) => ({ key: own!.key, signature: own!.signature }));
    expect(read).toEqual(Object.values(KINDS).map(({ key, signature }) => ({ key, signature })));
    expect(paths.map(({ chain: [own] }, at) => [own!.subject, at])).toEqual(
      NAMES.map((_, at) => [`CN=kind ${at}`, at]),
    );
    expect(new Set(paths.flatMap(({ chain: [own] }) => own!.names))).toEqual(
      new Set(['imap.example.test', '2001:db8::7']),
    );
  });

  it.each(RUNTIMES)('are told on %s as signing themselves, and as broken nowhere', async (runtime) => {
    const paths = await follow(runtime, [[], ...pems.map((pem) => [pem])]);

    expect(paths.map(({ chain: [own], brokenLink }) => [own!.isSelfSigned, brokenLink])).toEqual(
      NAMES.map(() => [true, null]),
    );
  });

  it('are the same facts on both', async () => {
    const [onNode, onElectron] = await Promise.all(
      RUNTIMES.map((runtime) => follow(runtime, [[], ...pems.map((pem) => [pem])])),
    );

    expect(onNode).toEqual(onElectron);
  });

  async function follow(runtime: Runtime, lists: readonly (readonly string[])[]): Promise<CertificatePath[]> {
    return (await answerOf(program, runtime, lists)) as CertificatePath[]; // the program prints exactly these
  }
});
