import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeServer, portOf } from '../servers/ports.ts';
import { PROGRAM, runCli } from './run-cli.ts';

/** A check of one server, whose place is put in for IMAP. */
const CHECK = ['check', 'a@example.org', '--imap', 'IMAP'] as const;

describe('wrong input', () => {
  let server: Server;
  let connections = 0;
  let folder: string;
  let imap: string;

  beforeAll(async () => {
    server = createServer(() => connections++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    imap = `127.0.0.1:${portOf(server)}/implicit-tls`;
    folder = await mkdtemp(join(tmpdir(), 'letterlock-input-'));
    await writeFile(join(folder, 'empty'), '');
    await writeFile(join(folder, 'blank-line'), '\nsecond line\n');
    await writeFile(join(folder, 'nul'), 'a\0b\n');
    await writeFile(join(folder, 'latin1'), Buffer.from('pa\xdfword\n', 'latin1'));
    await writeFile(join(folder, 'right'), 'secret-walrus\n');
    await writeFile(join(folder, 'no.pem'), 'not a certificate\n');
    await writeFile(
      join(folder, 'bad.pem'),
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    );
  });

  afterAll(async () => {
    await closeServer(server);
    await rm(folder, { recursive: true, force: true });
  });

  // Given, and words of the sentence that says what was given and what is wanted.
  it.each([
    [
      'an address without @',
      ['check', 'ada.example.org', '--imap', 'IMAP'],
      ['ada.example.org', 'name@domain'],
    ],
    [
      'an IDN domain',
      ['check', 'ada@bücher.example', '--imap', 'IMAP'],
      ['bücher.example', 'xn--bcher-kva.example'],
    ],
    [
      'an IDN server',
      ['check', 'a@example.org', '--imap', 'imap.bücher.example'],
      ['imap.xn--bcher-kva.example'],
    ],
    ['a P12 file that is none', [...CHECK, '--p12', 'FOLDER/right'], ['right', 'not a P12 file']],
    ['a P12 file that is not there', [...CHECK, '--p12', 'FOLDER/absent'], ['absent', 'cannot be read']],
    ['the password of no P12 file', [...CHECK, '--p12-password-file', 'FOLDER/right'], ['--p12 FILE']],
    [
      'a password and a key',
      [...CHECK, '--password-file', 'FOLDER/right', '--p12', 'FOLDER/right'],
      ['--password-file, --p12', 'only one'],
    ],
    ['a token that is none', [...CHECK, '--oauth-token-file', 'FOLDER/nul'], ['nul', 'RFC 6750']],
    [
      'a token file that is not there',
      [...CHECK, '--oauth-token-file', 'FOLDER/absent'],
      ['absent', 'cannot be read'],
    ],
    [
      'a mechanism that needs no key, with a key',
      [...CHECK, '--p12', 'FOLDER/right', '--mechanism', 'PLAIN'],
      ['PLAIN', 'EXTERNAL'],
    ],
    [
      'a port out of range',
      ['check', 'a@example.org', '--imap', 'h.example.org:70000'],
      ['70000', '1 to 65535'],
    ],
    ['port zero', ['probe', 'h.example.org:0'], ['“0”', '1 to 65535']],
    [
      'a server in no known form',
      ['check', 'a@example.org', '--imap', 'imaps://h'],
      ['imaps://h', 'HOST:PORT/SECURITY'],
    ],
    ['an unknown security', ['check', 'a@example.org', '--smtp', 'h:465/ssl'], ['ssl', 'implicit-tls']],
    [
      'a POP3 server in no known form',
      ['check', 'a@example.org', '--pop3', 'h:995/ssl'],
      ['ssl', 'implicit-tls'],
    ],
    [
      'a filter server in no known form',
      ['probe', '--sieve', 'sieve://h'],
      ['sieve://h', 'HOST:PORT/SECURITY'],
    ],
    ['no server', ['probe'], ['HOST:PORT/SECURITY']],
    ['nothing to search for', ['discover', 'nothing@@'], ['nothing@@']],
    ['a server to search for', ['discover', 'example.org', '--imap', 'IMAP'], ['letterlock probe']],
    ['a port without a protocol', ['probe', 'h.example.org:2525'], ['imap://h.example.org:2525']],
    ['an unreadable password file', [...CHECK, '--password-file', 'FOLDER/absent'], ['absent', 'first line']],
    ['a folder as password file', [...CHECK, '--password-file', 'FOLDER'], ['cannot be read']],
    ['an empty password', [...CHECK, '--password-file', 'FOLDER/empty'], ['empty', 'first line']],
    ['an empty first line', [...CHECK, '--password-file', 'FOLDER/blank-line'], ['empty']],
    ['an empty password on stdin', [...CHECK, '--password-file', '-'], ['stdin', 'empty']],
    ['a password with NUL', [...CHECK, '--password-file', 'FOLDER/nul'], ['control characters']],
    ['a password that is not UTF-8', [...CHECK, '--password-file', 'FOLDER/latin1'], ['UTF-8']],
    ['a missing CA file', [...CHECK, '--ca', 'FOLDER/absent'], ['absent', 'PEM']],
    ['a CA file without certificate', [...CHECK, '--ca', 'FOLDER/no.pem'], ['BEGIN CERTIFICATE']],
    ['a CA file with a broken one', [...CHECK, '--ca', 'FOLDER/bad.pem'], ['BEGIN CERTIFICATE']],
    ['a wrong --resolve', [...CHECK, '--resolve', 'h'], ['HOST:ADDRESS']],
    ['an unknown mechanism', [...CHECK, '--mechanism', 'NTLM'], ['NTLM', 'SCRAM-SHA-256']],
    ['a timeout that is none', [...CHECK, '--timeout', 'soon'], ['soon', '1 to 600']],
    ['a port that is taken', ['serve', '--port', 'PORT'], ['cannot be had']],
    ['an unknown language', [...CHECK, '--lang', 'fr'], ['fr', 'en or de']],
    ['an empty user name', [...CHECK, '--user', ''], ['user name']],
    ['an unknown option', [...CHECK, '--pasword-file', 'x'], ['--password-file']],
    ['an unknown command', ['chek'], ['check']],
    ['a password as an argument', [...CHECK, '--password', 'x'], ['--password']],
  ])('%s gets one clear sentence, exit code 2, and nothing is sent', async (_, args, words) => {
    const before = connections;

    const result = await runCli(
      args.map((word) =>
        word
          .replace(/^IMAP$/, imap)
          .replace(/^FOLDER/, folder)
          .replace(/^PORT$/, String(portOf(server))),
      ),
    );

    expect(result.exitCode).toBe(2);
    expect(result.stdout).toBe('');
    for (const word of words) expect(result.stderr).toContain(word);
    expect(result.stderr).not.toMatch(/\n {4}at /);
    expect(connections).toBe(before);
  });

  it('is said in German to who reads German', async () => {
    const result = await runCli(['check', 'ada', '--imap', imap], {
      env: { LANG: 'de_DE.UTF-8', LC_ALL: '' },
    });

    expect(result.stderr).toContain('ist keine Mailadresse');
  });

  it('is not what a reader makes who has had enough: head gets its lines and no stack trace', async () => {
    const { stdout, stderr } = await promisify(execFile)('sh', [
      '-c',
      `"$0" "$1" check --help | head -2`,
      process.execPath,
      PROGRAM,
    ]);

    expect(stdout).toContain('Examples:');
    expect(stderr).toBe('');
  });

  it('does not keep help from being found', async () => {
    for (const args of [['--help'], ['check', '--help'], ['probe', '--help']]) {
      const result = await runCli(args);
      expect(result.exitCode).toBe(0);
      expect(result.stdout).toContain('Examples:');
    }
    expect((await runCli(['check', '--help'])).stdout).toMatch(/--pop3 <server>[^]*--sieve <server>/);
    expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
