import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { keyFile } from '../../electron/node/keys/key-files.ts';
import { makeDevice } from '../../electron/node/keys/new-device.ts';
import { MOBILECONFIG } from '../../shared/recipes/formats/mobileconfig.ts';
import { describeWith } from '../parts.ts';
import { runPart } from '../servers/run.ts';
import { offerAt, recipeOf, REQUEST } from '../shared/recipes/request.ts';
import { HOSTILE } from './hostile.ts';

/** The profile for somebody with that user name and display name; null where there is none. */
function profileOf(name: string): string | null {
  const { steps } = recipeOf('apple-mail', {
    system: 'ios',
    account: {
      ...REQUEST.account,
      displayName: name,
      incoming: offerAt('imap', 'imap.example.org', { username: name }),
    },
  });
  return steps.flatMap(({ file }) => file ?? [])[0]?.text ?? null;
}

const READ_ALL =
  'import json, plistlib, sys; print(json.dumps([plistlib.load(open(path, "rb")) for path in sys.argv[1:]]))';

describeWith(['python3', 'plistutil'], 'A profile for Apple Mail, read by others', () => {
  const names = HOSTILE.filter((name) => profileOf(name) !== null);
  let folder: string;
  let files: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-profiles-'));
    files = names.map((_, at) => join(folder, `${at}.mobileconfig`));
    for (const [at, name] of names.entries()) await writeFile(files[at] ?? '', profileOf(name) ?? '');
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** What Python's reader makes of some property lists, as XML or binary. */
  const readByPython = async (paths: readonly string[]): Promise<readonly unknown[]> => {
    const { output } = await runPart('python3', ['-c', READ_ALL, ...paths]);
    return JSON.parse(output) as readonly unknown[]; // as the line above prints it
  };
  const withName = (name: string): unknown => ({
    PayloadType: 'Configuration',
    PayloadContent: [
      {
        PayloadType: 'com.apple.mail.managed',
        EmailAccountName: name,
        IncomingMailServerUsername: name,
        IncomingMailServerPortNumber: 993,
        IncomingMailServerUseSSL: true,
        OutgoingMailServerUsername: 'alice@example.org',
        OutgoingMailServerUseSSL: true,
        OutgoingPasswordSameAsIncomingPassword: false,
      },
    ],
  });

  it('has names as they are for plistlib of Python, whatever they are', async () => {
    const profiles = await readByPython(files);

    process.stdout.write(`hostile names that stand in a profile: ${names.length} of ${HOSTILE.length}\n`);
    expect(profiles).toMatchObject(names.map(withName));
    expect(names.length).toBeGreaterThan(60);
  });

  it('has them for plistutil of libplist, too', async () => {
    const binary = files.map((path) => `${path}.bin`);

    for (const [at, path] of files.entries()) {
      const { exitCode, output } = await runPart('plistutil', [
        '-i',
        path,
        '-o',
        binary[at] ?? '',
        '-f',
        'bin',
      ]);
      expect(exitCode, output).toBe(0);
    }

    expect(await readByPython(binary)).toMatchObject(names.map(withName));
  });

  it('has the same keys for all three readers, and none more', async () => {
    const [path] = files;
    const text = profileOf(names[0] ?? '') ?? '';
    const [profile] = await readByPython([path ?? '']);
    const keys = [...text.matchAll(/<key>(.*)<\/key>/g)].map(([, key]) => key);

    const read = (JSON.stringify(profile).match(/"[A-Z]\w+":/g) ?? []).map((key) => key.slice(1, -2));

    expect(new Set(read)).toEqual(new Set(keys));
    expect(keys.filter((key) => key?.includes('Password'))).toEqual([
      'OutgoingPasswordSameAsIncomingPassword',
    ]);
    expect(MOBILECONFIG.read(text)).not.toBeNull();
  });
});

const WRITE_PAYLOAD =
  'import plistlib, sys; open(sys.argv[2], "wb").write(plistlib.load(open(sys.argv[1], "rb"))["PayloadContent"][0]["PayloadContent"])';

describeWith(['python3', 'plistutil', 'openssl'], 'A profile with a key for a Mac, read by others', () => {
  it('has a P12 that OpenSSL opens with the password that was made for it, and with no other', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'letterlock-key-profile-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const at = (name: string): string => join(folder, name);
    const made = await makeDevice({
      name: 'Ada’s <Laptop> & co',
      login: 'ada@example.org',
      algorithm: 'p256',
      programs: ['apple-mail'],
      now: new Date(),
    });
    const file = await keyFile('mobileconfig', made, 'modern');
    await writeFile(at('profile'), file?.bytes ?? '');
    await writeFile(at('password'), `${file?.password ?? ''}\n`);

    await runPart('plistutil', ['-i', at('profile'), '-o', at('binary'), '-f', 'bin']);
    for (const form of ['profile', 'binary']) {
      await runPart('python3', ['-c', WRITE_PAYLOAD, at(form), at(`${form}.p12`)]);
      const open = ['pkcs12', '-in', at(`${form}.p12`), '-nodes', '-passin'];
      const opened = await runPart('openssl', [...open, `file:${at('password')}`]);
      const refused = await runPart('openssl', [...open, 'pass:']);

      expect(opened.exitCode, opened.output).toBe(0);
      const certificate = new X509Certificate(opened.output);
      expect(certificate.raw.toString('base64')).toBe(made.device.certificate);
      expect(certificate.checkPrivateKey(createPrivateKey(opened.output))).toBe(true);
      expect(refused.exitCode).not.toBe(0);
    }
  });
});
