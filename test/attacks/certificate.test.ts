import { createServer } from 'node:tls';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { closeServer, portOf } from '../servers/ports.ts';
import { endpointAt, examineAt } from './examine.ts';
import { makePki } from '../servers/pki.ts';

/** The good certificate with a start date that is none, signed by itself: no TLS library reads the date. */
async function withBadDate(): Promise<{ cert: string; key: string }> {
  const { good } = await makePki();
  const key = forge.pki.privateKeyFromPem(good.keyPem);
  const certificate = forge.pki.certificateFromPem(good.certificatePem);
  certificate.setIssuer(certificate.subject.attributes);
  certificate.sign(key, forge.md.sha256.create());
  const asn1 = forge.pki.certificateToAsn1(certificate);
  const tbs = (asn1.value as forge.asn1.Asn1[])[0]!;
  const validity = (tbs.value as forge.asn1.Asn1[]).find(
    ({ value }) => Array.isArray(value) && value[0]?.type === forge.asn1.Type.UTCTIME,
  )!;
  (validity.value as forge.asn1.Asn1[])[0]!.value = '991399000000Z';
  const der = forge.asn1.toDer(asn1).getBytes();
  return {
    key: good.keyPem,
    cert: forge.pem.encode({ type: 'CERTIFICATE', body: der }),
  };
}

describe('a certificate with a date that is none', () => {
  it('is told as unusable, and ends nothing but its own look', async () => {
    const server = createServer(await withBadDate(), (socket) => socket.destroy());
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

    const endpoint = endpointAt('imap', { host: '127.0.0.1', port: portOf(server) }, 'implicit-tls');
    const report = await examineAt([endpoint], { timeoutMs: 2_000 });
    await closeServer(server);

    expect(report.verdict).toBe('problems');
    expect(report.findings.every(({ code }) => code.startsWith('tls_'))).toBe(true);
    expect(report.signIns).toEqual([]);
  });
});
