// Private keys sealed and opened outside of the tests' own process: on Node, and inside Electron. It reads jobs as JSON from
// standard input and prints what came of each. Of a key that was opened it prints the fingerprint of its public part.

import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { openWithKeyring, sealWithKeyring } from '../../../electron/node/devices/keyring-seal.ts';
import { openWithPassphrase, sealWithPassphrase } from '../../../electron/node/devices/passphrase-seal.ts';
import type { KeyOwner, SealedKey } from '../../../electron/node/devices/sealed-key.ts';
import { KEYRING } from './sample-devices.ts';

/** Something to seal, or something to open; by the keyring of the samples where there is no passphrase. */
export type SealingJob =
  | {
      readonly kind: 'seal';
      /** DER, as base64. */
      readonly pkcs8: string;
      readonly owner: KeyOwner;
      readonly passphrase: string | null;
    }
  | {
      readonly kind: 'open';
      readonly sealedKey: SealedKey;
      readonly owner: KeyOwner;
      readonly passphrase: string;
    };

/** What came of it. */
export interface SealingAnswer {
  readonly kind: string;
  readonly sealedKey?: SealedKey;
  /** SHA-256 of the SubjectPublicKeyInfo of a key that was opened, hex. */
  readonly spkiFingerprint?: string;
}

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const jobs = JSON.parse(Buffer.concat(input).toString()) as readonly SealingJob[];
const answers: SealingAnswer[] = [];
for (const job of jobs) answers.push(await answer(job));
process.stdout.write(`${JSON.stringify(answers)}\n`);

async function answer(job: SealingJob): Promise<SealingAnswer> {
  if (job.kind === 'seal') {
    const { owner, passphrase } = job;
    const pkcs8 = Buffer.from(job.pkcs8, 'base64');
    return passphrase === null
      ? sealWithKeyring(pkcs8, owner, KEYRING)
      : sealWithPassphrase(pkcs8, owner, passphrase);
  }
  const { sealedKey, owner, passphrase } = job;
  const opened =
    sealedKey.by === 'keyring'
      ? await openWithKeyring(sealedKey, owner, KEYRING)
      : await openWithPassphrase(sealedKey, owner, passphrase);
  return opened.kind === 'opened'
    ? { kind: 'opened', spkiFingerprint: fingerprintOf(opened.pkcs8) }
    : { kind: opened.kind };
}

function fingerprintOf(pkcs8: Uint8Array): string {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('hex');
}
