import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificatePem } from '../../electron/node/keys/forms.ts';
import { openP12 } from '../../electron/node/keys/p12.ts';
import { KEY_PROFILE } from '../../shared/recipes/formats/key-profile.ts';
import type { Device } from '../../shared/mail/device.ts';
import { describeWith } from '../parts.ts';
import { runCli, RUNTIMES } from './run-cli.ts';
import { PASSPHRASE, SECRET_FILES, workplace, type Workplace } from './key-workplace.ts';

describeWith(['electron'], 'letterlock key', () => {
  let place: Workplace;

  beforeAll(async () => {
    place = await workplace();
  });
  afterAll(() => place.remove());

  it.each(RUNTIMES)('makes a key, writes it out, and lists it, on %s', async (runtime) => {
    const { at, key, made } = place;
    const file = (name: string): string => at(`${runtime}-${name}`);

    const device = await made(
      [
        ...['--name', `Laptop ${runtime}`, '--account', 'ada@example.org', '--for', 'thunderbird'],
        ...['--p12', file('p12'), '--p12-password-file', file('password'), '--cert', file('cert')],
      ],
      runtime,
    );

    expect(device).toMatchObject({ algorithm: 'p256', login: 'ada@example.org', programs: ['thunderbird'] });
    const certificate = new X509Certificate(await readFile(file('cert')));
    expect(certificate.subject).toContain(`CN=Laptop ${runtime}`);
    const password = (await readFile(file('password'), 'utf8')).trim();
    const opened = await openP12(await readFile(file('p12')), password);
    expect(opened.kind).toBe('opened');
    for (const name of ['p12', 'password']) {
      expect((await stat(file(name))).mode & 0o777).toBe(SECRET_FILES);
    }
    const { stdout } = await key(['list'], runtime);
    expect(stdout).toContain(`Laptop ${runtime}`);
    expect(stdout).toContain(device.id);
  });

  it('writes a P12 and a profile with it under one password, and nothing where that is not to be seen', async () => {
    const { at, key, made } = place;
    await made(['--name', 'Mac', '--account', 'ada@example.org', '--for', 'apple-mail']);
    const opening = ['export', 'Mac', '--passphrase-file', at('passphrase')];
    const profile = ['--mobileconfig', at('mac.mobileconfig')];

    const unseen = await key([...opening, ...profile]);
    const both = await key([
      ...opening,
      ...profile,
      '--p12',
      at('mac.p12'),
      '--p12-password-file',
      at('mac.txt'),
    ]);

    expect(unseen).toMatchObject({ exitCode: 2 });
    expect(unseen.stderr).toContain('--p12-password-file');
    expect(both.exitCode).toBe(0);
    expect(both.stderr).toContain('older, weaker way');
    const password = (await readFile(at('mac.txt'), 'utf8')).trim();
    const { p12 = '' } = KEY_PROFILE.read(await readFile(at('mac.mobileconfig'), 'utf8')) ?? {};
    for (const bytes of [Buffer.from(p12, 'base64'), await readFile(at('mac.p12'))])
      expect(await openP12(bytes, password)).toMatchObject({ kind: 'opened' });
    expect((await stat(at('mac.mobileconfig'))).mode & 0o777).toBe(SECRET_FILES);
  });

  it('opens on one runtime what was kept on the other', async () => {
    const { at, key, made } = place;
    const device = await made(['--name', 'Kept', '--account', 'ada@example.org'], 'node');

    const { exitCode } = await key(
      ['export', device.id, '--pem', at('kept.pem'), '--passphrase-file', at('passphrase')],
      'electron',
    );

    expect(exitCode).toBe(0);
    const pem = await readFile(at('kept.pem'), 'utf8');
    const certificate = new X509Certificate(pem);
    expect(certificate.checkPrivateKey(createPrivateKey(pem))).toBe(true);
    expect(device.algorithm).toBe('ed25519');
  });

  it('writes the key alone for programs that want a file for each, and says that nothing protects it', async () => {
    const { at, key } = place;
    const files = ['--cert', at('alone-cert.pem'), '--key-file', at('alone-key.pem')];

    const { exitCode, stderr } = await key([
      ...['export', 'Kept', '--passphrase-file', at('passphrase')],
      ...files,
    ]);

    expect(exitCode).toBe(0);
    expect(stderr).toContain('Nothing protects the key in that file');
    const pem = await readFile(at('alone-key.pem'), 'utf8');
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----\n[^-]+-----END PRIVATE KEY-----\n$/);
    expect((await stat(at('alone-key.pem'))).mode & 0o777).toBe(SECRET_FILES);
    const certificate = new X509Certificate(await readFile(at('alone-cert.pem')));
    expect(certificate.checkPrivateKey(createPrivateKey(pem))).toBe(true);
  });

  it('shows what servers want of it, and writes a page for each kind of them', async () => {
    const { key, made } = place;
    const device = await made(['--name', 'Shown', '--account', 'ada@example.org']);
    const mox = Buffer.from(device.spkiFingerprint, 'hex').toString('base64url');

    expect((await key(['show', 'Shown'])).stdout).toContain(mox);
    const page = await key(['register', 'Shown', '--server', 'dovecot', '--host', 'imap.example.org']);
    expect(page.stdout).toContain('-----BEGIN CERTIFICATE-----');
    const letter = await key([
      'register',
      'Shown',
      '--server',
      'other',
      '--host',
      'mx.example.org',
      '--lang',
      'de',
    ]);
    expect(letter.exitCode).toBe(0);
    const revoked = await key(['revoke', 'Shown']);
    expect(revoked.stdout).toContain('imap.example.org');
    expect(revoked.stdout).toContain('mx.example.org');
    const { stdout } = await key(['show', 'Shown', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      registrations: [{ host: 'imap.example.org' }, { host: 'mx.example.org' }],
      revokedAt: expect.any(String) as unknown,
    });
  });

  it('renews a certificate on the same key, and forgets a device only when it is revoked', async () => {
    const { at, key, made } = place;
    const device = await made(['--name', 'Renewed', '--account', 'ada@example.org']);
    await key(['register', 'Renewed', '--server', 'dovecot', '--host', 'imap.example.org']);
    await key(['register', 'Renewed', '--server', 'mox', '--host', 'mx.example.org']);

    const renewed = await key([
      'renew',
      'Renewed',
      '--passphrase-file',
      at('passphrase'),
      '--cert',
      at('renewed.pem'),
    ]);

    expect(renewed.exitCode).toBe(0);
    expect(renewed.stderr).toContain('imap.example.org');
    expect(renewed.stderr).not.toContain('mx.example.org');
    const now = JSON.parse((await key(['show', device.id, '--json'])).stdout) as Device;
    expect(now).toMatchObject({ id: device.id, spkiFingerprint: device.spkiFingerprint });
    expect(now.certificate).not.toBe(device.certificate);
    // The page has the new one to add, and the old one to delete after that.
    const [added, deleted] = [certificatePem(now), certificatePem(device)].map((pem) =>
      renewed.stdout.indexOf(pem),
    );
    expect(added).toBeGreaterThan(0);
    expect(deleted).toBeGreaterThan(added!);
    expect(renewed.stdout).toContain('imap.example.org');
    expect(renewed.stdout).not.toContain('mx.example.org');
    expect(new X509Certificate(await readFile(at('renewed.pem'))).raw.toString('base64')).toBe(
      now.certificate,
    );
    expect(await key(['forget', 'Renewed'])).toMatchObject({ exitCode: 2 });
    await key(['revoke', 'Renewed']);
    expect(await key(['forget', 'Renewed'])).toMatchObject({ exitCode: 0 });
    expect((await key(['list'])).stdout).not.toContain('Renewed');
  });

  it('prints what came of each command as JSON, without anything secret', async () => {
    const { at, key, made } = place;
    const device = await made(['--name', 'Told', '--account', 'ada@example.org']);
    const opened = ['--passphrase-file', at('passphrase'), '--json'];
    const atDovecot = ['--server', 'dovecot', '--host', 'imap.example.org', '--json', '--lang', 'de'];
    const files = ['--p12', at('told.p12'), '--p12-password-file', at('told.txt'), '--pem', at('told.pem')];

    const exported = await key(['export', 'Told', ...opened, ...files]);
    const registered = await key(['register', 'Told', ...atDovecot]);
    const renewed = await key(['renew', 'Told', ...opened, '--cert', at('told-new.pem')]);
    const revoked = await key(['revoke', 'Told', '--json']);

    expect(JSON.parse(exported.stdout)).toMatchObject({
      device: { id: device.id },
      files: [
        { form: 'p12-password', path: at('told.txt') },
        { form: 'p12', path: at('told.p12') },
        { form: 'pem', path: at('told.pem') },
      ],
    });
    expect(JSON.parse(registered.stdout)).toMatchObject({
      device: { registrations: [{ host: 'imap.example.org' }] },
      pages: [
        {
          server: 'dovecot',
          host: 'imap.example.org',
          page: { title: expect.stringMatching(/^Den Schlüssel/) as unknown },
        },
      ],
    });
    expect(JSON.parse(renewed.stdout)).toMatchObject({
      pages: [{ server: 'dovecot' }],
      files: [{ form: 'certificate', path: at('told-new.pem') }],
    });
    expect(JSON.parse(revoked.stdout)).toMatchObject({
      device: { revokedAt: expect.any(String) as unknown },
      pages: [{ server: 'dovecot' }],
    });
    const password = (await readFile(at('told.txt'), 'utf8')).trim();
    for (const { stdout } of [exported, registered, renewed, revoked]) {
      expect(stdout).not.toContain(password);
      expect(stdout).not.toContain('PRIVATE KEY');
    }
  });

  describe('says in a sentence what is wrong, and changes nothing', () => {
    it.each<readonly [what: string, args: readonly string[], words: readonly string[]]>([
      ['no name', ['new', '--account', 'a@example.org'], ['no name']],
      ['no account', ['new', '--name', 'X'], ['--account']],
      ['a name in two lines', ['new', '--name', 'a\nb', '--account', 'a'], ['line break']],
      ['an emoji', ['new', '--name', 'Laptop 💻', '--account', 'a'], ['emoji']],
      ['a mark that turns the direction', ['new', '--name', 'a\u202eb', '--account', 'a'], ['direction']],
      ['an unknown kind', ['new', '--name', 'X', '--account', 'a', '--algorithm', 'dsa'], ['dsa', 'ed25519']],
      ['an unknown program', ['new', '--name', 'X', '--account', 'a', '--for', 'pine'], ['pine', 'mutt']],
      ['no passphrase', ['new', '--name', 'X', '--account', 'a'], ['--passphrase-file']],
      [
        'a P12 whose password nobody sees',
        ['new', '--name', 'X', '--account', 'a', '--p12', 'FOLDER/x.p12'],
        ['--p12-password-file'],
      ],
      [
        'a file that is there',
        ['new', '--name', 'X', '--account', 'a', '--cert', 'FOLDER/passphrase'],
        ['passphrase', 'there already'],
      ],
      ['an unknown device', ['show', 'nobody'], ['nobody', 'not a device']],
      [
        'a wrong passphrase',
        ['export', 'Kept', '--pem', 'FOLDER/y', '--passphrase-file', 'FOLDER/wrong'],
        ['passphrase'],
      ],
      ['no file to export', ['export', 'Kept', 'PASSPHRASE'], ['--p12 FILE']],
      [
        'a form that this kind of key has not',
        ['export', 'Kept', '--sec1', 'FOLDER/z', 'PASSPHRASE'],
        ['ed25519', '--pem'],
      ],
      [
        'a profile that Apple’s keychain would refuse',
        ['export', 'Kept', '--mobileconfig', 'FOLDER/p', '--p12-password-file', 'FOLDER/q', 'PASSPHRASE'],
        ['ed25519', 'p256'],
      ],
      [
        'the same, before one is made',
        ['new', '--name', 'X', '--account', 'a', '--sec1', 'FOLDER/z', 'PASSPHRASE'],
        ['ed25519', '--pem'],
      ],
      [
        'a profile that Apple’s keychain would refuse',
        ['export', 'Kept', '--mobileconfig', 'FOLDER/p', '--p12-password-file', 'FOLDER/q', 'PASSPHRASE'],
        ['ed25519', 'p256'],
      ],
      ['an unknown kind of server', ['register', 'Kept', '--server', 'exchange'], ['exchange', 'dovecot']],
      ['no host', ['register', 'Kept', '--server', 'mox'], ['host name']],
      ['a passphrase alone', ['check', 'PASSPHRASE'], ['--key']],
    ])('%s', async (_, given, words) => {
      const args = given.flatMap((word) =>
        word === 'PASSPHRASE'
          ? ['--passphrase-file', place.at('passphrase')]
          : word.replace('FOLDER', place.at('')),
      );
      const before = (await readdir(place.at(''))).toSorted();
      const devices = await readFile(join(place.at('data'), 'devices.json'), 'utf8');

      const result =
        given[0] === 'check'
          ? await runCli(['check', 'ada@example.org', '--imap', '127.0.0.1:1', ...args.slice(1)])
          : await place.key(args);

      expect(result.exitCode).toBe(2);
      for (const word of words) expect(result.stderr).toContain(word);
      expect(result.stderr).not.toMatch(/\n {4}at /);
      expect((await readdir(place.at(''))).toSorted()).toEqual(before);
      expect(await readFile(join(place.at('data'), 'devices.json'), 'utf8')).toBe(devices);
    });
  });

  it('keeps the key where a file of it cannot be written, and says so', async () => {
    const { at, key } = place;

    const { exitCode, stderr } = await key([
      ...['new', '--name', 'Unwritten', '--account', 'ada', '--passphrase-file', at('passphrase')],
      ...['--cert', join(at('absent'), 'x')],
    ]);

    expect(exitCode).toBe(3);
    expect(stderr).toContain('ENOENT');
    expect((await key(['list'])).stdout).toContain('Unwritten');
  });

  it('asks for the address of a device whose user name is none', async () => {
    const { exitCode, stderr } = await place.key(['check', 'Unwritten']);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('--address');
    expect(stderr).not.toContain('--practice');
  });

  it('never takes a damaged file for one without devices, and leaves it alone', async () => {
    const { at, key } = place;
    const file = join(at('data'), 'devices.json');
    const whole = await readFile(file, 'utf8');
    const damaged = whole.replace('"Kept"', '"Kopt"');
    await writeFile(file, damaged);

    const listed = await key(['list']);
    const added = await key(['new', '--name', 'Y', '--account', 'a', '--passphrase-file', at('passphrase')]);

    for (const { exitCode, stdout, stderr } of [listed, added]) {
      expect(exitCode).toBe(3);
      expect(stdout).toBe('');
      expect(stderr).toContain('damaged');
    }
    expect(await readFile(file, 'utf8')).toBe(damaged);
    await writeFile(file, whole);
    expect((await key(['list'])).stdout).toContain('Kept');
  });

  it('keeps private keys, passphrases and passwords out of all that it prints, and out of its file', async () => {
    const { at, results } = place;
    const said = results.flatMap(({ stdout, stderr, argv }) => [stdout, stderr, ...argv]);
    const kept = await readFile(join(at('data'), 'devices.json'), 'latin1');
    const secrets = [PASSPHRASE, (await readFile(at('node-password'), 'utf8')).trim()];
    const [, private_ = ''] = /PRIVATE KEY-----\n(.+)\n/.exec(await readFile(at('kept.pem'), 'utf8')) ?? [];

    expect(results.length).toBeGreaterThan(20);
    for (const secret of [...secrets, private_.slice(-40)]) {
      expect(secret.length).toBeGreaterThan(10);
      for (const text of [...said, kept]) expect(text).not.toContain(secret);
    }
  });
});
