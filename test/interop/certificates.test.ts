import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECIPES, type CertificateName } from '../../electron/node/practice/certificate-recipes.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { stopChild } from '../servers/child.ts';
import type { Looked, Seen, Served } from './certificates-program.ts';
import { bundle, firstLineOf, start } from './programs.ts';

/** How our client rejects them, and what it says is wrong; of the rest, that TLS is established. */
const REJECTIONS: Readonly<
  Partial<Record<CertificateName, readonly [code: string, ...problems: readonly string[]]>>
> = {
  expired: ['CERT_HAS_EXPIRED', 'expired 0'],
  'not-yet-valid': ['CERT_NOT_YET_VALID', 'not-yet-valid 0'],
  'wrong-name': ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-name 0'],
  'ip-address-only': ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-name 0'],
  'wildcard-too-deep': ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-name 0'],
  'nul-in-name': ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-name 0'],
  'no-subject-alt-name': ['ERR_TLS_CERT_ALTNAME_INVALID', 'without-names 0'],
  'self-signed': ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed 0'],
  'unknown-issuer': ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unknown-issuer 0'],
  interceptor: ['SELF_SIGNED_CERT_IN_CHAIN', 'unknown-issuer 1'],
  'incomplete-chain': ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'chain-incomplete 0'],
  'expired-intermediate': ['CERT_HAS_EXPIRED', 'expired 1'],
  'issued-by-server': ['INVALID_PURPOSE', 'not-authority 1'],
  'outside-constraints': ['UNSPECIFIED', 'unusable 0'],
  'unknown-extension': ['UNSPECIFIED', 'unusable 0'],
  'client-only': ['INVALID_PURPOSE', 'wrong-purpose 0'],
  'broken-signature': ['CERT_SIGNATURE_FAILURE', 'broken-signature 0'],
  'weak-signature': ['CERT_WEAK_SIGNATURE', 'weak-signature 0'],
  'weak-key': ['CERT_WEAK_KEY', 'weak-key 0'],
  'huge-chain': ['ERR_SSL_EXCESSIVE_MESSAGE_SIZE'],
};

/** What the TLS library of Node rejects itself. */
const NODE_CODES: Readonly<Partial<Record<CertificateName, string>>> = { 'weak-signature': 'UNSPECIFIED' };

/** Chains that do not lead to the authority of the run. */
const WITHOUT_ANCHOR: readonly CertificateName[] = [
  ...([
    'self-signed',
    'unknown-issuer',
    'interceptor',
    'incomplete-chain',
    'broken-signature',
    'huge-chain',
  ] as const),
];

describeWith(['electron'], 'the certificates of a practice run, on the wire', () => {
  let program: string;

  beforeAll(async () => {
    program = await bundle('certificates-program');
  });

  describe.each(RUNTIMES)('served by %s', (server) => {
    let child: ReturnType<typeof start>;
    let served: Served;

    beforeAll(async () => {
      child = start(program, server, ['serve']);
      served = JSON.parse(await firstLineOf(child)) as Served;
    });

    afterAll(() => stopChild(child));

    it.each(RUNTIMES)(
      'have each its own fault for our client on %s, over TLS 1.2 and 1.3, and are told apart by it',
      async (client) => {
        const seen = await lookFrom(client, { anchorPem: served.caPem, ports: served.ports });

        const expected = Object.keys(served.ports).map((place): [string, object] => {
          const [name, version] = place.split(' ') as [CertificateName, string]; // that is how the program names them
          const [code = version, ...problems] = REJECTIONS[name] ?? [];
          const outcome = client === 'node' ? (NODE_CODES[name] ?? code) : code;
          return [place, { outcome, problems, anchor: WITHOUT_ANCHOR.includes(name) ? null : 'added' }];
        });
        const places: Record<string, object> = Object.fromEntries(expected);
        for (const [place, one] of Object.entries(seen))
          expect([place, one]).toMatchObject([place, places[place]]);
        expect(Object.keys(seen)).toHaveLength(2 * Object.keys(RECIPES).length);
      },
    );

    it.each(RUNTIMES)(
      'are followed to the authority by our client on %s, which was not sent',
      async (client) => {
        const port = served.ports['good TLSv1.3']!;

        const { good } = await lookFrom(client, { anchorPem: served.caPem, ports: { good: port } });

        expect(good!.chain).toEqual([
          'CN=imap.practice.test',
          'CN=Letterlock practice intermediate',
          'CN=Letterlock practice authority',
        ]);
      },
    );

    it.each(RUNTIMES)(
      'are right for our client on %s where a person, or the system, trusts the one in between',
      async (client) => {
        const ports = { port: served.ports['interceptor TLSv1.3']! };
        const { caPem, interceptorPem } = served;

        const byPerson = await lookFrom(client, { anchorPem: interceptorPem, ports });
        const bySystem = await lookFrom(client, { anchorPem: caPem, systemPem: interceptorPem, ports });

        const chain = ['CN=imap.practice.test', 'CN=Practice Web Shield Root'];
        const seen = { outcome: 'TLSv1.3', problems: [], chain };
        expect(byPerson['port']).toEqual({ ...seen, anchor: 'added' });
        expect(bySystem['port']).toEqual({ ...seen, anchor: 'system' });
      },
    );
  });

  async function lookFrom(runtime: Runtime, looked: Looked): Promise<Record<string, Seen>> {
    const child = start(program, runtime, ['look']);
    child.stdin.end(JSON.stringify(looked));
    return JSON.parse(await firstLineOf(child)) as Record<string, Seen>;
  }
});
