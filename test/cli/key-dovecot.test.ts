import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Device } from '../../shared/mail/device.ts';
import { describeWith } from '../parts.ts';
import { startDovecot23, TEST_AUTHCID, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki } from '../servers/pki.ts';
import { checkArgs } from './check-args.ts';
import { runCli, runForReport, RUNTIMES } from './run-cli.ts';
import { workplace, type Workplace } from './key-workplace.ts';

describeWith(['dovecot', 'electron'], 'letterlock check --key, against Dovecot 2.3', () => {
  let place: Workplace;
  let dovecot: Dovecot23;

  beforeAll(async () => {
    place = await workplace();
  });
  afterAll(async () => {
    await dovecot.stop();
    await place.remove();
  });

  it('signs in with a key of this computer, notes that, and notes that it is refused once it is removed', async () => {
    const { at, env, key, made } = place;
    await made(['--name', 'Laptop', '--account', TEST_AUTHCID, '--cert', at('cert')]);
    await made(['--name', 'Other', '--account', TEST_AUTHCID, '--cert', at('other')]);
    const trusted = async (name: string) => ({
      authcid: TEST_AUTHCID,
      certificatePem: await readFile(at(name), 'utf8'),
    });
    dovecot = await startDovecot23(await makePki(), {
      clientCertificates: [await trusted('cert'), await trusted('other')],
      authcidField: 'UID',
    });
    const withKey = ['--key', 'Laptop', '--passphrase-file', at('passphrase')];
    const trials = async (): Promise<Device['trials']> =>
      (JSON.parse((await key(['show', 'Laptop', '--json'])).stdout) as Device).trials;

    for (const runtime of RUNTIMES) {
      const { result, report } = await runForReport([...checkArgs(dovecot), ...withKey], { env, runtime });
      expect(report.verdict).toBe('healthy');
      expect(result.stderr).toBe('What came of it is noted with the device: letterlock key list\n');
    }
    expect((await trials()).map(({ outcome }) => outcome)).toEqual(['external', 'external']);

    await dovecot.trustClients([await trusted('other')]);
    const [, , ...servers] = checkArgs(dovecot);
    const { report, result } = await runForReport(
      ['key', 'check', 'Laptop', '--passphrase-file', at('passphrase'), '--lang', 'de', ...servers],
      { env },
    );
    expect(result.stderr).toContain('ist beim Gerät vermerkt');
    expect(report.findings.map(({ code }) => code)).toEqual(['auth_key_unknown']);
    expect((await trials()).map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
  });

  it('notes nothing, and says nothing of that, where no server came to see the key', async () => {
    const { at, env, key } = place;
    const before = (await key(['show', 'Other', '--json'])).stdout;

    const { stderr } = await runCli(
      ['key', 'check', 'Other', '--passphrase-file', at('passphrase'), '--imap', '127.0.0.1:1'],
      { env },
    );

    expect(stderr).not.toContain('noted');
    expect((await key(['show', 'Other', '--json'])).stdout).toBe(before);
  });
});
