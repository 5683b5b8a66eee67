import { randomBytes, scryptSync } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { encryptKey } from '../../../electron/node/devices/key-cipher.ts';
import {
  openWithKeyring,
  sealWithKeyring,
  type Keyring,
} from '../../../electron/node/devices/keyring-seal.ts';
import { isShortPassphrase } from '../../../shared/mail/passphrase.ts';
import {
  isAffordable,
  openWithPassphrase,
  sealWithPassphrase,
} from '../../../electron/node/devices/passphrase-seal.ts';
import type { KeyringSealed, KeyOwner, PassphraseSealed } from '../../../electron/node/devices/sealed-key.ts';
import { deviceNamed, KEYRING, keyringOf } from './sample-devices.ts';

const OWNER: KeyOwner = deviceNamed('Laptop');
const OTHER: KeyOwner = deviceNamed('Phone');
const PKCS8 = Buffer.from('a private key, as far as these tests go');
const PASSPHRASE = 'Jabberwock 1871';

/** `PKCS8` as the first version sealed it that could. A later one that does not open it has lost somebody's keys. */
const FIRST_SEALED: PassphraseSealed = {
  by: 'passphrase',
  cost: { N: 131_072, r: 8, p: 1 },
  salt: 'YIImeaME26GJCRZmRoUvIw==',
  check: 'wE1KeEjGjrSYf/PiAObqyQ==',
  nonce: 'PxJW2TN8qMGWvwp3',
  ciphertext: 'IWj44qh3PyWWUu/2fesv3f388cvu9dAVEKso8C9+g/aMOL3GxvYHPZt4kY0+9p36j7Nj0p2nTg==',
};

/** `PKCS8` sealed as it should be, at a cost that many tests can pay. */
function cheaplySealed(prepared = PASSPHRASE): PassphraseSealed {
  const cost = { N: 1_024, r: 8, p: 1 };
  const salt = randomBytes(16);
  const derived = scryptSync(prepared, salt, 48, cost);
  const check = derived.subarray(32).toString('base64');
  const text = encryptKey(PKCS8, OWNER, derived.subarray(0, 32));
  return { by: 'passphrase', cost, salt: salt.toString('base64'), check, ...text };
}

/** The same base64 with one bit of its bytes another. */
function flipped(base64: string, bit: number): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return bytes.toString('base64');
}

describe('a key that is sealed with a passphrase', () => {
  const own = cheaplySealed();

  it('opens with it, and has nothing in common with another one', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => sealWithPassphrase(PKCS8, OWNER, PASSPHRASE)));

    const [first, second] = [one, other].map((answer) => {
      if (answer?.kind !== 'sealed') throw new Error('this passphrase seals');
      return answer.sealedKey;
    });
    expect(await openWithPassphrase(first!, OWNER, PASSPHRASE)).toEqual({ kind: 'opened', pkcs8: PKCS8 });
    for (const field of ['salt', 'check', 'nonce', 'ciphertext'] as const)
      expect(first![field]).not.toBe(second![field]);
    const text = JSON.stringify([first, second]);
    for (const secret of [PKCS8, Buffer.from(PASSPHRASE)])
      for (const encoding of ['latin1', 'base64', 'hex'] as const)
        expect(text).not.toContain(secret.toString(encoding).slice(0, 10));
  });

  it.each([
    ['composed', 'Zo\u00eb at the window', 'Zo\u00eb at the window'],
    ['decomposed', 'Zo\u00eb at the window', 'Zoe\u0308 at the window'],
    ['with the wide space of some keyboards', 'Jabberwock 1871', 'Jabberwock\u30001871'],
  ])('opens with it %s', async (_, prepared, typed) => {
    const opened = await openWithPassphrase(cheaplySealed(prepared), OWNER, typed);

    expect(opened).toEqual({ kind: 'opened', pkcs8: PKCS8 });
  });

  it.each(['jabberwock 1871', 'Jabberwock 1871 ', 'Jabberwock', '\uff2aabberwock 1871'])(
    'does not open with another one: %j',
    async (typed) => {
      expect(await openWithPassphrase(own, OWNER, typed)).toEqual({ kind: 'passphrase-wrong' });
    },
  );

  it.each([
    ['', 'empty'],
    ['two\nlines', 'control'],
    ['NUL\u0000', 'control'],
    ['lone \ud800', 'prohibited'],
  ])('is neither sealed nor opened with what is no passphrase: %j', async (passphrase, reason) => {
    const unusable = { kind: 'passphrase-unusable', reason };

    expect(await sealWithPassphrase(PKCS8, OWNER, passphrase)).toEqual(unusable);
    expect(await openWithPassphrase(own, OWNER, passphrase)).toEqual(unusable);
  });

  it('does not open as that of another device', async () => {
    expect(await openWithPassphrase(own, OTHER, PASSPHRASE)).toEqual({ kind: 'damaged' });
    expect(await openWithPassphrase(own, { ...OWNER, id: OTHER.id }, PASSPHRASE)).toEqual({
      kind: 'damaged',
    });
  });

  it.each<readonly [string, (key: PassphraseSealed) => Partial<PassphraseSealed>, string]>([
    ['nonce', ({ nonce }) => ({ nonce: flipped(nonce, 17) }), 'damaged'],
    ['text', ({ ciphertext }) => ({ ciphertext: flipped(ciphertext, 17) }), 'damaged'],
    ['tag', ({ ciphertext }) => ({ ciphertext: flipped(ciphertext, PKCS8.length * 8 + 3) }), 'damaged'],
    ['check', ({ check }) => ({ check: flipped(check, 17) }), 'passphrase-wrong'],
    ['salt', ({ salt }) => ({ salt: flipped(salt, 17) }), 'passphrase-wrong'],
    ['cost', () => ({ cost: { N: 2_048, r: 8, p: 1 } }), 'passphrase-wrong'],
    ['length of its check', () => ({ check: '' }), 'passphrase-wrong'],
    ['length', () => ({ ciphertext: 'AAAA' }), 'damaged'],
  ])('does not open when its %s is another', async (_, change, kind) => {
    expect(await openWithPassphrase({ ...own, ...change(own) }, OWNER, PASSPHRASE)).toEqual({ kind });
  });

  it('is made beside everything else that happens, and so is it opened', async () => {
    const sealing = sealWithPassphrase(PKCS8, OWNER, PASSPHRASE).then(() => 'sealed');
    expect(await Promise.race([sealing, delay(1, 'something else')])).toBe('something else');
    await sealing;

    const opening = openWithPassphrase(FIRST_SEALED, OWNER, PASSPHRASE).then(() => 'opened');
    expect(await Promise.race([opening, delay(1, 'something else')])).toBe('something else');
    await opening;
  });

  it('opens for ever once it was written', async () => {
    const opened = await openWithPassphrase(FIRST_SEALED, OWNER, PASSPHRASE);

    expect(opened).toEqual({ kind: 'opened', pkcs8: PKCS8 });
  });

  it('costs what it cost when it was sealed, within bounds', async () => {
    const dear = { ...own, cost: { N: 2 ** 23, r: 8, p: 1 } };

    await expect(openWithPassphrase(dear, OWNER, PASSPHRASE)).rejects.toThrow(RangeError);
  });
});

describe('a cost of scrypt', () => {
  it.each([
    [{ N: 131_072, r: 8, p: 1 }, true],
    [{ N: 524_288, r: 8, p: 1 }, true],
    [{ N: 131_072, r: 8, p: 4 }, true],
    [{ N: 1_024, r: 32, p: 16 }, true],
    [{ N: 1_048_576, r: 8, p: 1 }, false],
    [{ N: 131_072, r: 8, p: 5 }, false],
    [{ N: 131_073, r: 8, p: 1 }, false],
    [{ N: 512, r: 8, p: 1 }, false],
    [{ N: 131_072, r: 7, p: 1 }, false],
    [{ N: 1_024, r: 33, p: 1 }, false],
    [{ N: 1_024, r: 8, p: 17 }, false],
    [{ N: 131_072, r: 8, p: 0 }, false],
    [{ N: 131_072, r: 8, p: 1.5 }, false],
    [{ N: -131_072, r: 8, p: 1 }, false],
    [{ N: NaN, r: 8, p: 1 }, false],
    [{ N: Infinity, r: 8, p: 1 }, false],
  ])('of %o is affordable: %s', (cost, expected) => {
    expect(isAffordable(cost)).toBe(expected);
  });

  it.each([
    { N: 1_024, r: 32, p: 16 },
    { N: 1_024, r: 8, p: 16 },
    { N: 131_072, r: 32, p: 1 },
    { N: 524_288, r: 8, p: 1 },
  ])('at the edge of what is affordable can be done: %o', async (cost) => {
    const own = { ...FIRST_SEALED, cost };

    expect(await openWithPassphrase(own, OWNER, PASSPHRASE)).toEqual({ kind: 'passphrase-wrong' });
  });
});

describe('a passphrase', () => {
  it.each([
    ['', true],
    ['elevenchars', true],
    ['twelve chars', false],
    ['\u{1f409}'.repeat(11), true],
    ['e\u0301'.repeat(11), true],
    ['a long sentence that nobody else has thought of', false],
  ])('%j is short: %s', (passphrase, expected) => {
    expect(isShortPassphrase(passphrase)).toBe(expected);
  });
});

describe('a key that is sealed with a keyring', () => {
  let own: KeyringSealed;
  beforeAll(async () => {
    const answer = await sealWithKeyring(PKCS8, OWNER, KEYRING);
    if (answer.kind !== 'sealed') throw new Error(answer.kind);
    own = answer.sealedKey;
  });

  it('opens with it, whatever its bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), async (pkcs8) => {
        const answer = await sealWithKeyring(pkcs8, OWNER, KEYRING);
        const opened = answer.kind === 'sealed' && (await openWithKeyring(answer.sealedKey, OWNER, KEYRING));

        expect(opened).toEqual({ kind: 'opened', pkcs8: Buffer.from(pkcs8) });
      }),
    );
  });

  it('does not open when one bit of it is another', async () => {
    for (const field of ['nonce', 'ciphertext'] as const) {
      const bits = Buffer.from(own[field], 'base64').length * 8;
      for (let bit = 0; bit < bits; bit += 1) {
        const opened = await openWithKeyring({ ...own, [field]: flipped(own[field], bit) }, OWNER, KEYRING);
        expect(opened, `${field}, bit ${bit}`).toEqual({ kind: 'damaged' });
      }
    }
  });

  it('does not open as that of another device', async () => {
    expect(await openWithKeyring(own, OTHER, KEYRING)).toEqual({ kind: 'damaged' });
  });

  it('does not open with another keyring, as on another computer', async () => {
    expect(await openWithKeyring(own, OWNER, keyringOf('another'))).toEqual({ kind: 'keyring-refused' });
  });

  it('does not open with a keyring that gives something else than it was given', async () => {
    const broken: Keyring = { ...KEYRING, unseal: () => Promise.resolve(randomBytes(31)) };
    const other: Keyring = { ...KEYRING, unseal: () => Promise.resolve(randomBytes(32)) };

    expect(await openWithKeyring(own, OWNER, broken)).toEqual({ kind: 'keyring-refused' });
    expect(await openWithKeyring(own, OWNER, other)).toEqual({ kind: 'damaged' });
  });

  it('is neither sealed nor opened where there is none, which is not asked for anything', async () => {
    const asked: string[] = [];
    const absent: Keyring = {
      isAvailable: () => Promise.resolve(false),
      seal: (bytes) => (asked.push('seal'), Promise.resolve(bytes)),
      unseal: (bytes) => (asked.push('unseal'), Promise.resolve(bytes)),
    };

    expect(await sealWithKeyring(PKCS8, OWNER, absent)).toEqual({ kind: 'keyring-unavailable' });
    expect(await openWithKeyring(own, OWNER, absent)).toEqual({ kind: 'keyring-unavailable' });
    expect(asked).toEqual([]);
  });

  it('is not sealed by a keyring that would not', async () => {
    const locked: Keyring = { ...KEYRING, seal: () => Promise.resolve(null) };

    expect(await sealWithKeyring(PKCS8, OWNER, locked)).toEqual({ kind: 'keyring-refused' });
  });

  it('is not shown to the keyring, and has nothing in it that can be read', async () => {
    const seen: Uint8Array[] = [];
    const curious: Keyring = {
      ...KEYRING,
      seal: (bytes) => {
        seen.push(bytes);
        return KEYRING.seal(bytes);
      },
    };

    const answer = await sealWithKeyring(PKCS8, OWNER, curious);

    expect(seen.map(({ length }) => length)).toEqual([32]);
    const text = inspect(answer, { depth: null });
    for (const secret of [PKCS8, Buffer.from(seen[0]!)])
      for (const encoding of ['latin1', 'base64', 'hex'] as const)
        expect(text).not.toContain(secret.toString(encoding).slice(0, 10));
  });
});
