import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../shared/report/schema.ts';
import { runCli, runForReport } from './run-cli.ts';

// Nobody listens there (tcpmux, RFC 1078): what a search asks goes nowhere.
const NOBODY = ['--dns', '127.0.0.1:1', '--timeout', '1'];

describe('letterlock discover', () => {
  it.each([
    [['discover'], "missing required argument 'address'"],
    [['discover', ''], 'is not a host name'],
    [['discover', 'ada@'], 'is not a host name'],
    [['discover', '@example.org'], '@example.org'],
    [['discover', 'ada@exa mple.org'], '“exa mple.org” is not a host name'],
    [['discover', 'example..org'], 'example..org'],
    [['discover', 'https://example.org/'], 'https://example.org/'],
    [['discover', 'bücher.example'], 'xn--bcher-kva.example'],
    [['discover', 'example.org', 'example.net'], 'too many arguments'],
    [['discover', 'example.org', '--imap', 'imap.example.org'], 'imap.example.org'],
    [['discover', 'example.org', '--dns', 'nobody'], '“nobody” is not a DNS server'],
    [['discover', 'example.org', '--password-file', '-'], '--password-file'],
    [['discover', 'example.org', '--tell-address'], 'wanted is name@domain'],
  ])('%j is wrong usage, and the answer helps', async (args, hint) => {
    const { exitCode, stdout, stderr } = await runCli(args);

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(hint);
  });

  it('begins its help with three examples', async () => {
    const { exitCode, stdout } = await runCli(['discover', '--help']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Examples:\n(?: {2}letterlock \S.*\n){3}/);
    expect(stdout).toContain('Usage: letterlock discover [options] <address>');
  });

  it('stands in the help of the program', async () => {
    const { stdout } = await runCli(['--help']);

    expect(stdout).toMatch(/^ {2}discover .*find the servers of an address/m);
  });

  it('uses of an address its domain alone, says what it asked, and asks for no password', async () => {
    const { exitCode, stdout, stderr } = await runCli(['discover', 'zq-canary@example.test', ...NOBODY]);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('dns:_imaps._tcp.example.test?type=SRV');
    expect(stdout).toMatch(/^What was asked \(\d+\); only the domain was told/m);
    expect(`${stdout}${stderr}`).not.toContain('zq-canary');
    expect(stderr).not.toContain('Password');
  });

  it('prints with --json what its schema describes', async () => {
    const { result, report } = await runForReport(['discover', 'example.test', ...NOBODY]);

    expect(result.exitCode).toBe(1);
    expect(reportSchema.parse(report)).toEqual(report);
    expect(report.subject).toEqual({ domain: 'example.test', site: 'example.test', address: null });
    expect(report.observations.map(({ kind }) => kind)).toContain('lookup');
  });
});

describe('letterlock with --tell-address', () => {
  it.each([
    [['check', 'ada@example.org', '--imap', 'imap.example.org']],
    [['check', '--practice']],
    [['probe', 'imap.example.org']],
  ])('is wrong usage where nothing is searched for: %j', async (args) => {
    const { exitCode, stdout, stderr } = await runCli([...args, '--tell-address']);

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('--tell-address');
  });

  it('says of each question whether the address was told, and never which it is', async () => {
    const args = ['check', '--practice', '--fault', 'autoconfig-conflict', '--tell-address'];

    const { stdout, stderr } = await runCli(args);

    const [heading = '', ...lines] = stdout.slice(stdout.indexOf('What was asked')).split('\n');
    const telling = lines.filter((line) => line.endsWith('(address told)'));
    expect(heading).toContain('the address was told where it says so');
    expect(telling.join('\n')).toContain(
      'config-v1.1.xml?emailaddress=a…e@practice.test ← autoconfig.practice.test',
    );
    for (const line of telling) expect(line).toMatch(/https:\/\/(auto\w+\.)?practice\.test[:/]/);
    expect(lines.some((line) => line.includes('ispdb.providers.test'))).toBe(true);
    expect(`${stdout}${stderr}`).not.toMatch(/alice(@|%40)/i);
  });

  it('is in the report as its schema describes', async () => {
    const { report } = await runForReport([
      ...['check', '--practice', '--fault', 'autoconfig-conflict', '--tell-address'],
    ]);

    expect(reportSchema.parse(report)).toEqual(report);
    expect(JSON.stringify(report)).toContain('"toldAddress":"a…e@practice.test"');
    expect(JSON.stringify(report)).not.toMatch(/alice(@|%40)/i);
  });
});

describe('letterlock check out of an address', () => {
  it.each([
    [
      'en',
      {
        heading: 'Where the settings come from',
        disagree: 'Where sources do not agree',
        row: / {6}imap\.practice\.test:\d+\/implicit-tls +PACC, autoconfig, .*user name %EMAILADDRESS%/,
        field:
          / {4}IMAP, user name: %EMAILADDRESS% \(.*\) – %EMAILLOCALPART% \(autoconfig \(\.well-known\)\)/,
      },
    ],
    [
      'de',
      {
        heading: 'Woher die Einstellungen stammen',
        disagree: 'Wo Quellen nicht übereinstimmen',
        row: / {6}imap\.practice\.test:\d+\/implicit-tls +PACC, Autoconfig, .*Benutzername %EMAILADDRESS%/,
        field:
          / {4}IMAP, Benutzername: %EMAILADDRESS% \(.*\) – %EMAILLOCALPART% \(Autoconfig \(\.well-known\)\)/,
      },
    ],
  ] as const)(
    'shows where the settings come from, and what is not agreed, in %s',
    async (language, words) => {
      const { exitCode, stdout } = await runCli([
        ...['check', '--practice', '--fault', 'autoconfig-conflict'],
        ...['--lang', language],
      ]);

      // Nothing is wrong with the account itself.
      expect(exitCode).toBe(0);
      expect(stdout).toContain(`${words.heading}\n    IMAP\n`);
      expect(stdout).toMatch(words.row);
      expect(stdout).toContain(`${words.disagree}\n    IMAP, `);
      expect(stdout).toMatch(words.field);
    },
  );

  it('prints with --json what its schema describes', async () => {
    const { report } = await runForReport(['check', '--practice', '--fault', 'autoconfig-conflict']);

    expect(reportSchema.parse(report)).toEqual(report);
    expect(report.signIns.map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted']);
    expect(report.findings.map(({ code }) => code)).toContain('discovery_sources_disagree');
  });

  it('gives a password out of a file to nobody whom nobody has confirmed', async () => {
    const { stdout } = await runCli(['check', '--practice', '--fault', 'settings-unpublished']);

    expect(stdout).toContain('auth_not_confirmed');
    expect(stdout).toContain('No password went to imap.practice.test');
    expect(stdout).not.toContain('What was asked');
  });
});
