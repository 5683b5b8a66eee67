import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { NewDevice } from '../../../electron/node/keys/new-device.ts';
import { registrationPage, renewalPage } from '../../../shared/registration/registration.ts';
import { describeWith } from '../../parts.ts';
import { TEST_AUTHCID } from '../../servers/dovecot-folder.ts';
import { BUNDLE, entryOf, shown, signIn, startWith, TESTED, type Registered } from './dovecot-by-page.ts';
import { deviceOf, factsOf, renewed } from './key-facts.ts';

const REFUSED = 'a NO [AUTHENTICATIONFAILED]';
// It reads its files anew a moment after it was told to.
const SOON = { timeout: 5_000 };

for (const tested of TESTED) {
  describeWith(
    [tested.part, 'openssl'],
    `A new certificate at Dovecot ${tested.name}, as its page says`,
    () => {
      let before: NewDevice;
      let after: NewDevice;
      let phone: NewDevice;
      let server: Registered;
      let folder: string;
      let blocks: readonly string[];

      beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'letterlock-renewal-'));
        before = await deviceOf('Laptop', TEST_AUTHCID);
        after = renewed(before);
        phone = await deviceOf('Phone', TEST_AUTHCID);
        const page = registrationPage('dovecot', factsOf(before.device), 'en');
        server = await startWith(tested, page, `${entryOf(before)}\n${entryOf(phone)}`);
        const { steps } = renewalPage('dovecot', factsOf(after.device), factsOf(before.device), 'en');
        blocks = steps.map(({ block }) => block?.text ?? '');
      });

      afterAll(async () => {
        await server.dovecot.stop();
        await rm(folder, { recursive: true });
      });

      const said = (device: NewDevice): Promise<string> => signIn(server.dovecot, shown(device));

      it('is refused before the first step, although its key is registered', async () => {
        expect(await said(before)).toContain('a OK');
        expect(await said(after)).toContain(REFUSED);
      });

      it('signs in once it is added, and so does the old one that stands beside it', async () => {
        const [save = '', , append = ''] = blocks;
        await writeFile(join(folder, 'device-key.pem'), save);
        execFileSync('/bin/sh', ['-c', append.replace(BUNDLE, server.bundle)], { cwd: folder });
        await server.reload();

        await expect.poll(() => said(after), SOON).toContain('a OK');

        // Each more than once: which of the two is found must not be a matter of luck.
        for (const device of [before, after, before, after, phone])
          expect(await said(device)).toContain('a OK');
      });

      it('is the only one of its key that signs in once the old one is taken out', async () => {
        const bundle = await server.readBundle();
        const [old = '', ...others] = blocks.filter(
          (text) => text.startsWith('#') && text !== blocks[0] && bundle.includes(text),
        );
        expect(others).toEqual([]);

        await server.rewriteBundle(bundle.replace(old, ''));

        await expect.poll(() => said(before), SOON).toContain(REFUSED);
        for (const device of [after, phone]) expect(await said(device)).toContain('a OK');
      });
    },
  );
}
