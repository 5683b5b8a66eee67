import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { keyOf } from '../../electron/node/practice/credentials.ts';
import type { Report } from '../../shared/report/report.ts';
import { makeClientCertificate } from '../servers/client-certificate.ts';
import { makePki } from '../servers/pki.ts';
import { endpointAt, examineAt } from './examine.ts';

/** A submission server that offers EXTERNAL to whoever shows a key, and takes it; what it was asked with comes back. */
async function signedIn(
  greeting: string,
): Promise<{ readonly asked: readonly string[]; readonly report: Report }> {
  const { good } = await makePki();
  const asked: string[] = [];
  const server = createServer(
    { cert: good.certificatePem, key: good.keyPem, requestCert: true, rejectUnauthorized: false },
    (socket) => {
      const hasKey = Object.hasOwn(socket.getPeerCertificate(), 'raw'); // an empty object where there is none
      socket.on('error', () => undefined);
      socket.write(`220 ${greeting}\r\n`);
      socket.on('data', (bytes: Buffer) => {
        const [verb = '', ...rest] = bytes.toString().trim().split(' ');
        if (verb === 'EHLO') socket.write(hasKey ? '250-hello\r\n250 AUTH EXTERNAL\r\n' : '250 hello\r\n');
        else if (verb === 'AUTH') {
          asked.push(rest.join(' '));
          socket.write('235 2.7.0 welcome\r\n');
        } else socket.end('221 bye\r\n');
      });
    },
  );
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port
  const endpoint = endpointAt('submission', { host: '127.0.0.1', port }, 'implicit-tls');
  const report = await examineAt([endpoint], {
    credential: keyOf(await makeClientCertificate('alice', { algorithm: 'p256' })),
  });
  return { asked, report };
}

it('tells Exim whom to act as, because Exim takes no empty answer', async () => {
  const { asked, report } = await signedIn(
    'mail.example.test ESMTP Exim 4.96 Sun, 22 Nov 2026 08:00:00 +0000',
  );

  expect(asked).toEqual([`EXTERNAL ${Buffer.from('alice@example.test').toString('base64')}`]);
  expect(report.signIns).toMatchObject([{ outcome: 'accepted', mechanism: 'EXTERNAL' }]);
});

it('tells nobody else, because Dovecot refuses any name that is not the certificate’s', async () => {
  const { asked, report } = await signedIn('mail.example.test ESMTP ready');

  expect(asked).toEqual(['EXTERNAL =']); // RFC 4954 §4: an empty initial response
  expect(report.signIns).toMatchObject([{ outcome: 'accepted', mechanism: 'EXTERNAL' }]);
});
