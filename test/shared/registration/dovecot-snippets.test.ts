import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCertificate } from '../../../electron/node/keys/certificate.ts';
import { certificatePem } from '../../../electron/node/keys/forms.ts';
import type { NewDevice } from '../../../electron/node/keys/new-device.ts';
import { pemOfDer } from '../../../electron/node/net/pem.ts';
import { registrationPage } from '../../../shared/registration/registration.ts';
import { describeWith } from '../../parts.ts';
import type { TlsChoice } from '../../servers/client.ts';
import { look, talkInTls } from '../../servers/dovecot-clients.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from '../../servers/dovecot-folder.ts';
import { entryOf, shown, signIn, startWith, TESTED, type Registered } from './dovecot-by-page.ts';
import { deviceOf, factsOf } from './key-facts.ts';

const HOUR_MS = 3_600_000;

const BY_PASSWORD = [`a LOGIN ${TEST_AUTHCID} "${TEST_PASSWORD}"`, 'b LOGOUT'];

/** A certificate that the key of one device signs for somebody else. */
function forgedBy({ device, key }: NewDevice, login: string): TlsChoice {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const der = makeCertificate({
    subject: { commonName: 'Another', userId: login },
    publicKey,
    issuer: { key, certificate: Buffer.from(device.certificate, 'base64') },
    notBefore: new Date(Date.now() - HOUR_MS),
    notAfter: new Date(Date.now() + HOUR_MS),
    extensions: [],
  });
  const chain = pemOfDer(der) + certificatePem(device);
  return { cert: chain, key: privateKey.export({ type: 'pkcs8', format: 'pem' }) };
}

for (const tested of TESTED) {
  describeWith([tested.part, 'openssl'], `Dovecot ${tested.name}, set up as its page says`, () => {
    let laptop: NewDevice;
    let phone: NewDevice;
    let server: Registered;

    beforeAll(async () => {
      laptop = await deviceOf('Laptop', TEST_AUTHCID);
      phone = await deviceOf("Zoe's $HOME #1; `x`", TEST_AUTHCID);
      const page = registrationPage('dovecot', factsOf(laptop.device), 'en');
      server = await startWith(tested, page, `${entryOf(laptop)}\n${entryOf(phone)}`);
    });

    afterAll(async () => {
      await server.dovecot.stop();
    });

    it('lets both registered devices in', async () => {
      for (const device of [laptop, phone]) {
        expect(await signIn(server.dovecot, shown(device))).toMatch(/^a OK .*Logged in/m);
      }
    });

    it('turns a device away that nobody registered, although it names the same user', async () => {
      const other = await deviceOf('Laptop', TEST_AUTHCID);

      const said = await signIn(server.dovecot, shown(other));

      expect(said).toContain('a NO [AUTHENTICATIONFAILED]');
    });

    it('turns a certificate away that a registered device has signed for somebody else', async () => {
      const said = await signIn(server.dovecot, forgedBy(laptop, 'bob@example.test'));

      expect(said).toContain('a NO [AUTHENTICATIONFAILED]');
    });

    it('lets nobody be somebody else than their key says', async () => {
      const bob = Buffer.from('bob@example.test').toString('base64');

      const said = await talkInTls(
        server.dovecot,
        'imaps',
        [`a AUTHENTICATE EXTERNAL ${bob}`, 'b LOGOUT'],
        shown(laptop),
      );

      expect(said).not.toContain('a OK');
    });

    it.each([
      ['in with the right password', TEST_PASSWORD, 'a OK'],
      ['out with a wrong one', 'wrong', 'a NO [AUTHENTICATIONFAILED]'],
    ])('keeps those without a key %s', async (_, password, answer) => {
      const said = await talkInTls(server.dovecot, 'imaps', [
        `a LOGIN ${TEST_AUTHCID} "${password}"`,
        'b LOGOUT',
      ]);

      expect(said).toContain(answer);
    });

    it('asks for the password with any other mechanism, key or not', async () => {
      const said = await talkInTls(
        server.dovecot,
        'imaps',
        [`a LOGIN ${TEST_AUTHCID} "wrong"`, 'b LOGOUT'],
        shown(laptop),
      );

      expect(said).not.toContain('a OK');
    });

    it('tells everybody whose keys it knows, as the page warns', async () => {
      const said = await look(server.dovecot, 'good', server.dovecot.ports.imaps);

      expect(said).toContain(`CN = Laptop, UID = ${TEST_AUTHCID}`);
      expect(registrationPage('dovecot', factsOf(laptop.device), 'en').warnings.join()).toContain(
        'tells everybody',
      );
    });

    it('turns away the device whose entry is gone, and no other', async () => {
      await server.rewriteBundle(entryOf(laptop));

      await expect
        .poll(() => signIn(server.dovecot, shown(phone)), { timeout: 5_000 })
        .toContain('a NO [AUTHENTICATIONFAILED]');
      expect(await signIn(server.dovecot, shown(laptop))).toContain('a OK');
    });

    it('goes on for those with passwords when the last entry is gone, and an empty line is left', async () => {
      await server.rewriteBundle('\n');

      await expect
        .poll(() => signIn(server.dovecot, shown(laptop)), { timeout: 5_000 })
        .toContain('a NO [AUTHENTICATIONFAILED]');
      expect(await talkInTls(server.dovecot, 'imaps', BY_PASSWORD)).toContain('a OK');
    });
  });
}
