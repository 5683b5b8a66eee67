import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeFile } from '../../electron/node/handing.ts';
import type { RunRequest } from '../../shared/ipc/contract.ts';
import { KEY_ALGORITHMS, KEY_FORMS, SERVER_KINDS } from '../../shared/mail/device.ts';
import { bytesSecret, textSecret, type Secret } from '../canary/forms.ts';
import { Search } from '../canary/search.ts';
import { keyringOf } from './devices/sample-devices.ts';
import { handingTo, type Asked } from './given-handing.ts';
import { newKey, openKeysWindow, PASSPHRASE, type KeysWindow } from './keys-window.ts';

const PRACTISED: RunRequest = {
  ...{ address: 'alice@practice.test', incoming: '', outgoing: '', username: '' },
  ...{ tellsAddress: false, isPractice: true },
};
const PLACE = fc.record({
  server: fc.constantFrom(...SERVER_KINDS),
  host: fc.constantFrom('imap.practice.test', 'no host'),
});

/** What a person, or a page that somebody else has written, does with the keys: any of it, in any order. */
const DEEDS = fc.oneof(
  fc.record({
    kind: fc.constant('make' as const),
    // RSA takes half a second, and is made of the same.
    algorithm: fc.constantFrom(...KEY_ALGORITHMS.filter((algorithm) => algorithm !== 'rsa-2048')),
    statesPurpose: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('save' as const), form: fc.constantFrom(...KEY_FORMS) }),
  fc.record({ kind: fc.constant('register' as const), place: PLACE }),
  fc.record({ kind: fc.constant('check' as const) }),
  fc.record({ kind: fc.constant('renew' as const) }),
  fc.record({ kind: fc.constant('revoke' as const), place: fc.option(PLACE) }),
  fc.record({ kind: fc.constant('forget' as const) }),
);

type Deed = typeof DEEDS extends fc.Arbitrary<infer One> ? One : never;

describe('what a window hears of keys', () => {
  it.each([
    ['a keyring', keyringOf('the keyring of this person'), null, 20],
    ['a passphrase', null, PASSPHRASE, 2],
  ])(
    'has no private key, no P12, no password of one and no passphrase in it, with %s, whatever is done',
    async (_what, keyring, passphrase, numRuns) => {
      const asked: Asked[] = [];
      let saved = 0;
      const handing = handingTo((name) => join(window.at(''), `${(saved += 1)}-${name}`), asked);
      const window = await openKeysWindow({ keyring, handing });
      await window.call('practice.start', { fault: null });

      await fc.assert(
        fc.asyncProperty(fc.array(DEEDS, { minLength: 4, maxLength: 10 }), async (deeds) => {
          for (const deed of [...deeds, { kind: 'list' } as const]) await doIn(window, deed, passphrase);
        }),
        { numRuns },
      );
      // Whatever came by chance: every kind of secret has been there.
      const made = await window.make({ passphrase });
      for (const form of ['p12', 'private-key'] as const)
        await window.call('keys.save', { deviceId: made.device.id, form, passphrase, language: 'en' });

      const secrets = await secretsOf(window, asked);
      const heard = { name: 'what was heard', bytes: Buffer.from(JSON.stringify(window.heard)) };
      expect(new Set(secrets.map(({ name }) => name))).toEqual(
        new Set(['a private key', 'a P12', 'a password of one', 'the passphrase']),
      );
      expect(window.heard.length).toBeGreaterThan(numRuns * 4);
      expect(new Search(secrets).in([heard])).toEqual([]);
    },
    60_000,
  );

  it('would be found where it had one of them', async () => {
    const window = await openKeysWindow({ keyring: keyringOf('the keyring of this person') });
    const { device } = await window.make();
    const path = (await freeFile(window.at(''), 'Laptop-private-key.pem')) ?? '';
    await window.call('keys.save', {
      deviceId: device.id,
      form: 'private-key',
      passphrase: null,
      language: 'en',
    });
    const pem = await readFile(path, 'utf8');
    const [key] = await secretsOf(window, []);

    const leaks = [
      pem,
      JSON.stringify({ pem }),
      derOf(pem).toString('hex'),
      derOf(pem).toString('base64url'),
    ];

    for (const leak of leaks)
      expect(new Search([key!]).in([{ name: 'it', bytes: Buffer.from(leak) }])).not.toEqual([]);
  });
});

/** One deed, with the key that was made last. What it comes to does not matter, as long as it comes to something. */
async function doIn(
  { call, list, check }: KeysWindow,
  deed: Deed | { readonly kind: 'list' },
  passphrase: string | null,
): Promise<unknown> {
  const deviceId = (await list()).at(-1)?.device.id ?? 'none';
  switch (deed.kind) {
    case 'list':
      return call('keys.list', null);
    case 'make': {
      const { algorithm, statesPurpose } = deed;
      return call('keys.make', newKey({ algorithm, statesPurpose, passphrase }));
    }
    case 'save':
      return call('keys.save', { deviceId, form: deed.form, passphrase, language: 'en' });
    case 'register':
      return call('keys.register', { deviceId, place: deed.place });
    case 'check':
      return deviceId === 'none' ? null : check(deviceId, PRACTISED, passphrase);
    case 'renew':
      return call('keys.renew', { deviceId, passphrase });
    case 'revoke':
      return call('keys.revoke', { deviceId, place: deed.place });
    case 'forget':
      return call('keys.forget', { deviceId });
    default:
      return deed satisfies never;
  }
}

/** All that was written into files and shown to the person, and must not have been heard. */
async function secretsOf({ saved, at }: KeysWindow, asked: readonly Asked[]): Promise<readonly Secret[]> {
  const files = await saved();
  const contents = await Promise.all(files.map(async (name) => ({ name, bytes: await readFile(at(name)) })));
  return [
    ...contents
      .filter(({ bytes }) => bytes.includes('PRIVATE KEY'))
      // Behind what every key of its kind begins with.
      .map(({ bytes }) => bytesSecret('a private key', privatePartOf(bytes))),
    ...contents
      .filter(({ name }) => name.endsWith('.p12'))
      .map(({ bytes }) => bytesSecret('a P12', bytes.subarray(128))),
    ...asked.flatMap((one) =>
      one.kind === 'password' ? [textSecret('a password of one', one.password)] : [],
    ),
    textSecret('the passphrase', PASSPHRASE),
  ];
}

/** The number that is private: the rest of PKCS#8 is the public key, and what kind of key it is. */
function privatePartOf(pem: Buffer): Buffer {
  const { d = '' } = createPrivateKey(pem).export({ format: 'jwk' });
  return Buffer.from(d, 'base64url');
}

function derOf(pem: string): Buffer {
  return createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
}
