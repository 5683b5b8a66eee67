import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openP12, type P12Contents } from '../../electron/node/keys/p12.ts';
import type { Device } from '../../shared/mail/device.ts';
import { KEY_PROFILE } from '../../shared/recipes/formats/key-profile.ts';
import type { System } from '../../shared/recipes/facts/program-facts.ts';
import type { KeyWay } from '../../shared/recipes/way-in.ts';
import { runCommand } from '../servers/run.ts';
import { keyFilesIn, offerAt, recipeOf, REQUEST } from '../shared/recipes/request.ts';
import { SECRET_FILES, workplace, type Workplace } from './key-workplace.ts';
import { PROGRAM } from './run-cli.ts';

// Begins like an option, and ends the word of a shell.
const NAME = "--json Ada's";

describe('the lines with which a recipe has the key written out', () => {
  let place: Workplace;
  let device: Device;
  beforeAll(async () => {
    place = await workplace();
    device = await place.made([`--name=${NAME}`, '--account', 'ada@example.org', '--algorithm', 'p256']);
    // The passphrase is typed at the terminal; here it comes from a file.
    const words = `exec '${process.execPath}' '${PROGRAM}' key export --passphrase-file '${place.at('passphrase')}'`;
    await writeFile(place.at('letterlock'), `#!/bin/sh\nshift 2\n${words} "$@"\n`);
    await chmod(place.at('letterlock'), 0o700);
  });
  afterAll(() => place.remove());

  /** Runs them for a program, and says where they were to write. */
  async function run(program: string, keyWay: KeyWay, system: System = 'linux') {
    const folder = place.at(program);
    await mkdir(folder);
    const files = keyFilesIn(folder);
    const key = { deviceName: device.name, algorithm: device.algorithm, files };
    const account = {
      ...REQUEST.account,
      incoming: offerAt('imap', 'imap.example.org', { keyWay }),
    };
    const { steps } = recipeOf(program, { key, account, system });
    const lines = steps.map(({ block }) => block?.text ?? '').find((text) => text.includes('key export'));
    const env = { ...place.env, HOME: folder, PATH: `${place.at('.')}:${process.env['PATH'] ?? ''}` };
    const { exitCode, output } = await runCommand(['/bin/sh', '-e', '-c', lines ?? 'false'], { env });
    expect(exitCode, output).toBe(0);
    return files;
  }

  async function opened(p12: Uint8Array, beside: string): Promise<P12Contents['kind']> {
    const password = (await readFile(`${beside}.password`, 'utf8')).trim();
    expect((await stat(`${beside}.password`)).mode & 0o777).toBe(SECRET_FILES);
    return (await openP12(p12, password)).kind;
  }

  it('write a P12 that the password beside it opens (Thunderbird)', async () => {
    const { p12 } = await run('thunderbird', 'EXTERNAL');

    expect(await opened(await readFile(p12), p12)).toBe('opened');
  });

  it('write a profile whose P12 the password beside it opens (Apple Mail)', async () => {
    const { mobileconfig } = await run('apple-mail', 'EXTERNAL', 'macos');

    const profile = KEY_PROFILE.read(await readFile(mobileconfig, 'utf8'));
    expect(profile).toMatchObject({ id: device.id, name: NAME });
    expect(await opened(Buffer.from(profile?.p12 ?? '', 'base64'), mobileconfig)).toBe('opened');
  });

  it.each(['neomutt', 'claws-mail'])('write one file with both, for its owner only (%s)', async (program) => {
    const { pem } = await run(program, 'PREAUTH');

    const text = await readFile(pem, 'utf8');
    expect(new X509Certificate(text).checkPrivateKey(createPrivateKey(text))).toBe(true);
    expect((await stat(pem)).mode & 0o777).toBe(SECRET_FILES);
  });

  it('write a file for each (mbsync)', async () => {
    const { certificate, privateKey } = await run('mbsync', 'EXTERNAL');

    const key = createPrivateKey(await readFile(privateKey));
    expect(new X509Certificate(await readFile(certificate)).checkPrivateKey(key)).toBe(true);
  });
});
