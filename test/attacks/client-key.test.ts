import { beforeAll, expect, it } from 'vitest';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { answerOf, bundle } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import type { KeyResult, Played } from './client-key-program.ts';

const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
const USUAL: Played = {
  version: 'TLSv1.3',
  certificates: ['good'],
  algorithm: 'p256',
  asks: true,
  security: 'implicit-tls',
};

describeWith(['electron'], 'the key of a device', () => {
  let program: string;

  beforeAll(async () => {
    program = await bundle('../attacks/client-key-program');
  });

  async function played(runtime: Runtime, all: readonly Partial<Played>[]): Promise<readonly KeyResult[]> {
    const full = all.map((one): Played => ({ ...USUAL, ...one }));
    return (await answerOf(program, runtime, full)) as readonly KeyResult[]; // the program prints exactly these
  }

  it.each(RUNTIMES)(
    'signs in, whatever its kind, the version and the security of the port, on %s',
    async (runtime) => {
      const all = VERSIONS.flatMap((version) =>
        (['implicit-tls', 'starttls'] as const).flatMap((security) =>
          (['ed25519', 'p256', 'rsa'] as const).map((algorithm) => ({ version, security, algorithm })),
        ),
      );

      const results = await played(runtime, all);

      for (const { findings, shown, left } of results) {
        expect(findings).toContain('auth_key_signed_in');
        // The look goes without it.
        expect(shown).toEqual([null, 'device']);
        expect(left).toBe(0);
      }
    },
  );

  it.each(RUNTIMES)(
    'is not shown to a server that took the place of the one that was verified, on %s',
    async (runtime) => {
      const impostors = ['selfSigned', 'unknownIssuer', 'wrongName', 'expired'] as const;
      const all = VERSIONS.flatMap((version) =>
        impostors.map((impostor) => ({ version, certificates: ['good', impostor] as const })),
      );

      const results = await played(runtime, all);

      for (const { findings, shown, inTheClear, left } of results) {
        expect(shown.filter((name) => name !== null)).toEqual([]);
        expect(inTheClear).toBe(0);
        expect(findings).not.toContain('auth_key_signed_in');
        expect(left).toBe(0);
      }
    },
  );

  it.each(RUNTIMES)('is not even brought to a server that was never verified, on %s', async (runtime) => {
    const all = VERSIONS.map((version) => ({ version, certificates: ['selfSigned'] as const }));

    const results = await played(runtime, all);

    for (const { findings, shown, inTheClear, left } of results) {
      expect(left).toBe(0);
      expect(shown.filter((name) => name !== null)).toEqual([]);
      expect(inTheClear).toBe(0);
      expect(findings).toEqual(['tls_certificate_self_signed']);
    }
  });

  it.each(RUNTIMES)(
    'is shown to another certificate that is just as good where that is verified first, and else not, on %s',
    async (runtime) => {
      const certificates = ['good', 'other'] as const;

      const [old, now] = await played(
        runtime,
        VERSIONS.map((version) => ({ version, certificates })),
      );

      expect(old?.shown.filter((name) => name !== null)).toEqual([]); // TLS 1.2 would not have waited
      expect(old?.inTheClear).toBe(0);
      expect(now?.shown).toEqual([null, 'device']);
      expect(now?.findings).toContain('auth_key_signed_in');
    },
  );

  it.each(RUNTIMES)('is not believed in where the server did not ask for it, on %s', async (runtime) => {
    const results = await played(
      runtime,
      VERSIONS.map((version) => ({ version, asks: false })),
    );

    for (const { findings, shown, left } of results) {
      expect(left).toBe(0);
      expect(findings).toEqual(['auth_key_not_asked']); // though EXTERNAL is offered, and would be answered with OK
      expect(shown).toEqual([null, null]);
    }
  });

  it.each(RUNTIMES)(
    'opens a server that talks only to those who show one, over TLS 1.3, on %s',
    async (runtime) => {
      const [old, now] = await played(
        runtime,
        VERSIONS.map((version) => ({ version, asks: 'demands' as const })),
      );

      // The handshake of the look stood, and its server was verified, before it was ended.
      expect(now?.findings).toContain('auth_key_signed_in');
      expect(now?.shown).toEqual([null, 'device']);
      // Known gap: in TLS 1.2 it ends before anybody was verified.
      expect(old?.findings).toEqual(['tls_handshake_failed']);
      expect(old?.inTheClear).toBe(0);
    },
  );

  it('goes over TLS 1.2 in the clear, which is why nobody but the verified server gets to see it', async () => {
    const results = await played(
      'node',
      VERSIONS.map((version) => ({ version })),
    );

    expect(results.map(({ inTheClear }) => inTheClear)).toEqual([1, 0]);
  });
});
