import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FileDeviceStore } from '../../electron/node/devices/device-store.ts';
import { openKey } from '../../electron/node/devices/kept-key.ts';
import { devicesIn } from '../../electron/node/devices/own-devices.ts';
import { KEY_FORMS } from '../../shared/mail/device.ts';
import { bytesSecret, textSecret } from '../canary/forms.ts';
import { Search } from '../canary/search.ts';
import { describeWith } from '../parts.ts';
import { launchForTest } from './launch.ts';
import { callFrom } from './page-calls.ts';

const PASSPHRASE = 'Twas brillig and the slithy toves';
const REFUSED = { ok: false, error: 'bad-request' };
const PLACE = { server: 'dovecot', host: 'imap.example.org' };
const REQUEST = {
  ...{ address: 'ada@example.org', incoming: '127.0.0.1:1', outgoing: '127.0.0.1:1', username: '' },
  ...{ tellsAddress: false, isPractice: false },
};
const NEW_KEY = {
  ...{ name: '../../evil', login: 'ada@example.org', programs: [], algorithm: 'p256' },
  ...{ statesPurpose: false, passphrase: PASSPHRASE },
};

describeWith(
  ['electron', 'xvfb'],
  'a page that somebody else has written, with the calls about keys,',
  () => {
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'letterlock-hostile-keys-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('gets no secret, and no file where nobody has said where', { timeout: 60_000 }, async () => {
      const data = join(folder, 'data');
      const { app, page } = await launchForTest({ data });
      const evil = join(folder, 'evil');
      // The person wants none of what the page has asked for.
      await app.evaluate(({ dialog }, filePath) => {
        const proposed: string[] = [];
        Object.assign(globalThis, { proposed });
        Object.assign(dialog, {
          showSaveDialog: async (_window: unknown, { defaultPath }: { readonly defaultPath: string }) => {
            proposed.push(defaultPath);
            return { canceled: true, filePath };
          },
          showMessageBox: () => Promise.reject(new Error('there is no password to show')),
        });
      }, evil);
      const answers: unknown[] = [];
      const call = async (name: string, args: unknown): Promise<unknown> => {
        const answer = await callFrom(page, name, args);
        answers.push(answer);
        return answer;
      };

      const made = (await call('keys.make', NEW_KEY)) as { readonly value: { readonly deviceId: string } };
      const { deviceId } = made.value;
      const open = { deviceId, passphrase: PASSPHRASE };
      for (const form of KEY_FORMS)
        expect(await call('keys.save', { ...open, form, language: 'en' })).toEqual({
          ok: true,
          value: { kind: 'cancelled' },
        });
      await call('keys.list', null);
      await call('keys.register', { deviceId, place: PLACE });
      await call('keys.check', { ...open, request: REQUEST });
      await call('keys.renew', open);
      await call('keys.revoke', { deviceId, place: null });

      const [kept] = await ownDevices(data);
      const opened = await openKey(kept!, { keyring: null, passphrase: PASSPHRASE });
      const { d = '' } = opened.ok ? opened.value.key.export({ format: 'jwk' }) : {};
      const search = new Search([
        bytesSecret('the private key', Buffer.from(d, 'base64url')),
        textSecret('the passphrase', PASSPHRASE),
      ]);
      expect(search.in([{ name: 'the answers', bytes: Buffer.from(JSON.stringify(answers)) }])).toEqual([]);
      expect(await readdir(folder)).not.toContain('evil');
      expect(await readdir(data)).not.toContain('evil');
      const proposed = await app.evaluate(
        () => (globalThis as unknown as { proposed: readonly string[] }).proposed,
      );
      // The folder is the app's choice; of the name nothing leads out of it.
      expect(new Set(proposed.map((path) => path.replace(/[^/]*$/, ''))).size).toBe(1);
      expect(proposed.map((path) => path.replace(/^.*\//, ''))).toContain('evil.p12');
    });

    it('is refused where it names a file, a folder, or anything of another type', async () => {
      const { page } = await launchForTest({ data: join(folder, 'untouched') });
      const deviceId = '0123456789abcdef';
      const save = { deviceId, form: 'p12', passphrase: null, language: 'en' };
      const bad: readonly (readonly [string, unknown])[] = [
        ['keys.list', {}],
        ['keys.make', { ...NEW_KEY, programs: 'mutt' }],
        ['keys.make', { ...NEW_KEY, folder: '/tmp' }],
        ['keys.save', { ...save, path: '/tmp/x.p12' }],
        ['keys.save', { ...save, password: 'chosen' }],
        ['keys.save', { ...save, form: 'pkcs8' }],
        ['keys.save', { ...save, form: ['p12'] }],
        ['keys.register', { deviceId, place: { ...PLACE, server: 'exchange' } }],
        ['keys.check', { deviceId, passphrase: null, request: { ...REQUEST, key: 'of another' } }],
        ['keys.renew', { deviceId, passphrase: 7 }],
        ['keys.revoke', { deviceId }],
        ['keys.forget', { deviceId: [deviceId] }],
        ['keys.forget', null],
      ];

      for (const [name, args] of bad)
        expect([name, await callFrom(page, name, args)]).toEqual([name, REFUSED]);
      expect(await callFrom(page, 'keys.open', { deviceId, passphrase: null })).toEqual({
        ok: false,
        error: 'unknown-call',
      });
      expect(await readdir(folder)).not.toContain('untouched');
    });
  },
);

async function ownDevices(data: string) {
  const devices = await devicesIn(new FileDeviceStore(data));
  return devices.ok ? devices.value : [];
}
