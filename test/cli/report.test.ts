import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../shared/report/report.ts';
import { reportSchema } from '../../shared/report/schema.ts';
import { closeServer, portOf } from '../servers/ports.ts';
import { runCli, runForReport, type CliResult } from './run-cli.ts';

const OWNER_ONLY = 0o600;

let folder: string;
let bad: Report;
let well: Report;

const at = (name: string): string => join(folder, name);
const report = (args: readonly string[], stdin?: string): Promise<CliResult> =>
  runCli(['report', ...args], stdin === undefined ? {} : { stdin });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letterlock-reports-'));
  const check = ['check', '--practice'];
  [well, bad] = await Promise.all([
    runForReport(check).then(({ report: made }) => made),
    runForReport([...check, '--fault', 'wrong-password']).then(({ report: made }) => made),
  ]);
  // Two practice servers of one machine have different ports, and are meant to be the same here.
  const [portsWell, portsBad] = [well, bad].map((one) =>
    (one.judgedWith?.endpoints ?? []).map(({ port }) => port),
  );
  const moved = portsBad?.reduce(
    (text, port, nth) => text.replaceAll(String(port), String(portsWell?.[nth])),
    JSON.stringify(bad),
  );
  await writeFile(at('well.json'), JSON.stringify(well));
  await writeFile(at('bad.json'), moved ?? '');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('letterlock report', () => {
  it('prints a report, judged again, with its exit code, and hides whose it is', async () => {
    const result = await report([at('bad.json')]);

    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain('auth_password_refused');
    expect(result.stdout).not.toContain('rules of today');
    expect(result.stderr).toBe('');
  });

  it('reads standard input, and UTF-16 as a redirection of PowerShell writes it', async () => {
    const text = await readFile(at('well.json'), 'utf8');
    await writeFile(at('utf16.json'), Buffer.from(`\ufeff${text}`, 'utf16le'));

    const [piped, wide] = await Promise.all([report(['-'], text), report([at('utf16.json')])]);

    expect([piped.exitCode, wide.exitCode]).toEqual([0, 0]);
    expect(piped.stdout).toContain('account_healthy');
    expect(wide.stdout).toBe(piped.stdout);
  });

  it.each([
    ['md', '# '],
    ['html', '<!doctype html>'],
    ['json', '{\n  "format": "letterlock-report"'],
    ['text', '✕ '],
  ])('prints it as %s', async (format, beginning) => {
    const { stdout } = await report([at('bad.json'), '--format', format]);

    expect(stdout.toLowerCase().startsWith(beginning.toLowerCase())).toBe(true);
  });

  it('prints JSON that is a report again, redacted as asked', async () => {
    const [helpdesk, full] = await Promise.all(
      ['helpdesk', 'full'].map(async (level) => {
        const { stdout } = await report([at('bad.json'), '--format', 'json', '--level', level]);
        return reportSchema.parse(JSON.parse(stdout));
      }),
    );

    expect(helpdesk?.subject.address).toMatch(/^user-1@/);
    expect(full?.subject.address).toBe(bad.subject.address);
    expect(helpdesk?.findings.map(({ code }) => code)).toEqual(bad.findings.map(({ code }) => code));
  });

  it('says what it would hide', async () => {
    const { stdout, exitCode } = await report([at('bad.json'), '--preview', '--lang', 'de']);

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Mailadresse oder Benutzername +user-1@\S+ \(\d+-mal\)/);
    expect(stdout).toContain('Passwörter, Schlüssel und Token stehen in keinem Bericht');
  });

  it('writes a letter to the provider, and says where there is nothing to write', async () => {
    const [letter, none] = await Promise.all([
      runForReport(['check', '--practice', '--fault', 'starttls-missing']).then(({ report: made }) =>
        report(['-', '--letter', 'provider'], JSON.stringify(made)),
      ),
      report([at('well.json'), '--letter', 'it']),
    ]);

    expect(letter.stdout).toMatch(/^Subject: .+\n\n/);
    expect(letter.stdout).toContain('openssl s_client');
    expect(none.stdout).toBe('');
    expect(none.stderr).toContain('there is no letter');
    expect(none.exitCode).toBe(0);
  });

  it('says what changed since it worked', async () => {
    const { stdout, exitCode } = await report([at('bad.json'), '--compare', at('well.json')]);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('The sign-in: accepted before, now rejected.');
    expect(stdout).toContain('would fit: auth_password_refused');
  });

  it('says so as JSON, too', async () => {
    const args = [at('bad.json'), '--compare', at('well.json'), '--format', 'json'];

    const { stdout } = await report(args);

    expect(JSON.parse(stdout)).toMatchObject({
      format: 'letterlock-comparison',
      version: 1,
      subject: 'same',
    });
  });

  it('says what the rules of today say otherwise, and what it does not know', async () => {
    const [finding] = bad.findings;
    const findings = [
      { ...finding, code: 'tls_handshake_failed' },
      { ...finding, code: 'tls_quantum_broken' },
    ];
    const text = JSON.stringify({ ...bad, findings });

    const [told, written] = await Promise.all([report(['-'], text), report(['-', '--format', 'md'], text)]);

    const said = told.stdout.replace(/\s+/g, ' ');
    expect(said).toContain('judged with the rules of today');
    expect(said).toMatch(/It said, and today’s rules do not .*tls_handshake_failed/);
    expect(said).toMatch(/does not know what it is tls_quantum_broken/);
    expect(written.stderr).toContain('tls_quantum_broken');
  });
});

describe('a file that letterlock report writes', () => {
  it('is there, in the form of its ending, for its owner only, and said', async () => {
    const { stdout, stderr, exitCode } = await report([at('bad.json'), '--output', at('made.html')]);

    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(at('made.html'));
    expect((await stat(at('made.html'))).mode & 0o777).toBe(OWNER_ONLY);
    expect((await readFile(at('made.html'), 'utf8')).toLowerCase()).toMatch(/^<!doctype html>/);
  });

  it('never takes the place of another', async () => {
    await writeFile(at('mine.html'), 'mine');

    const { stderr, exitCode } = await report([at('bad.json'), '--output', at('mine.html')]);

    expect(exitCode).toBe(2);
    expect(stderr).toContain('replaces no file');
    expect(await readFile(at('mine.html'), 'utf8')).toBe('mine');
  });
});

describe('a file that is no report', () => {
  it.each([
    ['nothing is there', '', 'cannot be read'],
    ['it is foreign', 'Dear support team', 'not a report of Letterlock'],
    ['it is of a newer version', '{"format":"letterlock-report","version":9}', 'version 9'],
    ['it was changed', '{"format":"letterlock-report","version":1}', 'damaged'],
    ['it is too large', `"${'x'.repeat(17_000_000)}"`, '16 MB'],
  ])('gets one sentence and exit code 2: %s', async (what, text, words) => {
    const file = at(`${what}.json`);
    if (text !== '') await writeFile(file, text);

    const { stdout, stderr, exitCode } = await report([file]);

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^letterlock: [^\n]*\n$/);
    expect(stderr).toContain(words);
    expect(stderr).toContain(file);
  });
});

describe('wrong usage of letterlock report', () => {
  it.each([
    [
      ['--level', 'secret'],
      ['secret', 'minimal, helpdesk, full'],
    ],
    [
      ['--format', 'pdf'],
      ['pdf', 'text, md, html, json'],
    ],
    [
      ['--letter', 'mum'],
      ['mum', 'provider, it'],
    ],
    [['--letter', 'it', '--preview'], ['--letter, --preview']],
    [['--letter', 'it', '--format', 'html'], ['--letter, --format html']],
    [['--letter', 'it', '--output', 'a.md'], ['--letter, --output FILE']],
    [['--compare', '-'], ['-, --compare -']],
  ])('gets one sentence and exit code 2: %j', async (args, words) => {
    const { stdout, stderr, exitCode } = await report(['-', ...args], JSON.stringify(bad));

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    for (const word of words) expect(stderr).toContain(word);
  });
});

describe('--report of a run', () => {
  it.each(['html', 'md', 'txt', 'json'])(
    'writes a redacted report beside the usual output: %s',
    async (ending) => {
      const file = at(`run.${ending}`);

      const { stdout, stderr, exitCode } = await runCli(['check', '--practice', '--report', file]);

      expect(exitCode).toBe(0);
      expect(stdout).toContain('account_healthy');
      expect(stderr).toContain(`A report was written to “${file}” (helpdesk;`);
      const text = await readFile(file, 'utf8');
      expect(text).toContain('practice.test');
      expect(text).not.toContain(well.subject.address);
    },
  );

  it('writes all of it where that is wanted', async () => {
    const file = at('full.json');

    await runCli(['check', '--practice', '--report', file, '--report-level', 'full']);

    const { subject, transcripts } = reportSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(subject).toEqual(well.subject);
    expect(transcripts.length).toBeGreaterThan(0);
  });

  it.each([
    [
      ['--report', 'FOLDER/run.pdf'],
      ['run.pdf', '.html, .txt, .md, .json'],
    ],
    [['--report', 'FOLDER/run'], ['.html, .txt, .md, .json']],
    [
      ['--report', 'FOLDER/well.json'],
      ['well.json', 'replaces no file'],
    ],
    [
      ['--report', 'FOLDER/r.md', '--report-level', 'some'],
      ['some', 'minimal, helpdesk, full'],
    ],
    [['--report-level', 'full'], ['--report FILE']],
  ])('is refused before anything is looked at: %j', async (args, words) => {
    let connections = 0;
    const server = createServer(() => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const place = `127.0.0.1:${portOf(server)}/implicit-tls`;
    const given = args.map((word) => word.replace('FOLDER', folder));

    const results = await Promise.all([
      runCli(['check', 'a@example.org', '--imap', place, ...given]),
      runCli(['probe', `imap://${place}`, ...given]),
      runCli(['discover', 'example.org', ...given]),
    ]);

    await closeServer(server);
    expect(connections).toBe(0);
    for (const { exitCode, stdout, stderr } of results) {
      expect([exitCode, stdout]).toEqual([2, '']);
      for (const word of words) expect(stderr).toContain(word);
    }
  });

  it('that cannot be written is said, and the run is printed all the same', async () => {
    const file = join(folder, 'no-folder', 'run.md');

    const { stdout, stderr, exitCode } = await runCli(['check', '--practice', '--report', file]);

    expect(exitCode).toBe(3);
    expect(stdout).toContain('account_healthy');
    expect(stderr).toContain('could not be written (ENOENT)');
  });
});
