import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { FAULTS } from '../../electron/node/practice/faults/faults.ts';
import { describeWith } from '../parts.ts';
import { startPracticeProgram } from '../practice/program.ts';
import { endWithUs } from '../servers/child.ts';
import { PROGRAM, runCli, runForReport, RUNTIMES } from './run-cli.ts';

describeWith(['electron'], 'letterlock check --practice', () => {
  it.each(RUNTIMES)('signs in with SCRAM-SHA-256-PLUS both ways, on %s', async (runtime) => {
    const { result, report } = await runForReport(['check', '--practice'], { runtime });

    expect(result.exitCode).toBe(0);
    expect(report.verdict).toBe('healthy');
    expect(
      report.signIns.map(({ endpoint, mechanism, channelBinding, outcome, serverVerified }) => ({
        protocol: endpoint.protocol,
        mechanism,
        channelBinding,
        outcome,
        serverVerified,
      })),
    ).toEqual(
      ['imap', 'submission'].map((protocol) => ({
        protocol,
        mechanism: 'SCRAM-SHA-256-PLUS',
        channelBinding: 'tls-exporter',
        outcome: 'accepted',
        serverVerified: true,
      })),
    );
  });

  it('says in words that all is well', async () => {
    const { exitCode, stdout } = await runCli(['check', '--practice']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('SCRAM-SHA-256-PLUS');
  });
});

describe('letterlock check --practice --fault', () => {
  it('finds what is wrong, and exits with 1', async () => {
    const { result, report } = await runForReport(['check', '--practice', '--fault', 'certificate-expired']);

    expect(result.exitCode).toBe(1);
    expect(report.findings[0]?.code).toBe('tls_certificate_expired');
  });

  it('plays several faults at once', async () => {
    const names = ['--fault', 'certificate-expired', '--fault', 'starttls-missing'];

    const { result, report } = await runForReport(['check', '--practice', ...names]);

    const codes = new Set(report.findings.map(({ code }) => code));
    expect(result.exitCode).toBe(1);
    expect(codes).toEqual(new Set(['starttls_not_offered', 'tls_certificate_expired']));
  });

  it('checks bob, too', async () => {
    const { result, report } = await runForReport(['check', 'bob@practice.test', '--practice']);

    expect(result.exitCode).toBe(0);
    expect(report.subject.address).toContain('@practice.test');
  });

  it.each([
    [['check', '--practice', '--fault', 'certificate-expird'], 'certificate-expired'],
    [['check', '--practice', '--fault', 'expired'], 'certificate-expired'],
    [['check', '--practice', '--fault', 'STARTTLS'], 'starttls-missing'],
    [['practice', '--fault', 'imap-of'], 'imap-on-port'],
    [['check', 'carol@practice.test', '--practice'], 'alice@practice.test, bob@practice.test'],
    [['check', '--practice', '--imap', 'mail.example.org'], '--practice without --imap'],
    [['check', '--practice', '--ca', 'file'], '--practice without --ca'],
    [['check', 'alice@practice.test', '--fault', 'expired'], '--practice beside it'],
    [['check'], 'No mail address was given'],
    [['probe', 'localhost:993', '--dns', 'nobody'], '“nobody” is not a DNS server'],
  ])('%j is wrong usage, and the answer helps', async (args, hint) => {
    const { exitCode, stdout, stderr } = await runCli(args);

    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(hint);
  });
});

describe('letterlock practice --list', () => {
  it.each([
    ['en', 'The certificate has expired.'],
    ['de', 'Das Zertifikat ist abgelaufen.'],
  ])('lists every fault with its line, in %s', async (language, line) => {
    const { exitCode, stdout } = await runCli(['practice', '--list', '--lang', language]);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`^  certificate-expired +${line}$`, 'm'));
    const listed = stdout.split('\n').filter((one) => one.startsWith('  '));
    expect(listed).toHaveLength(FAULTS.length);
  });
});

describe('letterlock practice', () => {
  it('prints its servers, accounts and files, and what it prints works', async () => {
    const program = await startPracticeProgram();
    onTestFinished(async () => {
      await program.stop();
    });

    expect(program.doors.map(({ protocol, security }) => `${protocol} ${security}`)).toEqual([
      'IMAP implicit-tls',
      'IMAP starttls',
      'Submission implicit-tls',
      'Submission starttls',
      'POP3 implicit-tls',
      'POP3 starttls',
      'ManageSieve starttls',
    ]);
    const check = /^ {2}\S.* (check alice@.*)$/m.exec(program.printed)?.[1]?.split(' ') ?? [];
    const { report } = await runForReport([...check, '--password-file', '-'], {
      stdin: `${program.accounts[0]?.password}\n`,
    });
    expect(report.verdict).toBe('healthy');
  });

  it('takes the next free port where one is taken, and prints that', async () => {
    const first = await startPracticeProgram();
    onTestFinished(async () => {
      await first.stop();
    });

    const second = await startPracticeProgram();
    onTestFinished(async () => {
      await second.stop();
    });

    const ports = [...first.doors, ...second.doors].map(({ port }) => port);
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.min(...ports)).toBeGreaterThan(1024);
  });

  it('switches faults while it runs, and suggests names', async () => {
    const program = await startPracticeProgram();
    onTestFinished(async () => {
      await program.stop();
    });

    expect(await program.type('certificate-expired')).toBe('Playing now: certificate-expired');
    expect(await program.type('auth-only-plain')).toBe('Playing now: certificate-expired, auth-only-plain');
    expect(await program.type('certificate-expired')).toBe('Playing now: auth-only-plain');
    expect(await program.type('none')).toBe('All is well now.');
    expect(await program.type('certifcate-expired')).toContain('certificate-expired');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends on %s and leaves nothing behind',
    async (signal) => {
      const program = await startPracticeProgram();
      const folder = dirname(program.authorityFile);
      expect(existsSync(folder)).toBe(true);

      const exitCode = await program.stop(signal);

      expect(exitCode).toBe(0);
      expect(existsSync(folder)).toBe(false);
    },
  );

  it('ends when the process that started it is gone', async () => {
    const starter = `require('node:child_process').spawn(process.execPath, ['${PROGRAM}', 'practice'], { stdio: 'inherit' })`;
    const parent = spawn(process.execPath, ['-e', starter], { stdio: ['pipe', 'pipe', 'pipe'] });
    endWithUs(parent);
    let printed = '';
    parent.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    await vi.waitFor(() => expect(printed).toMatch(/\S+authority\.pem/), 10_000);
    const ca = await readFile(/\S+authority\.pem/.exec(printed)?.[0] ?? '');
    const port = Number(/imap\.practice\.test:(\d+)\/implicit-tls/.exec(printed)?.[1]);
    expect(await isServedBy(ca, port)).toBe(true);

    parent.kill('SIGKILL');
    // It ends when the last who could write to it is gone.
    await once(parent.stdout, 'close', { signal: AbortSignal.timeout(10_000) });

    expect(await isServedBy(ca, port)).toBe(false);
  });

  it('obeys lines that come together one after the other', async () => {
    const program = await startPracticeProgram();
    onTestFinished(async () => {
      await program.stop();
    });

    await program.typeUntil(
      'certificate-weak-key\nplus-stripped\nscram-nonce-not-ours',
      /^Playing now: certificate-weak-key, plus-stripped, scram-nonce-not-ours$/m,
    );

    expect(await program.type('none')).toBe('All is well now.');
  });

  it('ends on “quit”, and when its output is read no more, and leaves nothing behind', async () => {
    const asked = await startPracticeProgram();
    const unread = await startPracticeProgram();
    const folders = [asked, unread].map(({ authorityFile }) => dirname(authorityFile));

    asked.child.stdin.write('quit\n');
    unread.child.stdout.destroy();
    unread.child.stdin.write('list\nlist\n');
    await Promise.all([asked, unread].map(({ child }) => once(child, 'close')));

    expect(asked.child.exitCode).toBe(0);
    expect(folders.map((folder) => existsSync(folder))).toEqual([false, false]);
  });

  it('says where it cannot write, and ends', async () => {
    const { exitCode, stdout, stderr } = await runCli(['practice'], {
      env: { TMPDIR: '/nonexistent-letterlock' },
    });

    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).toContain('/nonexistent-letterlock');
    expect(stderr).not.toContain('report this');
  });
});

/** Whether the server with this authority has the port; another one may have taken it since. */
function isServedBy(ca: Buffer, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'imap.practice.test', ca });
    socket.once('secureConnect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
