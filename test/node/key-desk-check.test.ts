import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileDeviceStore } from '../../electron/node/devices/device-store.ts';
import { openKey } from '../../electron/node/devices/kept-key.ts';
import { certificatePem } from '../../electron/node/keys/forms.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import type { RunPush, RunRequest } from '../../shared/ipc/contract.ts';
import type { Report } from '../../shared/report/report.ts';
import { bytesSecret } from '../canary/forms.ts';
import { Search } from '../canary/search.ts';
import { doorOf } from '../practice/doors.ts';
import { faultsNamed } from '../practice/faults.ts';
import { keyringOf } from './devices/sample-devices.ts';
import { keyIn, openKeysWindow, PASSPHRASE, type KeysWindow } from './keys-window.ts';

const KEYRING = keyringOf('the keyring of this person');
const ALICE = 'alice@practice.test';
const PRACTISED: RunRequest = {
  ...{ address: ALICE, incoming: '', outgoing: '', username: '' },
  ...{ tellsAddress: false, isPractice: true },
};
/** The practice server offers EXTERNAL to keys that it knows, and to no others. */
const NOT_LET_IN = ['null failed', 'null failed'];

describe('a key of a practice that a window checks', () => {
  it('signs in once it is registered, and no more once it is revoked', async () => {
    const window = await practising();
    const { device } = await window.make();
    const { id: deviceId } = device;

    const before = await window.check(deviceId, PRACTISED);
    await window.call('keys.register', { deviceId, place: { server: 'other', host: 'imap.practice.test' } });
    const registered = await window.check(deviceId, PRACTISED);
    const outcomes = await outcomesOf(window, deviceId);
    await window.call('keys.revoke', { deviceId, place: null });
    const revoked = await window.check(deviceId, PRACTISED);

    expect([before, registered, revoked].map(signInsOf)).toEqual([
      NOT_LET_IN,
      ['EXTERNAL accepted', 'EXTERNAL accepted'],
      NOT_LET_IN,
    ]);
    expect(outcomes).toEqual(['external', 'external']);
    expect(await outcomesOf(window, deviceId)).toEqual(['without-effect', 'without-effect']);
  });

  it.each([
    ['as whom it is, whatever user name is typed beside it', { ...PRACTISED, username: 'bob@practice.test' }],
    ['also where the fault of the practice has a key of its own', PRACTISED],
  ])('signs in %s', async (_what, request) => {
    const window = await practising('external-by-key');
    const { device } = await window.make();
    await registerThere(window, device.id);

    const report = await window.check(device.id, request);

    expect(signInsOf(report)).toEqual(['EXTERNAL accepted', 'EXTERNAL accepted']);
  });

  it('is asked for after the plan alone: nobody is asked for a password', async () => {
    const window = await practising();
    const { device } = await window.make();
    await registerThere(window, device.id);

    const report = await window.check(device.id, PRACTISED);

    expect(report.signIns.every(({ key }) => key?.isShown === true)).toBe(true);
    expect(report.findings.map(({ code }) => code)).toContain('auth_key_signed_in');
  });

  async function practising(fault: string | null = null): Promise<KeysWindow> {
    const window = await openKeysWindow({ keyring: KEYRING });
    await window.call('practice.start', { fault });
    return window;
  }
});

describe('a key of this computer that a window checks', () => {
  let practice: Practice;
  let request: RunRequest;

  beforeAll(async () => {
    practice = await startPractice({ date: () => new Date(), faults: faultsNamed('external-by-key') });
    const door = (protocol: string): string =>
      `127.0.0.1:${doorOf(practice, protocol, 'implicit-tls').port}/implicit-tls`;
    request = {
      ...{ address: ALICE, incoming: door('imap'), outgoing: door('submission'), username: '' },
      ...{ tellsAddress: false, isPractice: false },
    };
  });
  afterAll(() => practice.close());

  it.each([
    ['keyring', KEYRING, null],
    ['passphrase', null, PASSPHRASE],
  ])('signs in, opened by the %s, and that is noted with it', async (_by, keyring, passphrase) => {
    const window = await atServer(keyring);
    const { device } = await window.make();
    practice.registerKey(ALICE, certificatePem(device));

    const report = await window.check(device.id, request, passphrase);

    expect(report.verdict).toBe('healthy');
    expect(await outcomesOf(window, device.id)).toEqual(['external', 'external']);
    practice.removeKey(certificatePem(device));
    const refused = await window.check(device.id, request, passphrase);
    expect(refused.findings.map(({ code }) => code)).toEqual(['auth_key_without_effect']);
    expect(await outcomesOf(window, device.id)).toEqual(['without-effect', 'without-effect']);
  });

  it('has it noted on the disk before the window hears that the run has ended', async () => {
    const noted: Promise<number>[] = [];
    const trialsNow = async (): Promise<number> => {
      const read = await new FileDeviceStore(window.data).read();
      return read.kind === 'devices' ? (read.devices[0]?.device.trials.length ?? 0) : 0;
    };
    const push = async ({ event }: RunPush): Promise<void> => {
      if (event.type === 'finished') noted.push(trialsNow());
    };
    const window = await openKeysWindow({ keyring: KEYRING, push, trustAnchors: practice.trustAnchors });
    const { device } = await window.make();

    await window.check(device.id, request);

    expect(await Promise.all(noted)).toEqual([2]);
  });

  it('has it noted where the key came from, also where a practice has begun meanwhile', async () => {
    const push = async ({ event }: RunPush): Promise<unknown> =>
      event.type === 'plan' ? window.call('practice.start', { fault: null }) : null;
    const window = await openKeysWindow({ keyring: KEYRING, push, trustAnchors: practice.trustAnchors });
    const { device } = await window.make();

    await window.check(device.id, request);
    await window.call('practice.stop', null);

    expect(await outcomesOf(window, device.id)).toEqual(['without-effect', 'without-effect']);
  });

  it('reports all the same where it cannot be noted', async () => {
    const window = await atServer(KEYRING);
    const { device } = await window.make();
    await window.call('keys.revoke', { deviceId: device.id, place: null });

    const ended = window.check(device.id, request);
    await window.call('keys.forget', { deviceId: device.id });

    expect(signInsOf(await ended)).toEqual(NOT_LET_IN);
    expect(await window.list()).toEqual([]);
  });

  it.each([
    ['without its passphrase', null, 'passphrase_missing'],
    ['with another passphrase', 'and the mome raths', 'passphrase_wrong'],
    ['with an empty passphrase', '', 'passphrase_unusable'],
  ])('begins nothing %s', async (_what, passphrase, code) => {
    const window = await atServer(null);
    const { device } = await window.make();

    const start = await window.call('keys.check', { deviceId: device.id, passphrase, request });

    expect(start).toMatchObject({ kind: 'refused', problems: [{ field: 'passphrase', problem: { code } }] });
    expect(JSON.stringify(window.heard)).not.toContain('"started"');
  });

  it('begins nothing where the keyring will not open it', async () => {
    let isOpen = true;
    const window = await atServer({
      ...KEYRING,
      unseal: async (sealed) => (isOpen ? KEYRING.unseal(sealed) : null),
    });
    const { device } = await window.make();
    isOpen = false;

    const start = await window.call('keys.check', { deviceId: device.id, passphrase: null, request });

    expect(start).toMatchObject({
      kind: 'refused',
      problems: [{ field: 'key', problem: { code: 'keyring_refused' } }],
    });
  });

  it('begins nothing for one that was forgotten', async () => {
    const window = await atServer(KEYRING);
    const { device } = await window.make();
    await window.call('keys.revoke', { deviceId: device.id, place: null });
    await window.call('keys.forget', { deviceId: device.id });

    const start = await window.call('keys.check', { deviceId: device.id, passphrase: null, request });

    expect(start).toMatchObject({
      kind: 'refused',
      problems: [{ field: 'key', problem: { code: 'device_unknown' } }],
    });
  });

  it('says of everything that is wrong with what was typed, before it opens a key', async () => {
    const window = await atServer(null);
    const { device } = await window.make();
    const typed = { ...request, address: 'nobody', incoming: 'a b' };

    const start = await window.call('keys.check', { deviceId: device.id, passphrase: null, request: typed });

    expect(start).toMatchObject({ kind: 'refused', problems: [{ field: 'address' }, { field: 'incoming' }] });
  });

  it('is noted in a file that has nothing of the key in it', async () => {
    const window = await atServer(KEYRING);
    const { device } = await window.make();
    await window.check(device.id, request);

    const read = await new FileDeviceStore(window.data).read();
    if (read.kind !== 'devices') throw new Error(read.kind);
    const opened = await openKey(read.devices[0]!, { keyring: KEYRING, passphrase: null }); // it was made above
    const { d = '' } = opened.ok ? opened.value.key.export({ format: 'jwk' }) : {};
    const search = new Search([bytesSecret('the private key', Buffer.from(d, 'base64url'))]);
    const bytes = await readFile(join(window.data, 'devices.json'));
    expect(bytes.toString()).toContain('"trials"');
    expect(search.in([{ name: 'devices.json', bytes }])).toEqual([]);
  });

  function atServer(keyring: Parameters<typeof openKeysWindow>[0]['keyring']): Promise<KeysWindow> {
    return openKeysWindow({ keyring, trustAnchors: practice.trustAnchors });
  }
});

async function registerThere({ call }: KeysWindow, deviceId: string): Promise<void> {
  await call('keys.register', { deviceId, place: { server: 'other', host: 'imap.practice.test' } });
}

async function outcomesOf({ list }: KeysWindow, deviceId: string): Promise<readonly string[]> {
  return keyIn(await list(), deviceId).device.trials.map(({ outcome }) => outcome);
}

function signInsOf({ signIns }: Report): readonly string[] {
  return signIns.map(({ mechanism, outcome }) => `${mechanism} ${outcome}`);
}
