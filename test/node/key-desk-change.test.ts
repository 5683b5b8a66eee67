import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { PLACE, openWithKeyring, devicesFile, p12Of, placesOf, keyIn, refusedWith } from './keys-window.ts';

describe('a key of a window', () => {
  it('is noted for a server, with what to hand in there in both languages', async () => {
    const { call, make, list } = await openWithKeyring();
    const { device } = await make();

    const answer = await call('keys.register', {
      deviceId: device.id,
      place: { server: 'dovecot', host: ' IMAP.example.org. ' },
    });

    const [place] = placesOf(answer);
    expect(place).toMatchObject({ server: 'dovecot', host: 'imap.example.org' });
    expect(place?.pages.en).not.toEqual(place?.pages.de);
    for (const page of [place?.pages.en, place?.pages.de])
      expect(JSON.stringify(page)).toContain('-----BEGIN CERTIFICATE-----');
    expect(keyIn(await list(), device.id).device.registrations).toEqual([
      { server: 'dovecot', host: 'imap.example.org', at: expect.any(String) as string },
    ]);
  });

  it.each(['', 'no host', 'imap.example.org:993', 'https://example.org', 'a'.repeat(300), 'émail.example'])(
    'is noted for no server that is called %j',
    async (host) => {
      const { call, make, list } = await openWithKeyring();
      const { device } = await make();

      const answers = [
        await call('keys.register', { deviceId: device.id, place: { server: 'mox', host } }),
        await call('keys.revoke', { deviceId: device.id, place: { server: 'mox', host } }),
      ];

      for (const answer of answers) expect(answer).toMatchObject({ kind: 'refused', field: 'host' });
      expect(await list()).toMatchObject([{ device: { registrations: [], revokedAt: null } }]);
    },
  );

  it('has another certificate when it is renewed, on the same key, and the page of each server says so', async () => {
    const { call, make, list } = await openWithKeyring();
    const { device } = await make();
    await call('keys.register', { deviceId: device.id, place: PLACE });
    await call('keys.register', { deviceId: device.id, place: { server: 'mox', host: 'mx.example.org' } });

    const answer = await call('keys.renew', { deviceId: device.id, passphrase: null });

    const now = keyIn(await list(), device.id).device;
    expect(now).toMatchObject({ id: device.id, spkiFingerprint: device.spkiFingerprint });
    expect(now.certificateFingerprint).not.toBe(device.certificateFingerprint);
    const places = placesOf(answer);
    expect(places.map(({ server, host }) => [server, host])).toEqual([
      ['dovecot', 'imap.example.org'],
      ['mox', 'mx.example.org'],
    ]);
    expect(JSON.stringify(places[0])).toContain(linesOf(now.certificate));
  });

  it('is revoked with a page for each server that it was noted for, or for the one that is named', async () => {
    const { call, make, list } = await openWithKeyring();
    const { device } = await make();
    await call('keys.register', { deviceId: device.id, place: PLACE });

    const everywhere = await call('keys.revoke', { deviceId: device.id, place: null });
    const first = keyIn(await list(), device.id).device.revokedAt;
    const there = await call('keys.revoke', {
      deviceId: device.id,
      place: { server: 'postfix', host: 'MX.example.org' },
    });

    expect(placesOf(everywhere).map(({ host }) => host)).toEqual(['imap.example.org']);
    expect(placesOf(there)).toMatchObject([{ server: 'postfix', host: 'mx.example.org' }]);
    expect(first).toMatch(/^\d{4}-.*Z$/);
    expect(keyIn(await list(), device.id).device.revokedAt).toBe(first);
  });

  it('is revoked without a page where nobody knows of a server', async () => {
    const { call, make } = await openWithKeyring();
    const { device } = await make();

    const answer = await call('keys.revoke', { deviceId: device.id, place: null });

    expect(placesOf(answer)).toEqual([]);
  });

  it('is forgotten only when it is revoked, and then its file has nothing of it', async () => {
    const window = await openWithKeyring();
    const [{ device }, other] = [await window.make(), await window.make({ name: 'Other' })];
    const [kept] = sealedIn(await readFile(devicesFile(window), 'utf8'));

    const early = await window.call('keys.forget', { deviceId: device.id });
    await window.call('keys.revoke', { deviceId: device.id, place: null });
    const late = await window.call('keys.forget', { deviceId: device.id });

    expect(early).toEqual(refusedWith('device_not_revoked', 'key'));
    expect(late).toEqual({ kind: 'changed', deviceId: device.id, keys: [other] });
    const now = await readFile(devicesFile(window), 'utf8');
    expect(kept?.length).toBeGreaterThan(60);
    expect(now).not.toContain(kept);
    expect(now).not.toContain(device.id);
  });

  it.each(['keys.register', 'keys.renew', 'keys.revoke', 'keys.forget', 'keys.save'] as const)(
    'that is not there is said to be unknown by %s',
    async (name) => {
      const window = await openWithKeyring();
      await window.make();
      const deviceId = '0123456789abcdef';

      const answers = {
        'keys.register': () => window.call('keys.register', { deviceId, place: PLACE }),
        'keys.renew': () => window.call('keys.renew', { deviceId, passphrase: null }),
        'keys.revoke': () => window.call('keys.revoke', { deviceId, place: null }),
        'keys.forget': () => window.call('keys.forget', { deviceId }),
        'keys.save': () => window.call('keys.save', p12Of(deviceId)),
      };

      expect(await answers[name]()).toEqual(refusedWith('device_unknown', 'key'));
      expect(window.asked).toEqual([]);
    },
  );
});

/** A certificate as its PEM stands in JSON. */
function linesOf(base64: string): string {
  return JSON.stringify(base64.match(/.{1,64}/g)?.join('\n')).slice(1, -1);
}

/** The sealed keys in a file of devices. */
function sealedIn(file: string): readonly string[] {
  return [...file.matchAll(/"ciphertext":\s*"([^"]+)"/g)].map(([, text]) => text ?? '');
}
