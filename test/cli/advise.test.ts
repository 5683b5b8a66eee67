import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Advice } from '../../shared/advice/advice.ts';
import { readXml } from '../../electron/node/discovery/xml.ts';
import type { Fault } from '../../electron/node/practice/fault.ts';
import type { Practice } from '../../electron/node/practice/practice.ts';
import { NOTHING } from '../discovery/behaviours.ts';
import { practicePlaying } from '../discovery/searching.ts';
import { describeWith } from '../parts.ts';
import { doorOf } from '../practice/doors.ts';
import { zoneLines } from '../shared/advice/reports.ts';
import { runCli } from './run-cli.ts';

// Nobody listens there (tcpmux, RFC 1078): what a search asks goes nowhere.
const NOBODY = ['--dns', '127.0.0.1:1', '--timeout', '1'];
const MAIL_HOSTS = ['imap', 'smtp', 'pop', 'sieve'].map((label) => `${label}.practice.test`);

/** The practice domain, asked about in its own DNS; its web servers are not at the usual ports, where nobody answers. */
async function practiceArgs(
  behaviour: Fault['behaviour'] = {},
): Promise<{ readonly practice: Practice; readonly args: readonly string[] }> {
  const practice = await practicePlaying(behaviour);
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-advise-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, practice.caPem);
  const reached = MAIL_HOSTS.flatMap((host) => ['--resolve', `${host}:127.0.0.1`]);
  const asked = ['discover', 'practice.test', '--advise', '--dns', practice.dnsServer, '--ca', authority];
  return { practice, args: [...asked, ...reached] };
}

/** The practice server's own doors, named as a person would. */
function named(practice: Practice): readonly string[] {
  const at = (protocol: string): string => String(doorOf(practice, protocol, 'implicit-tls').port);
  return [
    ...['--imap', `imap.practice.test:${at('imap')}/implicit-tls`],
    ...['--smtp', `smtp.practice.test:${at('submission')}/implicit-tls`],
  ];
}

/** What stands at the margin of a text, between the lines that explain it. */
function afterHeading(stdout: string, heading: string): string {
  const part = stdout.slice(stdout.indexOf(`\n${heading}`) + 1);
  return `${part.split('\n\n')[1] ?? ''}\n`;
}

describe('letterlock discover --advise', () => {
  it.each([
    ['en', 'The autoconfig file', 'What mail programs find at practice.test', 'certificate verified'],
    ['de', 'Die Autoconfig-Datei', 'Was Mailprogramme bei practice.test finden', 'Zertifikat geprüft'],
  ])(
    'says what is found, and what to publish at the margin, in %s',
    async (language, heading, found, seen) => {
      const { args } = await practiceArgs();

      const { exitCode, stdout } = await runCli([...args, '--lang', language]);

      expect(exitCode).toBe(0);
      expect(stdout).toMatch(new RegExp(`^${found}\n {4}SRV: `));
      expect(stdout).toMatch(new RegExp(` {6}IMAP +imap\\.practice\\.test:\\d+/implicit-tls +${seen}\n`));
      const xml = readXml(Buffer.from(afterHeading(stdout, heading)));
      expect(xml.ok && xml.root.name).toBe('clientConfig');
      expect(stdout).not.toContain('undefined');
    },
  );

  it('has records for servers that a person names, and that nobody publishes', async () => {
    const { practice, args } = await practiceArgs(NOTHING);

    const { stdout } = await runCli([...args, ...named(practice)]);

    const lines = zoneLines(afterHeading(stdout, 'SRV records (RFC 6186, RFC 8314): not published yet'));
    expect(lines.map(({ name }) => name)).toEqual([
      '_imaps._tcp.practice.test',
      '_submissions._tcp.practice.test',
    ]);
    expect(lines[0]).toMatchObject({ target: 'imap.practice.test', priority: 0 });
  });

  it('says of what is published and right that there is nothing to do', async () => {
    const { args } = await practiceArgs();

    const { stdout } = await runCli(args);

    expect(stdout).toContain('SRV records (RFC 6186, RFC 8314): published already');
    expect(stdout).not.toContain('IN SRV 0 1');
    // The practice server cannot have the ports that PACC fixes.
    expect(stdout).toContain('There can be no PACC document for these servers');
  });

  it('names the findings of the run, and how to have them explained', async () => {
    const { args } = await practiceArgs({ srv: 'other-domain' });

    const { stdout } = await runCli(args);

    expect(stdout).toMatch(/^ {4}\w+: [^\n]+\n? *[^\n]*\(discovery_servers_of_other_domain\)$/m);
    expect(stdout).toContain('letterlock discover practice.test\n');
  });

  it('asks for the servers where none is known, with the line to type', async () => {
    const { exitCode, stdout } = await runCli(['discover', 'example.test', '--advise', ...NOBODY]);

    expect(exitCode).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'letterlock discover example.test --advise --imap HOST --smtp HOST',
    );
    expect(stdout).not.toContain('IN SRV');
    expect(stdout).not.toContain('<?xml');
  });

  it('makes the texts for servers that were named, even if nobody could look at them', async () => {
    const servers = ['--imap', 'imap.example.test', '--smtp', 'smtp.example.test:465'];

    const { exitCode, stdout } = await runCli([
      'discover',
      'example.test',
      '--advise',
      ...servers,
      ...NOBODY,
    ]);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('not verified in this run');
    expect(stdout).toContain('_imaps._tcp.example.test. 3600 IN SRV 0 1 993 imap.example.test.\n');
    expect(stdout).toContain('_pop3s._tcp.example.test. 3600 IN SRV 0 0 0 .\n');
    expect(stdout).toMatch(
      /^_ua-auto-config\.example\.test\. 3600 IN TXT "v=UAAC1; a=sha256; d=[\w+/]{43}="$/m,
    );
  });

  it('prints one stable object with --json', async () => {
    const { args } = await practiceArgs();

    const { exitCode, stdout } = await runCli([...args, '--json']);

    expect(exitCode).toBe(0);
    const advice = JSON.parse(stdout) as Advice; // its members are looked at below
    expect(Object.keys(advice)).toEqual([
      'format',
      'version',
      'domain',
      'standards',
      'programs',
      'findings',
      'servers',
      'missing',
      'unpublishable',
      'publish',
      'paccProblem',
    ]);
    expect(advice).toMatchObject({ format: 'letterlock-advice', version: 1, domain: 'practice.test' });
    expect(advice.publish.map((block) => Object.keys(block).toSorted().join())).toEqual(
      advice.publish.map(() => 'at,helps,id,state,text'),
    );
  });

  it('ends with it as the last of the lines with --jsonl', async () => {
    const { stdout } = await runCli(['discover', 'example.test', '--advise', '--jsonl', ...NOBODY]);

    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly type: string });
    expect(lines.slice(-2).map(({ type }) => type)).toEqual(['finished', 'advice']);
  });

  it('uses of an address its domain alone', async () => {
    const args = ['discover', 'zq-canary@example.test', '--advise', ...NOBODY];

    const { stdout, stderr } = await runCli(args);

    expect(stdout).toContain('What mail programs find at example.test');
    expect(`${stdout}${stderr}`).not.toContain('zq-canary');
  });

  it.each([
    [['discover', '192.0.2.1', '--advise'], '192.0.2.1'],
    [['discover', '2001:db8::1', '--advise'], '2001:db8::1'],
    [['discover', 'example.org', '--imap', 'imap.example.org'], 'imap.example.org'],
    [['discover', 'example.org', '--advise', '--imap', 'a b'], 'a b'],
  ])('is wrong usage as %j, and the answer helps', async (args, hint) => {
    const { exitCode, stdout, stderr } = await runCli(args);

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
  });
});

describeWith(['openssl'], 'the PACC document that letterlock discover --advise prints', () => {
  it('has, copied into a file, the digest of the record, by the command that is printed with it', async () => {
    const servers = ['--imap', 'imap.example.test', '--smtp', 'smtp.example.test:465'];
    const { stdout } = await runCli(['discover', 'example.test', '--advise', ...servers, ...NOBODY]);
    const folder = await mkdtemp(join(tmpdir(), 'letterlock-advise-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'user-agent-configuration.json');
    await writeFile(file, afterHeading(stdout, 'The PACC document'));
    const [, command = ''] = /`(openssl [^`]+)`/.exec(stdout.replaceAll(/\s+/g, ' ')) ?? [];

    const digest = execFileSync('sh', ['-c', command.replace('FILE', file)], { encoding: 'utf8' });

    const [record] = zoneLines(afterHeading(stdout, 'The digest of the PACC document'));
    expect(record).toMatchObject({ type: 'TXT', text: `v=UAAC1; a=sha256; d=${digest.trim()}` });
  });
});
