import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openP12 } from '../../electron/node/keys/p12.ts';
import type { ShownKey } from '../../shared/ipc/key-calls.ts';
import type { KeyForm } from '../../shared/mail/device.ts';
import { KEY_PROFILE } from '../../shared/recipes/formats/key-profile.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';
import { keyringOf } from './devices/sample-devices.ts';
import { handingTo, NO_HANDING, type Asked } from './given-handing.ts';
import { openKeysWindow, PASSPHRASE, refusedWith, USUAL_FORMS, type KeysWindow } from './keys-window.ts';

const KEYRING = keyringOf('the keyring of this person');
const PRINTED = /^([A-HJ-NP-Z2-9]{4}-){4}[A-HJ-NP-Z2-9]{4}$/;

interface Made extends KeysWindow {
  readonly key: ShownKey;
  readonly save: (form: KeyForm, passphrase?: string | null) => ReturnType<typeof saveOf>;
}

function saveOf(window: KeysWindow, { device }: ShownKey, form: KeyForm, passphrase: string | null = null) {
  return window.call('keys.save', { deviceId: device.id, form, passphrase, language: 'de' });
}

/** A window with one key. */
async function withKey(typed: Parameters<KeysWindow['make']>[0] = {}): Promise<Made> {
  const window = await openKeysWindow({ keyring: KEYRING });
  const key = await window.make(typed);
  return { ...window, key, save: (form, passphrase) => saveOf(window, key, form, passphrase) };
}

describe('a key that a window saves', () => {
  it('goes into a P12 that the password that was shown opens, and nothing else does', async () => {
    const { key, save, at, asked } = await withKey();

    const saved = await save('p12');

    const path = at('Laptop.p12');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(saved).toEqual({ kind: 'saved', path, showsPassword: 'dialog' });
    const password = passwordIn(asked);
    expect(password).toMatch(PRINTED);
    expect(asked).toEqual([
      { kind: 'file', name: 'Laptop.p12', form: 'p12', language: 'de' },
      { kind: 'password', password, file: path, language: 'de' },
    ]);
    const bytes = await readFile(path);
    const opened = await openP12(bytes, password);
    expect(opened).toMatchObject({ kind: 'opened', certificates: [expect.anything()] });
    if (opened.kind !== 'opened') return;
    expect(Buffer.from(opened.certificates[0]!).toString('base64')).toBe(key.device.certificate);
    expect(isPair(opened.keys[0]!, key)).toBe(true);
    for (const other of ['', password.toLowerCase(), password.slice(0, -1), `${password} `, PASSPHRASE])
      expect(await openP12(bytes, other)).toEqual({ kind: 'password-wrong' });
  });

  it('has another password each time', async () => {
    const asked: Asked[] = [];
    const names = ['first.p12', 'second.p12'];
    const handing = handingTo(() => join(window.at(''), names.shift() ?? ''), asked);
    const window = await openKeysWindow({ keyring: KEYRING, handing });
    const key = await window.make();

    await saveOf(window, key, 'p12');
    const first = passwordIn(asked);
    await saveOf(window, key, 'p12');

    expect(passwordIn(asked)).not.toBe(first);
    expect(await openP12(await readFile(window.at('first.p12')), first)).toMatchObject({ kind: 'opened' });
    expect(await openP12(await readFile(window.at('second.p12')), first)).toEqual({ kind: 'password-wrong' });
  });

  it('goes into a profile for a Mac with such a P12 in it, and the password stands nowhere there', async () => {
    const { key, save, at, asked } = await withKey({ algorithm: 'p256' });

    const saved = await save('mobileconfig');

    const path = at('Laptop.mobileconfig');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(saved).toEqual({ kind: 'saved', path, showsPassword: 'dialog' });
    const text = await readFile(path, 'utf8');
    const profile = KEY_PROFILE.read(text);
    expect(profile).toMatchObject({ id: key.device.id, name: 'Laptop' });
    const password = passwordIn(asked);
    expect(text).not.toContain(password);
    const opened = await openP12(Buffer.from(profile?.p12 ?? '', 'base64'), password);
    expect(opened).toMatchObject({ kind: 'opened', certificates: [expect.anything()] });
    if (opened.kind === 'opened') expect(isPair(opened.keys[0]!, key)).toBe(true);
  });

  it('goes into no profile that Apple’s keychain would refuse', async () => {
    const { save, saved, asked } = await withKey({ algorithm: 'ed25519' });

    expect(await save('mobileconfig')).toEqual(refusedWith('key_has_no_profile', 'key'));
    expect(asked).toEqual([]);
    expect(await saved()).toEqual([]);
  });

  it.each(USUAL_FORMS.filter((form) => form !== 'p12'))(
    'goes into a file in the form %s, which no password opens',
    async (form) => {
      const { key, save, saved, at, asked } = await withKey();

      const answer = await save(form);

      const [name = ''] = await saved();
      expect(answer).toEqual({ kind: 'saved', path: at(name), showsPassword: null });
      const text = await readFile(at(name), 'utf8');
      const hasCertificate = form !== 'private-key';
      const hasKey = form !== 'certificate';
      expect((await stat(at(name))).mode & 0o777).toBe(0o600);
      expect([text.includes('BEGIN CERTIFICATE'), text.includes('BEGIN PRIVATE KEY')]).toEqual([
        hasCertificate,
        hasKey,
      ]);
      if (hasCertificate)
        expect(new X509Certificate(text).raw.toString('base64')).toBe(key.device.certificate);
      if (hasKey)
        expect(new X509Certificate(certificateOf(key)).checkPrivateKey(createPrivateKey(text))).toBe(true);
      expect(asked.map(({ kind }) => kind)).toEqual(['file']);
    },
  );

  it.each([
    ['ed25519', refusedWith('key_has_no_sec1', 'key')],
    ['rsa-2048', refusedWith('key_has_no_sec1', 'key')],
    ['p256', expect.objectContaining({ kind: 'saved' })],
  ] as const)('goes into SEC 1 only where its kind has that form: %s', async (algorithm, answer) => {
    const { save, saved, asked } = await withKey({ algorithm });

    expect(await save('sec1')).toEqual(answer);

    const isWritten = algorithm === 'p256';
    expect(asked).toHaveLength(isWritten ? 1 : 0);
    expect(await saved()).toEqual(isWritten ? ['Laptop-private-key-sec1.pem'] : []);
  });

  it.each(USUAL_FORMS)('is written nowhere where the person wants no file after all: %s', async (form) => {
    const window = await openKeysWindow({ keyring: KEYRING, handing: NO_HANDING });

    const answer = await saveOf(window, await window.make(), form);

    expect(answer).toEqual({ kind: 'cancelled' });
    expect(await window.saved()).toEqual([]);
  });

  it.each([
    ['a file', (path: string) => writeFile(path, 'what stood there')],
    ['a folder', (path: string) => mkdir(path)],
  ])('replaces nothing: where %s has the name it says so, and shows no password', async (_what, put) => {
    const { save, at, asked } = await withKey();
    await put(at('Laptop.p12'));

    expect(await save('p12')).toEqual(refusedWith('file_exists', 'key'));
    expect(asked.map(({ kind }) => kind)).toEqual(['file']);
  });

  it('shows no password of a file that could not be written', async () => {
    const chooseFile = async (name: string) => join(tmpdir(), 'letterlock-no-such-folder', name);
    const window = await openKeysWindow({ keyring: KEYRING, handing: { ...NO_HANDING, chooseFile } });

    const answer = await saveOf(window, await window.make(), 'p12');

    expect(answer).toMatchObject({
      kind: 'refused',
      problem: { code: 'file_not_written', wanted: 'ENOENT' },
    });
  });

  it('needs its passphrase for a private key, and nothing for the certificate', async () => {
    const window = await openKeysWindow({ keyring: null });
    const key = await window.make();

    const answers = [
      await saveOf(window, key, 'p12'),
      await saveOf(window, key, 'pem', 'and the mome raths'),
      await saveOf(window, key, 'certificate'),
      await saveOf(window, key, 'private-key', PASSPHRASE),
    ];

    expect(answers).toEqual([
      refusedWith('passphrase_missing', 'passphrase'),
      refusedWith('passphrase_wrong', 'passphrase'),
      expect.objectContaining({ kind: 'saved' }),
      expect.objectContaining({ kind: 'saved' }),
    ]);
    // Nobody is asked for a place before it is known that there is something to put there.
    expect(window.asked).toHaveLength(2);
    expect(await window.saved()).toEqual(['Laptop-certificate.pem', 'Laptop-private-key.pem']);
  });

  it('of a practice goes into a file as well', async () => {
    const window = await openKeysWindow({ keyring: KEYRING });
    await window.call('practice.start', { fault: null });

    const answer = await saveOf(window, await window.make(), 'p12');

    expect(answer).toMatchObject({ kind: 'saved', showsPassword: 'dialog' });
  });
});

describeWith(['openssl'], 'the P12 that a window saves', () => {
  it.each([
    [[], 'AES-256-CBC', 'sha256'],
    [['thunderbird'], 'AES-256-CBC', 'sha256'],
    [['mutt', 'apple-mail'], 'pbeWithSHA1And3-KeyTripleDES-CBC', 'sha1'],
    [['k9'], 'pbeWithSHA1And3-KeyTripleDES-CBC', 'sha1'],
  ])('for the programs %j is encrypted by %s under a MAC of %s', async (programs, cipher, mac) => {
    const { save, at, asked } = await withKey({ programs });
    await save('p12');
    const passwordFile = at('password');
    await writeFile(passwordFile, `${passwordIn(asked)}\n`);

    const info = await runPart('openssl', [
      ...['pkcs12', '-in', at('Laptop.p12'), '-info', '-noout', '-legacy'],
      ...['-passin', `file:${passwordFile}`],
    ]);

    expect(info.exitCode).toBe(0);
    expect(info.output).toContain(cipher);
    expect(info.output).toContain(`MAC: ${mac}`);
  });
});

function passwordIn(asked: readonly Asked[]): string {
  const shown = asked.findLast((one) => one.kind === 'password');
  if (shown === undefined) throw new Error('no password was shown');
  return shown.password;
}

function isPair(pkcs8: Uint8Array, key: ShownKey): boolean {
  const opened = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  return new X509Certificate(certificateOf(key)).checkPrivateKey(opened);
}

function certificateOf({ device }: ShownKey): Buffer {
  return Buffer.from(device.certificate, 'base64');
}
