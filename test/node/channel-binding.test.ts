import { once } from 'node:events';
import { connect, createServer, type TLSSocket } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { createHash, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { channelBindingsOf } from '../../electron/node/net/channel-binding.ts';
import { serverEndPoint } from '../../electron/node/net/server-end-point.ts';
import { makeClientCertificate } from '../servers/client-certificate.ts';
import { makePki } from '../servers/pki.ts';

/** The two ends of one TLS connection. */
async function pair(version: 'TLSv1.2' | 'TLSv1.3'): Promise<readonly [TLSSocket, TLSSocket]> {
  const { good, caPem } = await makePki();
  const server = createServer({
    cert: good.certificatePem,
    key: good.keyPem,
    minVersion: version,
    maxVersion: version,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connected = once(server, 'secureConnection') as Promise<[TLSSocket]>;
  const client = connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, ca: caPem });
  await once(client, 'secureConnect');
  const [accepted] = await connected;
  server.close();
  return [client, accepted];
}

describe('channel bindings of a connection', () => {
  it.each([
    ['TLSv1.2', 'tls-unique', 12],
    ['TLSv1.3', 'tls-exporter', 32],
  ] as const)(
    'over %s are %s, the same on both sides, and other ones on another connection',
    async (version, type, length) => {
      const [client, server] = await pair(version);
      const [other] = await pair(version);

      const ours = channelBindingsOf(client, 'client');

      expect(ours).toMatchObject([{ type }]);
      expect(ours[0]?.data).toHaveLength(length);
      expect(channelBindingsOf(server, 'server')).toEqual(ours);
      expect(channelBindingsOf(other, 'client')).not.toEqual(ours);
      for (const socket of [client, server, other]) socket.destroy();
    },
  );

  it('can be the server’s certificate, where the peer is known to want it', async () => {
    const [client, server] = await pair('TLSv1.3');

    const ours = channelBindingsOf(client, 'client', 'tls-server-end-point');

    expect(ours).toMatchObject([{ type: 'tls-server-end-point' }]);
    expect(channelBindingsOf(server, 'server', 'tls-server-end-point')).toEqual(ours);
    for (const socket of [client, server]) socket.destroy();
  });
});

describe('tls-server-end-point', () => {
  it('is the hash of the certificate by its signature algorithm (RFC 5929 §4.1)', async () => {
    const { raw } = new X509Certificate((await makePki()).good.certificatePem);

    expect(serverEndPoint(raw)).toEqual(createHash('sha256').update(raw).digest());
  });

  it('is not defined for ed25519', async () => {
    const { certificatePem } = await makeClientCertificate('alice', { algorithm: 'ed25519' });

    expect(serverEndPoint(new X509Certificate(certificatePem).raw)).toBeUndefined();
  });

  it('is not made of a broken certificate, wherever it is cut', async () => {
    const { raw } = new X509Certificate((await makePki()).good.certificatePem);
    for (let cut = 0; cut < raw.length; cut += 7)
      expect(serverEndPoint(raw.subarray(0, cut))).toBeUndefined();
  });
});
