import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { KeyOwner, SealedKey } from '../../../electron/node/devices/sealed-key.ts';
import type { KeyAlgorithm } from '../../../shared/mail/device.ts';
import { RUNTIMES, type Runtime } from '../../cli/run-cli.ts';
import { answerOf, bundle } from '../../interop/programs.ts';
import { describeWith } from '../../parts.ts';
import type { SealingAnswer, SealingJob } from './sealing-program.ts';

// As it is typed on two keyboards: the letter with its accent is two characters or one, and the space another one.
const SEALED_WITH = 'Jabberwock e\u0301 \u{1f409} 1871';
const TYPED = 'Jabberwock\u3000\u00e9 \u{1f409} 1871';
const WRONG = 'Jabberwock e \u{1f409} 1871';

type KeyPair = Readonly<Record<'publicKey' | 'privateKey', KeyObject>>;

const MAKERS: Readonly<Record<KeyAlgorithm, () => KeyPair>> = {
  ed25519: () => generateKeyPairSync('ed25519'),
  p256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'rsa-2048': () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
};

describeWith(['electron'], 'a private key', () => {
  let program: string;
  const owners: KeyOwner[] = [];
  const keys: string[] = [];

  beforeAll(async () => {
    program = await bundle('../node/devices/sealing-program');
    for (const make of Object.values(MAKERS)) {
      const { publicKey, privateKey } = make();
      const spki = publicKey.export({ type: 'spki', format: 'der' });
      const spkiFingerprint = createHash('sha256').update(spki).digest('hex');
      owners.push({ id: spkiFingerprint.slice(0, 16), spkiFingerprint });
      keys.push(privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'));
    }
  });

  async function run(runtime: Runtime, jobs: readonly SealingJob[]): Promise<readonly SealingAnswer[]> {
    return (await answerOf(program, runtime, jobs)) as readonly SealingAnswer[]; // the program prints exactly these
  }

  describe.each(RUNTIMES)('sealed on %s', (sealer) => {
    const sealed: SealedKey[] = [];

    beforeAll(async () => {
      const [first] = keys;
      const jobs: SealingJob[] = [
        { kind: 'seal', pkcs8: first!, owner: owners[0]!, passphrase: SEALED_WITH },
        ...keys.map((pkcs8, at): SealingJob => ({
          kind: 'seal',
          pkcs8,
          owner: owners[at]!,
          passphrase: null,
        })),
      ];
      sealed.push(...(await run(sealer, jobs)).map(({ sealedKey }) => sealedKey!));
    });

    it.each(RUNTIMES)('is the same key when it is opened on %s, whatever its kind', async (opener) => {
      const theirs = [owners[0]!, ...owners];

      const answers = await run(
        opener,
        sealed.map((sealedKey, at) => open(sealedKey, theirs[at]!, TYPED)),
      );

      expect(sealed.map(({ by }) => by)).toEqual(['passphrase', 'keyring', 'keyring', 'keyring']);
      expect(answers).toEqual(theirs.map(({ spkiFingerprint }) => ({ kind: 'opened', spkiFingerprint })));
    });

    it.each(RUNTIMES)('does not open on %s with another passphrase, or as another device', async (opener) => {
      const [byPassphrase, byKeyring] = sealed;
      const [own, other] = owners;

      const answers = await run(opener, [
        open(byPassphrase!, own!, WRONG),
        open(byPassphrase!, own!, ''),
        open(byPassphrase!, other!, TYPED),
        open(byPassphrase!, { ...own!, id: other!.id }, TYPED),
        open(byKeyring!, { ...own!, spkiFingerprint: other!.spkiFingerprint }, TYPED),
      ]);

      expect(answers.map(({ kind }) => kind)).toEqual([
        'passphrase-wrong',
        'passphrase-unusable',
        'damaged',
        'damaged',
        'damaged',
      ]);
    });
  });

  function open(sealedKey: SealedKey, owner: KeyOwner, passphrase: string): SealingJob {
    return { kind: 'open', sealedKey, owner, passphrase };
  }
});
