import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { makeCertificate } from '../../electron/node/keys/certificate.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { answerOf, bundle } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { makeClientCertificate } from '../servers/client-certificate.ts';
import { startOpensslServer, type OpensslServer } from '../servers/openssl-server.ts';
import { makePki, type Pki, type TestCertificate } from '../servers/pki.ts';
import type { KeyHandshake, KeyHandshakeResult } from './tls-with-key-program.ts';

const DAY_MS = 86_400_000;
// `-Verify` wants a certificate of everybody, `-verify` takes one; either looks at it at once with the third.
const DEMANDS = ['-Verify', '1', '-verify_return_error'];
const ASKS = ['-verify', '1', '-verify_return_error'];

describeWith(['openssl', 'electron'], 'a handshake with a key', () => {
  let program: string;
  let pki: Pki;
  let server: OpensslServer | null = null;

  beforeAll(async () => {
    program = await bundle('../node/tls-with-key-program');
    pki = await makePki();
  });
  afterEach(async () => {
    await server?.stop();
    server = null;
  });

  async function met(
    runtime: Runtime,
    args: readonly string[],
    device: TestCertificate,
    isVerifiedBefore = true,
  ): Promise<KeyHandshakeResult | undefined> {
    server = await startOpensslServer({
      chain: { pems: [pki.good.certificatePem], keyPem: pki.good.keyPem, certificates: [] },
      clientIssuers: [pki.clientCa.certificatePem],
      args,
    });
    const question: KeyHandshake = { port: server.port, caPem: pki.caPem, isVerifiedBefore, ...device };
    const [result] = (await answerOf(program, runtime, [question])) as KeyHandshakeResult[]; // what the program prints
    return result;
  }

  it.each(RUNTIMES)(
    'is refused after it, over TLS 1.3, by who does not know the issuer, on %s',
    async (runtime) => {
      const device = await makeClientCertificate('alice', { algorithm: 'p256' });

      const result = await met(runtime, ['-tls1_3', ...ASKS], device);

      expect(result).toMatchObject({
        outcome: 'established',
        clientCertificate: 'shown',
        alert: 'unknown_ca',
      });
    },
  );

  it.each(RUNTIMES)(
    'is refused in it, over TLS 1.2, by who does not know the issuer, on %s',
    async (runtime) => {
      const device = await makeClientCertificate('alice', { algorithm: 'p256' });

      const result = await met(runtime, ['-tls1_2', ...ASKS], device);

      expect(result).toMatchObject({
        outcome: 'client-certificate-required',
        clientCertificate: 'shown',
        alert: 'unknown_ca',
      });
    },
  );

  it.each(RUNTIMES)('is refused because its time is over, on %s', async (runtime) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const der = makeCertificate({
      subject: { commonName: 'alice' },
      publicKey,
      issuer: { key: privateKey },
      notBefore: new Date(Date.now() - 9 * DAY_MS),
      notAfter: new Date(Date.now() - DAY_MS),
      extensions: [],
    });
    const device: TestCertificate = {
      certificatePem: new X509Certificate(der).toString(),
      keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    server = await startOpensslServer({
      chain: { pems: [pki.good.certificatePem], keyPem: pki.good.keyPem, certificates: [] },
      clientIssuers: [device.certificatePem],
      args: ['-tls1_3', ...ASKS],
    });
    const question = { port: server.port, caPem: pki.caPem, isVerifiedBefore: true, ...device };

    const [result] = (await answerOf(program, runtime, [question])) as KeyHandshakeResult[];

    expect(result).toMatchObject({ clientCertificate: 'shown', alert: 'certificate_expired' });
  });

  it.each(RUNTIMES)(
    'shows none where the server takes none of its kind, whatever the TLS library does then, on %s',
    async (runtime) => {
      const device = await makeClientCertificate('alice', { algorithm: 'ed25519' });

      const result = await met(
        runtime,
        ['-tls1_3', ...ASKS, '-client_sigalgs', 'ECDSA+SHA256:RSA-PSS+SHA256'],
        device,
      );

      expect(result?.clientCertificate).toBe('not-asked');
      expect(['established', 'client-certificate-required']).toContain(result?.outcome);
    },
  );

  it.each(RUNTIMES)(
    'is made with a server that wants a certificate of everybody where that is verified first, on %s',
    async (runtime) => {
      const device = await makeClientCertificate('alice', { algorithm: 'p256', issuer: pki.clientCa });

      const result = await met(runtime, ['-tls1_3', ...DEMANDS], device, false);

      expect(result).toMatchObject({ outcome: 'established', clientCertificate: 'shown' });
    },
  );

  it.each(RUNTIMES)(
    'is not made over TLS 1.2 with a server that nobody has verified, on %s',
    async (runtime) => {
      const device = await makeClientCertificate('alice', { algorithm: 'p256', issuer: pki.clientCa });

      const result = await met(runtime, ['-tls1_2', ...DEMANDS], device, false);

      expect(result).toMatchObject({ outcome: 'certificate-rejected', clientCertificate: 'not-asked' });
    },
  );
});
