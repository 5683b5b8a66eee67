import fc from 'fast-check';
import forge from 'node-forge';
import { expect, it } from 'vitest';
import { binary } from '../../electron/node/keys/der.ts';
import { derivePkcs12, PURPOSE, type P12Digest } from '../../electron/node/keys/p12-derivation.ts';

type Purpose = keyof typeof PURPOSE;

/** RFC 7292 has no vectors for its appendix B; these of Stephen Henson are what libraries are held against. SHA-1. */
const VECTORS: readonly (readonly [string, Purpose, salt: string, rounds: number, derived: string])[] = [
  ['smeg', 'key', '0a58cf64530d823f', 1, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
  ['smeg', 'iv', '0a58cf64530d823f', 1, '79993dfe048d3b76'],
  ['smeg', 'key', '642b99ab44fb4b1f', 1, 'f3a95fec48d7711e985cfe67908c5ab79fa3d7c5caa5d966'],
  ['smeg', 'iv', '642b99ab44fb4b1f', 1, 'c0a38d64a79bea1d'],
  ['smeg', 'mac', '3d83c0e4546ac140', 1, '8d967d88f6caa9d714800ab3d48051d63f73a312'],
  ['queeg', 'key', '05dec959acff72f7', 1000, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
  ['queeg', 'iv', '05dec959acff72f7', 1000, '11dedad7758d4860'],
  ['queeg', 'key', '1682c0fc5b3f7ec5', 1000, '483dd6e919d7de2e8e648ba8f862f3fbfbdc2bcb2c02957f'],
  ['queeg', 'iv', '1682c0fc5b3f7ec5', 1000, '9d461d1b00355c50'],
  ['queeg', 'mac', '263216fcc2fab31c', 1000, '5ec4c7a80df652294c3925b6489a7ab857c83476'],
];
const DIGESTS: readonly P12Digest[] = ['sha1', 'sha256', 'sha384', 'sha512'];

it.each(VECTORS)(
  'RFC 7292 appendix B: %s gives the %s for the salt %s and %i rounds',
  async (password, purpose, salt, rounds, derived) => {
    const from = { salt: Buffer.from(salt, 'hex'), rounds, digest: 'sha1' as const };

    const made = await derivePkcs12(password, PURPOSE[purpose], derived.length / 2, from);

    expect(made.toString('hex')).toBe(derived);
  },
);

it('derives what forge does, for any password, salt, purpose, length and hash', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.option(fc.string({ unit: 'binary', maxLength: 90 })),
      fc.uint8Array({ maxLength: 140 }),
      fc.constantFrom(...Object.values(PURPOSE)),
      fc.integer({ min: 1, max: 150 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(...DIGESTS),
      async (password, salt, purpose, length, rounds, digest) => {
        const made = await derivePkcs12(password, purpose, length, { salt, rounds, digest });

        const buffer = forge.util.createBuffer(binary(salt));
        const md = forge.md[digest].create();
        const expected = forge.pkcs12.generateKey(password, buffer, purpose, rounds, length, md);
        expect(binary(made)).toBe(expected.getBytes());
      },
    ),
    { numRuns: 500 },
  );
});

it('lets other work have a turn between every thousand rounds', async () => {
  let turns = 0;
  let isDone = false;
  const count = (): void => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);

  await derivePkcs12('smeg', PURPOSE.mac, 32, { salt: Buffer.alloc(8), rounds: 20_000, digest: 'sha256' });
  isDone = true;

  expect(turns).toBeGreaterThanOrEqual(19);
});
