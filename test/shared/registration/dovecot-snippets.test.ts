import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCertificate } from '../../../electron/node/keys/certificate.ts';
import { certificatePem } from '../../../electron/node/keys/forms.ts';
import type { NewDevice } from '../../../electron/node/keys/new-device.ts';
import { pemOfDer } from '../../../electron/node/net/pem.ts';
import type { Page } from '../../../shared/registration/page.ts';
import { registrationPage } from '../../../shared/registration/registration.ts';
import { describeWith, pathOf, type Part } from '../../parts.ts';
import type { TlsChoice } from '../../servers/client.ts';
import type { DovecotWords } from '../../servers/dovecot-config.ts';
import { look, talkInTls } from '../../servers/dovecot-clients.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from '../../servers/dovecot-folder.ts';
import { startDovecot, type Dovecot, type DovecotVersion } from '../../servers/dovecot.ts';
import { DOVECOT23_WORDS } from '../../servers/dovecot23-config.ts';
import { DOVECOT24_WORDS } from '../../servers/dovecot24-config.ts';
import { unpackDovecot24 } from '../../servers/dovecot24-tree.ts';
import { makePki } from '../../servers/pki.ts';
import { deviceOf, factsOf } from './key-facts.ts';

interface Tested {
  readonly name: '2.3' | '2.4';
  readonly part: Part;
  readonly words: DovecotWords;
  readonly root: () => Promise<string>;
}

const TESTED: readonly Tested[] = [
  { name: '2.3', part: 'dovecot', words: DOVECOT23_WORDS, root: () => Promise.resolve('') },
  { name: '2.4', part: 'dovecot24', words: DOVECOT24_WORDS, root: unpackDovecot24 },
];

const HOUR_MS = 3_600_000;
const BUNDLE_NAME = 'device-keys.pem';
const BUNDLE = `/etc/dovecot/${BUNDLE_NAME}`;
// What the servers of other tests have for EXTERNAL: here the page has to bring all of it.
const OWN_EXTERNAL = /passdb static \{\n {2}mechanisms_filter = external\n[^}]*\}\n\}\n/;

const BY_PASSWORD = [`a LOGIN ${TEST_AUTHCID} "${TEST_PASSWORD}"`, 'b LOGOUT'];
// RFC 4959 §3: `=` is an empty initial response. It names nobody, so the server goes by the certificate.
const SIGN_IN = ['a AUTHENTICATE EXTERNAL =', 'b LOGOUT'];

/** One that runs with what the page says, and with a bundle that can be changed. */
interface Registered {
  readonly dovecot: Dovecot;
  readonly rewriteBundle: (text: string) => Promise<void>;
}

/** Puts what the page says around what a server has besides, in the order in which it is to be read. */
async function startWith({ name, words, root }: Tested, page: Page, bundle: string): Promise<Registered> {
  const outside = await root();
  const [first = '', last = ''] = page.steps
    .filter(({ text }) => text.includes(`Dovecot ${name}`))
    .map(({ block }) => block?.text ?? '');
  let folder = '';
  const version: DovecotVersion = {
    root: outside,
    scratch: outside === '' ? tmpdir() : join(outside, 'tmp'),
    mechanisms: ['plain', 'login'],
    words: {
      ...words,
      authentication: (setup) => {
        folder = setup.folder;
        writeFileSync(join(outside, folder, BUNDLE_NAME), bundle);
        const own = words.authentication(setup).replace(OWN_EXTERNAL, '');
        if (/= external/.test(own)) throw new Error('The server must know of EXTERNAL from the page alone');
        return [first, own, last].join('\n').replaceAll(BUNDLE, join(folder, BUNDLE_NAME));
      },
    },
    command: (program, args) =>
      outside === ''
        ? [program === 'dovecot' ? pathOf('dovecot') : program, args]
        : ['chroot', [outside, program === 'dovecot' ? '/usr/sbin/dovecot' : '/usr/bin/doveadm', ...args]],
  };
  return {
    dovecot: await startDovecot(version, await makePki(), {}),
    rewriteBundle: async (text) => {
      await writeFile(join(outside, folder, BUNDLE_NAME), text);
      const [program, args] = version.command('doveadm', ['-c', join(folder, 'dovecot.conf'), 'reload']);
      await promisify(execFile)(program, args);
    },
  };
}

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

const shown = ({ device, key }: NewDevice): TlsChoice => ({
  cert: certificatePem(device),
  key: key.export({ type: 'pkcs8', format: 'pem' }),
});

const entryOf = ({ device }: NewDevice): string =>
  registrationPage('dovecot', factsOf(device), 'en').steps[0]?.block?.text ?? '';

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
        expect(await talkInTls(server.dovecot, 'imaps', SIGN_IN, shown(device))).toMatch(
          /^a OK .*Logged in/m,
        );
      }
    });

    it('turns a device away that nobody registered, although it names the same user', async () => {
      const other = await deviceOf('Laptop', TEST_AUTHCID);

      const said = await talkInTls(server.dovecot, 'imaps', SIGN_IN, shown(other));

      expect(said).toContain('a NO [AUTHENTICATIONFAILED]');
    });

    it('turns a certificate away that a registered device has signed for somebody else', async () => {
      const said = await talkInTls(server.dovecot, 'imaps', SIGN_IN, forgedBy(laptop, 'bob@example.test'));

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
        .poll(() => talkInTls(server.dovecot, 'imaps', SIGN_IN, shown(phone)), { timeout: 5_000 })
        .toContain('a NO [AUTHENTICATIONFAILED]');
      expect(await talkInTls(server.dovecot, 'imaps', SIGN_IN, shown(laptop))).toContain('a OK');
    });

    it('goes on for those with passwords when the last entry is gone, and an empty line is left', async () => {
      await server.rewriteBundle('\n');

      await expect
        .poll(() => talkInTls(server.dovecot, 'imaps', SIGN_IN, shown(laptop)), { timeout: 5_000 })
        .toContain('a NO [AUTHENTICATIONFAILED]');
      expect(await talkInTls(server.dovecot, 'imaps', BY_PASSWORD)).toContain('a OK');
    });
  });
}
