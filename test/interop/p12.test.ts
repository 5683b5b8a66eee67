import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { P12Profile } from '../../shared/mail/key-programs.ts';
import { KEY_ALGORITHMS, type KeyAlgorithm } from '../../shared/mail/device.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { printTable } from '../table.ts';
import type { P12Made, P12Taken, P12Task } from './p12-program.ts';
import { P12_READERS, type P12Read, type P12Reader } from './p12-readers.ts';
import { answerOf, bundle } from './programs.ts';

const PASSWORD = 'H7KQ-M2XW-DCA9';
const WRONG_PASSWORD = 'H7KQ-M2XW-DCA8';
const NAME = 'Zoës 电脑 📱';
const NAME_IN_FILE = 'Zoës 电脑';
const PROFILES: readonly P12Profile[] = ['modern', 'compatible'];

interface File extends P12Made {
  readonly madeIn: Runtime;
  readonly algorithm: KeyAlgorithm;
  readonly profile: P12Profile;
}

const KINDS = RUNTIMES.flatMap((madeIn) => PROFILES.map((profile) => [madeIn, profile] as const));
const NSS_REFUSAL = 'SEC_ERROR_PKCS12_UNABLE_TO_IMPORT_KEY';

describeWith(
  ['openssl', 'pk12util', 'certtool', 'keytool', 'electron'],
  'a P12 that is made here, in the programs of others',
  () => {
    let folder: string;
    let program: string;
    const files: File[] = [];
    const rows: Record<string, string>[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'letterlock-p12-'));
      program = await bundle('p12-program');
      const wanted = KEY_ALGORITHMS.flatMap((algorithm) =>
        PROFILES.map((profile) => ({ algorithm, profile })),
      );
      for (const madeIn of RUNTIMES) {
        const tasks = wanted.map((one) => ({
          kind: 'make' as const,
          ...one,
          name: NAME,
          password: PASSWORD,
        }));
        const made = await answersOf<P12Made>(madeIn, tasks);
        files.push(...made.map((file, at) => ({ ...file, ...wanted[at]!, madeIn })));
      }
    }, 60_000);

    afterAll(async () => {
      printTable(rows);
      await rm(folder, { recursive: true });
    });

    it.each(KINDS)(
      'is taken whole, its key and its name, by every program where the key is P-256 or RSA, made in %s, %s',
      async (madeIn, profile) => {
        const made = filesOf(madeIn, profile).filter(({ algorithm }) => algorithm !== 'ed25519');

        for (const file of made) {
          const seen = await readAll(file, PASSWORD);
          expect(seen).toEqual(everywhere(file, {}));
        }
        expect(made).toHaveLength(2);
      },
    );

    it.each(KINDS)(
      'is taken whole where the key is ed25519 by all but NSS, which lists it only, made in %s, %s',
      async (madeIn, profile) => {
        const made = filesOf(madeIn, profile).filter(({ algorithm }) => algorithm === 'ed25519');

        for (const file of made) {
          const seen = await readAll(file, PASSWORD);
          const listed = {
            outcome: 'listed',
            name: NAME_IN_FILE,
            said: expect.stringContaining(NSS_REFUSAL) as unknown,
          };
          expect(seen).toEqual(everywhere(file, { NSS: listed }));
        }
        expect(made).toHaveLength(1);
      },
    );

    it.each(PROFILES)('stays closed in every program with a wrong password (%s)', async (profile) => {
      const file = files.find((one) => one.profile === profile && one.algorithm === 'p256')!;

      const seen = await readAll(file, WRONG_PASSWORD);

      const outcomes = new Set(Object.values(seen).map(({ outcome }) => outcome));
      expect(outcomes).toEqual(new Set(['refused']));
    });

    function filesOf(madeIn: Runtime, profile: P12Profile): readonly File[] {
      return files.filter((file) => file.madeIn === madeIn && file.profile === profile);
    }

    /** What every reader says where it takes a file whole, as far as it says anything. */
    function everywhere({ spkiFingerprint }: File, others: Readonly<Record<string, unknown>>): object {
      const imported = { outcome: 'imported', spkiFingerprint };
      const named = { ...imported, name: NAME_IN_FILE };
      return {
        OpenSSL: imported,
        NSS: named,
        GnuTLS: named,
        // Its names are lower case.
        Java: { ...imported, name: NAME_IN_FILE.toLowerCase() },
        'TLS of node': imported,
        'TLS of electron': imported,
        ...others,
      };
    }

    /** The program prints an answer of the right kind for each task. */
    async function answersOf<Answer>(
      runtime: Runtime,
      tasks: readonly P12Task[],
    ): Promise<readonly Answer[]> {
      return (await answerOf(program, runtime, tasks)) as readonly Answer[];
    }

    async function readAll(file: File, password: string): Promise<Readonly<Record<string, P12Read>>> {
      const bytes = Buffer.from(file.p12, 'base64');
      const readers: readonly (readonly [string, P12Reader])[] = Object.entries(P12_READERS);
      const read = await Promise.all(
        readers.map(async ([name, reader]) => [name, await reader(bytes, password, folder)] as const),
      );
      const taken = await Promise.all(
        RUNTIMES.map(async (runtime) => [`TLS of ${runtime}`, await take(runtime, file, password)] as const),
      );
      const seen = Object.fromEntries([...read, ...taken]);
      const { madeIn, algorithm, profile } = file;
      rows.push({
        'made in': madeIn,
        key: algorithm,
        profile,
        password: password === PASSWORD ? 'right' : 'wrong',
        ...Object.fromEntries(Object.entries(seen).map(([name, { outcome }]) => [name, outcome])),
      });
      return seen;
    }

    async function take(runtime: Runtime, { p12 }: File, password: string): Promise<P12Read> {
      const [taken] = await answersOf<P12Taken>(runtime, [{ kind: 'take', p12, password }]);
      const { spkiFingerprint, problem } = taken!;
      if (spkiFingerprint === null) return { outcome: 'refused', said: problem ?? '' };
      return { outcome: 'imported', spkiFingerprint };
    }
  },
);
