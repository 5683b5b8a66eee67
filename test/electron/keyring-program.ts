// Device keys sealed and opened by Electron's safeStorage, in a real Electron without a window. Reads jobs as a JSON array
// from standard input, and prints what came of each, a line of JSON each. The keys are made here and never leave: of a key
// it prints the fingerprint of its public part.

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { app, safeStorage } from 'electron';
import { safeStorageKeyring } from '../../electron/main/keyring.ts';
import { openWithKeyring, sealWithKeyring } from '../../electron/node/devices/keyring-seal.ts';
import type { KeyOwner, KeyringSealed } from '../../electron/node/devices/sealed-key.ts';

/** What is to be done, one after the other. */
export type KeyringJob =
  /** Makes a key and seals it. */
  | { readonly kind: 'seal' }
  | { readonly kind: 'open'; readonly sealedKey: KeyringSealed; readonly owner: KeyOwner }
  /** Lets Electron seal with its fixed password where it has no other, from here on. */
  | { readonly kind: 'allow-fixed-password' };

/** What came of it. */
export interface KeyringAnswer {
  readonly kind: string;
  /** Where a key was sealed, and which. */
  readonly sealedKey?: KeyringSealed;
  readonly owner?: KeyOwner;
  /** SHA-256 of the SubjectPublicKeyInfo of a key that was opened, hex. */
  readonly spkiFingerprint?: string;
}

await app.whenReady();
const keyring = safeStorageKeyring(safeStorage, process.platform);
const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
for (const job of JSON.parse(Buffer.concat(input).toString()) as readonly KeyringJob[]) {
  process.stdout.write(`${JSON.stringify(await answer(job))}\n`);
}
// What stands in a pipe is not out yet when `write` returns.
process.stdout.write('', () => app.exit(0));

async function answer(job: KeyringJob): Promise<KeyringAnswer> {
  switch (job.kind) {
    case 'seal':
      return sealNewKey();
    case 'open':
      return open(job.sealedKey, job.owner);
    case 'allow-fixed-password':
      safeStorage.setUsePlainTextEncryption(true);
      return { kind: 'allowed' };
    default:
      return job satisfies never;
  }
}

async function sealNewKey(): Promise<KeyringAnswer> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spkiFingerprint = fingerprintOf(publicKey);
  const owner = { id: spkiFingerprint.slice(0, 16), spkiFingerprint };
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  return { ...(await sealWithKeyring(pkcs8, owner, keyring)), owner };
}

async function open(sealedKey: KeyringSealed, owner: KeyOwner): Promise<KeyringAnswer> {
  const opened = await openWithKeyring(sealedKey, owner, keyring);
  if (opened.kind !== 'opened') return opened;
  const key = createPrivateKey({ key: Buffer.from(opened.pkcs8), format: 'der', type: 'pkcs8' });
  return { kind: 'opened', spkiFingerprint: fingerprintOf(createPublicKey(key)) };
}

function fingerprintOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}
