// P12 files made, and taken by TLS as they are, outside of the tests' own process: on Node, and inside Electron. It reads
// from standard input, as JSON, what to do, and prints what came of each: `P12Made` or `P12Taken`.

import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { makeCertificate } from '../../electron/node/keys/certificate.ts';
import type { P12Profile } from '../../shared/mail/key-programs.ts';
import { writeP12 } from '../../electron/node/keys/write-p12.ts';
import type { KeyAlgorithm } from '../../shared/mail/device.ts';

/** A file to make, or one to take. */
export type P12Task =
  | {
      readonly kind: 'make';
      readonly algorithm: KeyAlgorithm;
      readonly profile: P12Profile;
      readonly name: string;
      readonly password: string;
    }
  | { readonly kind: 'take'; readonly p12: string; readonly password: string };

/** A file, and the SHA-256 of the SubjectPublicKeyInfo of its key, hex. */
export interface P12Made {
  readonly p12: string;
  readonly spkiFingerprint: string;
}

/** The key that TLS shows with it, or why it does not take it. */
export interface P12Taken {
  readonly spkiFingerprint: string | null;
  readonly problem: string | null;
}

const GENERATORS: Readonly<Record<KeyAlgorithm, () => KeyObject>> = {
  ed25519: () => generateKeyPairSync('ed25519').privateKey,
  p256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  'rsa-2048': () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
};

async function make(task: Extract<P12Task, { kind: 'make' }>): Promise<P12Made> {
  const key = GENERATORS[task.algorithm]();
  const publicKey = createPublicKey(key);
  const certificate = makeCertificate({
    subject: { commonName: task.name, userId: 'zoe@example.test' },
    publicKey,
    issuer: { key },
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2036-01-01'),
    extensions: [],
  });
  const written = await writeP12({ ...task, key, certificate });
  if (written.kind !== 'written') throw new Error(written.kind);
  return { p12: Buffer.from(written.bytes).toString('base64'), spkiFingerprint: fingerprintOf(publicKey) };
}

function take({ p12, password }: Extract<P12Task, { kind: 'take' }>): P12Taken {
  try {
    const secureContext = createSecureContext({ pfx: Buffer.from(p12, 'base64'), passphrase: password });
    const context = secureContext.context as { getCertificate: () => Buffer }; // the one way to ask for it
    const { publicKey } = new X509Certificate(context.getCertificate());
    return { spkiFingerprint: fingerprintOf(publicKey), problem: null };
  } catch (error) {
    return { spkiFingerprint: null, problem: error instanceof Error ? error.message : 'unknown' };
  }
}

function fingerprintOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const answers: (P12Made | P12Taken)[] = [];
for (const task of JSON.parse(Buffer.concat(input).toString()) as readonly P12Task[]) {
  answers.push(task.kind === 'make' ? await make(task) : take(task));
}
process.stdout.write(`${JSON.stringify(answers)}\n`);
