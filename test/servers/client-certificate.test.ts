import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWith } from '../parts.ts';
import { makeClientCertificate, type ClientKey } from './client-certificate.ts';
import { makePki } from './pki.ts';
import { runPart } from './run.ts';

const AUTHCID = 'alice@example.test';
const ALGORITHMS: readonly ClientKey[] = ['ed25519', 'p256', 'rsa'];

/** What openssl says of a certificate as one of a TLS client, if this is the trust anchor. */
async function verified(certificatePem: string, anchorPem: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-client-'));
  const [certificate, anchor] = [join(folder, 'certificate.pem'), join(folder, 'anchor.pem')];
  try {
    await writeFile(certificate, certificatePem);
    await writeFile(anchor, anchorPem);
    const verify = ['verify', '-check_ss_sig', '-purpose', 'sslclient'];
    const { output: verdict } = await runPart('openssl', [...verify, '-CAfile', anchor, certificate]);
    const { output: text } = await runPart('openssl', ['x509', '-noout', '-text', '-in', certificate]);
    return verdict + text;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describeWith(['openssl'], 'makeClientCertificate', () => {
  it.each([
    ['ed25519', 'Public Key Algorithm: ED25519', 'Signature Algorithm: ED25519'],
    ['p256', 'NIST CURVE: P-256', 'Signature Algorithm: ecdsa-with-SHA256'],
    ['rsa', 'Public-Key: (2048 bit)', 'Signature Algorithm: sha256WithRSAEncryption'],
  ] as const)(
    'makes one with a key of kind %s that openssl trusts as its own issuer',
    async (algorithm, ...facts) => {
      const { certificatePem } = await makeClientCertificate(AUTHCID, { algorithm });

      const said = await verified(certificatePem, certificatePem);

      expect(said).toMatch(/certificate\.pem: OK$/m);
      expect(said).toContain('Version: 3 (0x2)');
      expect(said).toMatch(/Subject: CN = alice@example\.test, serialNumber = [0-9a-f]{16}$/m);
      expect(said).toContain('TLS Web Client Authentication');
      for (const fact of facts) expect(said).toContain(fact);
    },
  );

  it.each(ALGORITHMS)('makes one with a key of kind %s that the client CA issues', async (algorithm) => {
    const { clientCa } = await makePki();
    const { certificatePem } = await makeClientCertificate(AUTHCID, { algorithm, issuer: clientCa });

    const said = await verified(certificatePem, clientCa.certificatePem);

    expect(said).toMatch(/certificate\.pem: OK$/m);
    expect(said).toContain('Issuer: CN = Letterlock test client CA');
  });

  it.each(ALGORITHMS)('gives the key of kind %s that belongs to it', async (algorithm) => {
    const { certificatePem, keyPem } = await makeClientCertificate(AUTHCID, { algorithm });

    const key = createPrivateKey(keyPem);

    expect(keyPem).toContain('BEGIN PRIVATE KEY');
    expect(new X509Certificate(certificatePem).checkPrivateKey(key)).toBe(true);
  });

  it('gives each a subject and a serial number of its own', async () => {
    const made = await Promise.all(
      [1, 2].map(() => makeClientCertificate(AUTHCID, { algorithm: 'ed25519' })),
    );
    const [one, other] = made.map(({ certificatePem }) => new X509Certificate(certificatePem));

    expect(one!.subject).not.toBe(other!.subject);
    expect(one!.serialNumber).not.toBe(other!.serialNumber);
  });

  it('writes an authcid that is not ASCII', async () => {
    const { certificatePem } = await makeClientCertificate('älice@example.test', { algorithm: 'p256' });

    expect(new X509Certificate(certificatePem).subject).toMatch(/^CN=älice@example\.test$/m);
  });

  it.each(['', 'a'.repeat(65)])('refuses the authcid "%s", which is not a common name', async (authcid) => {
    await expect(makeClientCertificate(authcid, { algorithm: 'p256' })).rejects.toThrow(RangeError);
  });
});
