import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCertificate } from '../../electron/node/keys/certificate.ts';
import { describeWith } from '../parts.ts';
import { makeClientCertificate, type ClientKey } from './client-certificate.ts';
import type { TlsChoice } from './client.ts';
import { look, talkAfterStartTls, talkInTls } from './dovecot-clients.ts';
import { TEST_AUTHCID } from './dovecot-folder.ts';
import { DOVECOTS } from './dovecot-versions.ts';
import type { Dovecot } from './dovecot.ts';
import { makePki, type TestCertificate } from './pki.ts';

const ALGORITHMS: readonly ClientKey[] = ['ed25519', 'p256', 'rsa'];
// RFC 4959 §3: `=` is an empty initial response. It names nobody, so the server goes by the certificate.
const SIGN_IN = ['a AUTHENTICATE EXTERNAL =', 'b LOGOUT'];

const presents = ({ certificatePem, keyPem }: TestCertificate): TlsChoice => ({
  cert: certificatePem,
  key: keyPem,
});

for (const { part, start } of DOVECOTS) {
  describeWith([part, 'openssl'], `${start.name} with client certificates`, () => {
    const certificates = new Map<ClientKey, TestCertificate>();
    let dovecot: Dovecot;

    beforeAll(async () => {
      for (const algorithm of ALGORITHMS) {
        certificates.set(algorithm, await makeClientCertificate(TEST_AUTHCID, { algorithm }));
      }
      dovecot = await start(await makePki(), {
        clientCertificates: [...certificates.values()].map(({ certificatePem }) => ({
          authcid: TEST_AUTHCID,
          certificatePem,
        })),
      });
    });

    afterAll(async () => {
      await dovecot.stop();
    });

    it.each(ALGORITHMS)('lets the holder of one of several in, with a key of kind %s', async (algorithm) => {
      const before = await dovecot.authAttempts();

      const said = await talkInTls(dovecot, 'imaps', SIGN_IN, presents(certificates.get(algorithm)!));

      expect(said).toMatch(/^a OK .*Logged in/m);
      expect((await dovecot.authAttempts()) - before).toBe(1);
      expect(await dovecot.log()).toContain(`user=${TEST_AUTHCID}`);
    });

    it('lets one in over TLS 1.2', async () => {
      const choice: TlsChoice = { ...presents(certificates.get('ed25519')!), maxVersion: 'TLSv1.2' };

      const said = await talkInTls(dovecot, 'imaps', SIGN_IN, choice);

      expect(said).toContain('a OK');
    });

    it.each([
      ['submissions', ['EHLO localhost', 'AUTH EXTERNAL =', 'QUIT'], '235 2.7.0'],
      ['pop3s', ['AUTH EXTERNAL =', 'QUIT'], '+OK Logged in.'],
    ] as const)('lets one in on its %s port', async (port, lines, welcome) => {
      const said = await talkInTls(dovecot, port, lines, presents(certificates.get('ed25519')!));

      expect(said).toContain(welcome);
    });

    it('lets one in by ManageSieve, after STARTTLS', async () => {
      const lines = ['AUTHENTICATE "EXTERNAL" ""', 'LOGOUT'];

      const said = await talkAfterStartTls(dovecot, 'sieve', lines, presents(certificates.get('ed25519')!));

      expect(said).toContain('OK "Logged in."');
    });

    it('lets in whom the client CA vouches for', async () => {
      const { clientCa } = await makePki();
      const issued = await makeClientCertificate(TEST_AUTHCID, { algorithm: 'p256', issuer: clientCa });

      const said = await talkInTls(dovecot, 'imaps', SIGN_IN, presents(issued));

      expect(said).toContain('a OK');
    });

    it('refuses one that it does not know, although it has the same name', async () => {
      const rogue = await makeClientCertificate(TEST_AUTHCID, { algorithm: 'ed25519' });

      const said = await talkInTls(dovecot, 'imaps', SIGN_IN, presents(rogue));

      expect(said).toContain('a NO [AUTHENTICATIONFAILED]');
    });

    it('refuses EXTERNAL without a certificate', async () => {
      const said = await talkInTls(dovecot, 'imaps', SIGN_IN);

      expect(said).toContain('a NO [AUTHENTICATIONFAILED]');
    });

    it('refuses any other mechanism without the password, certificate or not', async () => {
      const lines = [`a LOGIN ${TEST_AUTHCID} wrong`, 'b LOGOUT'];

      const said = await talkInTls(dovecot, 'imaps', lines, presents(certificates.get('ed25519')!));

      expect(said).toContain('a NO [AUTHENTICATIONFAILED]');
    });

    it('asks for one of its certificates or of the client CA', async () => {
      const said = await look(dovecot, 'good', dovecot.ports.imaps);

      expect(said).toContain('Acceptable client certificate CA names');
      expect(said).toContain('CN = Letterlock test client CA');
      expect(said).toContain(`CN = ${TEST_AUTHCID}, serialNumber = `);
    });

    it('asks for none unless told to', async () => {
      const other = await start(await makePki(), {});
      try {
        const said = await look(other, 'good', other.ports.imaps);

        expect(said).toContain('No client certificate CA names sent');
      } finally {
        await other.stop();
      }
    });

    it('trusts others from then on where it is told to, by the UID where it is told that', async () => {
      const certificateOf = async (name: string) => {
        const { publicKey, privateKey } = generateKeyPairSync('ed25519');
        const der = makeCertificate({
          subject: { commonName: name, userId: TEST_AUTHCID },
          publicKey,
          issuer: { key: privateKey },
          notBefore: new Date(Date.now() - 3_600_000),
          notAfter: new Date(Date.now() + 3_600_000),
          extensions: [],
        });
        return {
          authcid: TEST_AUTHCID,
          certificatePem: new X509Certificate(der).toString(),
          keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        };
      };
      const [phone, laptop] = [await certificateOf('phone'), await certificateOf('laptop')];
      const other = await start(await makePki(), { clientCertificates: [phone], authcidField: 'UID' });
      try {
        const before = [
          await talkInTls(other, 'imaps', SIGN_IN, presents(phone)),
          await talkInTls(other, 'imaps', SIGN_IN, presents(laptop)),
        ];
        await other.trustClients([laptop]);
        const after = [
          await talkInTls(other, 'imaps', SIGN_IN, presents(phone)),
          await talkInTls(other, 'imaps', SIGN_IN, presents(laptop)),
        ];

        expect(before[0]).toContain('a OK');
        expect(before[1]).toContain('a NO [AUTHENTICATIONFAILED]');
        expect(after[0]).toContain('a NO [AUTHENTICATIONFAILED]');
        expect(after[1]).toContain('a OK');
      } finally {
        await other.stop();
      }
    });

    it('does not start where a certificate is of somebody else', async () => {
      const { certificatePem } = certificates.get('p256')!;
      const clientCertificates = [{ authcid: 'bob@example.test', certificatePem }];

      await expect(start(await makePki(), { clientCertificates })).rejects.toThrow(RangeError);
    });
  });
}
