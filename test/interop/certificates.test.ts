import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECIPES, type CertificateName } from '../../electron/node/practice/certificate-recipes.ts';
import type { Runtime } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { stopChild } from '../servers/child.ts';
import type { Looked, Served } from './certificates-program.ts';
import { bundle, start } from './programs.ts';

/** How our client rejects them. */
const REJECTIONS: Readonly<Partial<Record<CertificateName, string>>> = {
  expired: 'CERT_HAS_EXPIRED',
  'not-yet-valid': 'CERT_NOT_YET_VALID',
  'wrong-name': 'ERR_TLS_CERT_ALTNAME_INVALID',
  'ip-address-only': 'ERR_TLS_CERT_ALTNAME_INVALID',
  'wildcard-too-deep': 'ERR_TLS_CERT_ALTNAME_INVALID',
  'no-subject-alt-name': 'ERR_TLS_CERT_ALTNAME_INVALID',
  'self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
  'unknown-issuer': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  interceptor: 'SELF_SIGNED_CERT_IN_CHAIN',
  'incomplete-chain': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'expired-intermediate': 'CERT_HAS_EXPIRED',
  'issued-by-server': 'INVALID_PURPOSE',
  'client-only': 'INVALID_PURPOSE',
  'broken-signature': 'CERT_SIGNATURE_FAILURE',
  'huge-chain': 'ERR_SSL_EXCESSIVE_MESSAGE_SIZE',
};

/** What our client says; of the rest, that TLS is established. Electron's library has nothing against SHA-1. */
const CLIENT_CODES: Readonly<Record<Runtime, typeof REJECTIONS>> = {
  node: { ...REJECTIONS, 'weak-signature': 'UNSPECIFIED' },
  electron: REJECTIONS,
};

const RUNTIMES: readonly Runtime[] = ['node', 'electron'];

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
      served = JSON.parse(await firstLine(child)) as Served;
    });

    afterAll(() => stopChild(child));

    it.each(RUNTIMES)(
      'have each its own fault for our client on %s, over TLS 1.2 and 1.3',
      async (client) => {
        const seen = await lookFrom(client, { anchorPem: served.caPem, ports: served.ports });

        const expected = Object.keys(served.ports).map((place) => {
          const [name, version] = place.split(' ') as [CertificateName, string]; // that is how the program names them
          return [place, CLIENT_CODES[client][name] ?? version];
        });
        expect(seen).toEqual(Object.fromEntries(expected));
        expect(Object.keys(seen)).toHaveLength(2 * Object.keys(RECIPES).length);
      },
    );

    it.each(RUNTIMES)('are right for our client on %s that trusts the one in between', async (client) => {
      const port = served.ports['interceptor TLSv1.3']!;

      const seen = await lookFrom(client, { anchorPem: served.interceptorPem, ports: { port } });

      expect(seen).toEqual({ port: 'TLSv1.3' });
    });
  });

  async function lookFrom(runtime: Runtime, looked: Looked): Promise<Record<string, string>> {
    const child = start(program, runtime, ['look']);
    child.stdin.end(JSON.stringify(looked));
    return JSON.parse(await firstLine(child)) as Record<string, string>;
  }
});

/** The one line that a program says. */
async function firstLine(child: ReturnType<typeof start>): Promise<string> {
  let out = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const line = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.includes('\n')) resolve();
    });
  });
  await Promise.race([line, once(child, 'close')]);
  if (!out.includes('\n')) throw new Error(`the program said nothing: ${errors}`);
  return out;
}
