import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { MOST_DEVICES } from '../../electron/node/devices/device-document.ts';
import {
  PLACE,
  openWithKeyring,
  devicesFile,
  placesOf,
  newKey,
  openKeysWindow,
  refusedWith,
} from './keys-window.ts';

describe('a key of a practice', () => {
  it('is in memory alone, apart from those of this computer, and gone when the practice ends', async () => {
    const window = await openWithKeyring();
    const own = await window.make({ name: 'My own' });
    const before = await readFile(devicesFile(window));

    await window.call('practice.start', { fault: null });
    const practised = await window.make({ name: 'Practised' });
    await window.call('keys.register', { deviceId: practised.device.id, place: PLACE });
    const during = await window.call('keys.list', null);
    await window.call('practice.stop', null);
    const after = await window.call('keys.list', null);
    await window.call('practice.start', { fault: null });
    const anew = await window.call('keys.list', null);

    expect(during).toMatchObject({ isKept: false, keys: [{ device: { name: 'Practised' } }] });
    expect(after).toMatchObject({ isKept: true, keys: [own] });
    expect(anew).toMatchObject({ isKept: false, keys: [] });
    expect(await readFile(devicesFile(window))).toEqual(before);
  });

  it('has nothing of it on the disk, and makes no data folder', async () => {
    const window = await openKeysWindow({ keyring: null });
    await window.call('practice.start', { fault: null });

    const { device } = await window.make();
    await window.call('keys.revoke', { deviceId: device.id, place: null });

    await expect(readFile(devicesFile(window))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('of somebody without a mailbox there can be noted all the same', async () => {
    const window = await openWithKeyring();
    await window.call('practice.start', { fault: null });
    const { device } = await window.make({ login: 'nobody@practice.test' });

    const answer = await window.call('keys.register', { deviceId: device.id, place: PLACE });

    expect(placesOf(answer)).toHaveLength(1);
  });

  it('is one of at most as many as a computer keeps', async () => {
    const window = await openWithKeyring();
    await window.call('practice.start', { fault: null });
    for (let made = 0; made < MOST_DEVICES; made += 1) await window.make();

    const answer = await window.call('keys.make', newKey());

    expect(answer).toEqual(refusedWith('devices_full', 'key'));
    expect(await window.list()).toHaveLength(MOST_DEVICES);
  });
});
