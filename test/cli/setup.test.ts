import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Recipe } from '../../shared/recipes/recipe.ts';
import { describeWith } from '../parts.ts';
import { environmentIn } from '../practice/bench.ts';
import { dovecotServer, type RecipeServer } from '../recipes/servers.ts';
import { runPart } from '../servers/run.ts';
import { runCli, type CliResult } from './run-cli.ts';

describeWith(['dovecot', 'mbsync'], 'letterlock setup', () => {
  let server: RecipeServer;
  let home: string;

  beforeAll(async () => {
    server = await dovecotServer([]);
  });
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'letterlock-setup-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));
  afterAll(async () => {
    await server.stop();
  });

  const place = (side: 'imap' | 'submission'): string => {
    const { host, port, connectionSecurity } = server.endpoint(side, 'implicit-tls');
    return `${host}:${port}/${connectionSecurity}`;
  };
  const setup = async (
    args: readonly string[],
    client = 'mbsync',
    address = server.address,
  ): Promise<CliResult> => {
    const servers = ['--imap', place('imap'), '--smtp', place('submission'), '--ca', server.caFile];
    const env = { HOME: home, LETTERLOCK_HOME: join(home, 'data') };
    return runCli(['setup', client, address, ...servers, ...args], { env });
  };
  const config = (): string => join(home, '.mbsyncrc');
  const written = (): Promise<string> => readFile(config(), 'utf8');

  it('says which way in is the strongest, and what to do, and signs in to nothing', async () => {
    const { exitCode, stdout, stderr } = await setup([]);

    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain(
      'mbsync signs in with SCRAM-SHA-256. The password is not sent, only a proof of it.',
    );
    expect(stdout).toMatch(/^1\. Store the password where mbsync will look for it/m);
    expect(stdout).toContain(
      `secret-tool store --label='${server.address}' letterlock localhost/${server.address}\n`,
    );
    expect(stdout).toContain('AuthMechs "SCRAM-SHA-256"\n');
    expect(await server.seen()).toEqual([]);
    expect((await readdir(home)).filter((name) => name !== 'data')).toEqual([]);
  });

  it('writes a file for its owner only, with which the program signs in as foretold', async () => {
    await mkdir(join(home, 'Mail'));
    const password = join(home, 'password');
    await writeFile(password, `${server.password}\n`, { mode: 0o600 });

    const { exitCode, stdout, stderr } = await setup([
      '--write',
      '--password',
      'file',
      '--password-file',
      password,
    ]);
    const ended = await runPart('mbsync', ['letterlock'], { env: environmentIn(home) });

    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain(`“${config()}” was written.`);
    expect((await stat(config())).mode & 0o777).toBe(0o600);
    expect(ended.exitCode, ended.output).toBe(0);
    expect(await server.seen()).toEqual(['imap SCRAM-SHA-256']);
    // The file has it, as was asked for in so many words; nothing that is shown has.
    expect(await written()).toContain(server.password);
    expect(stdout + stderr).not.toContain(server.password);
    expect(stdout).toContain('Pass "••••••••"');
  });

  it('adds to no file that is there before somebody agrees, and keeps it as it was then', async () => {
    await writeFile(config(), 'IMAPAccount mine\nHost other.example\n');

    const asked = await setup(['--write']);
    const before = await written();
    const agreed = await setup(['--write', '--replace']);
    const again = await setup(['--write']);

    expect(asked.exitCode).toBe(3);
    expect(asked.stderr).toContain(' IMAPAccount mine\n');
    expect(asked.stderr).toContain('+IMAPAccount "letterlock"\n');
    expect(asked.stderr).toContain('was not touched. With --replace it is changed without asking');
    expect(before).toBe('IMAPAccount mine\nHost other.example\n');
    expect(agreed.exitCode, agreed.stderr).toBe(0);
    const [kept = ''] = (await readdir(home)).filter((name) => name.startsWith('.mbsyncrc.before-'));
    expect(agreed.stderr).toContain(kept);
    expect(await readFile(join(home, kept), 'utf8')).toBe(before);
    expect(await written()).toMatch(
      /^IMAPAccount mine\nHost other\.example\n\n#.*\nIMAPAccount "letterlock"\n/,
    );
    expect(again.stderr).toContain('stands there already, word for word');
  });

  it('leaves a link alone', async () => {
    await writeFile(join(home, 'elsewhere'), 'mine\n');
    await symlink(join(home, 'elsewhere'), config());

    const { exitCode, stderr } = await setup(['--write', '--replace']);

    expect(exitCode).toBe(3);
    expect(stderr).toContain('is a link, or no text');
    expect(await readFile(join(home, 'elsewhere'), 'utf8')).toBe('mine\n');
  });

  it('prints the same as JSON, in German where that is wanted', async () => {
    const { stdout } = await setup(['--json', '--lang', 'de']);

    const recipe = JSON.parse(stdout) as Recipe;
    expect(recipe.incoming?.way).toBe('SCRAM-SHA-256');
    expect(recipe.steps[0]?.text).toMatch(/^Legen Sie das Passwort dort ab/);
  });

  it('prints JSON where there is no recipe, too, and says why beside it', async () => {
    const env = { HOME: home, LETTERLOCK_HOME: join(home, 'data') };

    const args = ['setup', 'mbsync', server.address, '--imap', place('imap'), '--json'];
    const { exitCode, stdout, stderr } = await runCli(args, { env });

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ incoming: null, outgoing: null, steps: [] });
    expect(stderr).toContain('tls_certificate');
    expect(stderr).toContain('There is no recipe before the servers are in order');
  });

  it('writes the address as it is looked for, however it was typed', async () => {
    const [localPart = '', domain = ''] = server.address.split('@');
    const typed = ` ${localPart}@${domain.toUpperCase()} `;

    const { stdout, stderr } = await setup([], 'mbsync', typed);

    expect(stdout, stderr).toContain(`--label='${server.address}'`);
    expect(stdout).not.toContain(domain.toUpperCase());
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      'files for another system to write',
      ['setup', 'thunderbird', 'a@b.test', '--system', 'ios', '--write'],
      /for ios, and this is .*: wanted is the recipe without --write/,
    ],
    [
      'a file with a password that is not wanted',
      ['setup', 'mbsync', 'a@b.test', '--password-file', '/x'],
      /--password-file is not enough by itself: wanted is --password file/,
    ],
    [
      'no file that a password is wanted from',
      ['setup', 'mbsync', 'a@b.test', '--password', 'file'],
      /--password file is not enough by itself: wanted is --password-file/,
    ],
    [
      'files to change and none to write',
      ['setup', 'mbsync', 'a@b.test', '--replace'],
      /--replace is not enough by itself: wanted is --write/,
    ],
    ['no program', ['setup'], /No mail program was named: wanted is one of .*mbsync/],
    ['a program that is not known', ['setup', 'netscape', 'a@b.test'], /no recipe for “netscape”/],
    [
      'a system that is not known',
      ['setup', 'mbsync', 'a@b.test', '--system', 'beos'],
      /“beos” is no system/,
    ],
    ['a store that is not known', ['setup', 'mbsync', 'a@b.test', '--password', 'x'], /“x” does not say/],
    ['no address', ['setup', 'mbsync'], /address/],
  ])('is given %s, and says what is wanted', async (_what, args, words) => {
    const { exitCode, stdout, stderr } = await runCli(args);

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(words);
  });

  it('says first what is wrong with the servers, where they are not in order', async () => {
    const env = { HOME: home, LETTERLOCK_HOME: join(home, 'data') };

    const args = ['setup', 'mbsync', server.address, '--imap', place('imap')];
    const { exitCode, stdout, stderr } = await runCli(args, { env });

    expect(exitCode).toBe(1);
    expect(stdout).toContain('tls_certificate');
    expect(stderr).toContain('There is no recipe before the servers are in order');
  });

  it('lists the programs', async () => {
    const { exitCode, stdout } = await runCli(['setup', '--list']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^mbsync +mbsync \(Linux, macOS\)$/m);
  });
});
