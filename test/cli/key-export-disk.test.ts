import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { fill, makeReadOnly, mountSmallDisk, unmount } from '../node/file-faults.ts';
import { describeWith } from '../parts.ts';
import { runCli, type CliResult } from './run-cli.ts';

const DISK = 32 * 1024;

describeWith(['root'], 'letterlock key export, onto a disk that takes no file', () => {
  let folder = '';
  let disk = '';
  const at = (name: string): string => join(folder, name);
  const key = (...args: readonly string[]): Promise<CliResult> =>
    runCli(['key', ...args, '--passphrase-file', at('passphrase')], { env: { LETTERLOCK_HOME: at('data') } });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-export-'));
    disk = at('disk');
    await mkdir(disk);
    await writeFile(at('passphrase'), 'Twas brillig and the slithy toves\n', { mode: 0o600 });
    await key('new', '--name', 'Laptop', '--account', 'ada@example.org', '--algorithm', 'p256');
  });
  afterAll(() => rm(folder, { recursive: true }));

  beforeEach(() => {
    mountSmallDisk(disk, `${DISK / 1024}k`);
  });
  afterEach(() => {
    unmount(disk);
  });

  const full = (): Promise<void> => fill(disk, DISK);
  const readOnly = (): void => makeReadOnly(disk);

  const FORMS: readonly (readonly [form: string, args: (name: string) => readonly string[]])[] = [
    ['P12', (name) => ['--p12', name, '--p12-password-file', `${name}.password`]],
    ['certificate', (name) => ['--cert', name]],
    ['PEM file', (name) => ['--pem', name]],
    ['SEC 1 file', (name) => ['--sec1', name]],
  ];

  it.each([
    ...FORMS.map(([form, args]) => [form, 'full', full, 'ENOSPC', args] as const),
    ...FORMS.map(([form, args]) => [form, 'read-only', readOnly, 'EROFS', args] as const),
  ])(
    'of a %s: says in one sentence that the disk is %s, and leaves nothing',
    async (_, _disk, spoil, code, args) => {
      await spoil();
      const before = await readdir(disk);

      const { exitCode, stdout, stderr } = await key('export', 'Laptop', ...args(join(disk, 'file')));

      expect(exitCode).toBe(3);
      expect(stdout).toBe('');
      expect(stderr).toMatch(new RegExp(`^\\S[^\\n]*“${disk}/file[^\\n]*\\(${code}\\)[^\\n]*\\.\\n$`));
      expect(stderr).not.toContain('Written');
      expect(stderr).not.toMatch(/\n {4}at /);
      expect(await readdir(disk)).toEqual(before);
    },
  );

  it('of a P12 alone: says which file it has written before, and that one is whole', async () => {
    await full();

    const { exitCode, stderr } = await key(
      ...['export', 'Laptop', '--p12', join(disk, 'file'), '--p12-password-file', at('password')],
    );

    expect(exitCode).toBe(3);
    expect(stderr).toContain(`Written: ${at('password')}`);
    expect(stderr).toContain('ENOSPC');
    expect(await readFile(at('password'), 'utf8')).toMatch(/^\S{20,}\n$/);
    expect(await readdir(disk)).toEqual(['filler']);
  });
});
