import { beforeAll, expect, it } from 'vitest';
import { KEY_ALGORITHMS } from '../../shared/mail/device.ts';
import { RUNTIMES } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { deviceProgram, type DeviceProgram } from './device-answers.ts';
import { bundle } from './programs.ts';

const PAIRS = RUNTIMES.flatMap((maker) => RUNTIMES.map((opener) => [maker, opener] as const));

describeWith(['electron'], 'the forms of a key, from one runtime to the other', () => {
  let program: DeviceProgram;

  beforeAll(async () => {
    program = deviceProgram(await bundle('device-program'));
  });

  it.each(PAIRS)('made on %s are opened, and used to sign, on %s', async (maker, opener) => {
    const requests = KEY_ALGORITHMS.flatMap((algorithm) => [
      { name: 'Zoë’s laptop', login: 'zoe@example.test', algorithm },
      { name: 'Büro', login: 'zoe@example.test', algorithm, statesPurpose: true } as const,
    ]);

    const made = await program.make(maker, requests);
    const opened = await program.open(opener, made);

    expect(opened).toEqual(
      made.map(({ device, fingerprints }) => ({
        isPair: true,
        isOne: true,
        isSec1: device.algorithm === 'p256' ? true : null,
        isEntry: true,
        isUsedByTls: true,
        fingerprint: fingerprints.postfixCertificate,
      })),
    );
  });

  it.each(PAIRS)(
    'made on %s are renewed on %s, and keep what they say of their purpose',
    async (maker, renewer) => {
      const request = { name: 'Laptop', login: 'zoe@example.test', algorithm: 'p256' } as const;
      const made = await program.make(maker, [request, { ...request, statesPurpose: true }]);

      const renewed = await program.renew(renewer, made);

      const sizes = (all: typeof made): readonly number[] =>
        all.map(({ device }) => device.certificate.length);
      for (const [at, { device }] of renewed.entries()) {
        expect(device.certificateFingerprint).not.toBe(made[at]!.device.certificateFingerprint);
        expect(device.spkiFingerprint).toBe(made[at]!.device.spkiFingerprint);
      }
      // The extensions are some 55 bytes; signatures differ by one or two.
      expect(sizes(renewed)[1]! - sizes(renewed)[0]!).toBeGreaterThan(50);
      for (const { isPair, isUsedByTls } of await program.open(maker, renewed)) {
        expect([isPair, isUsedByTls]).toEqual([true, true]);
      }
    },
  );
});
