import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportSchema } from '../../shared/report/schema.ts';
import { describeWith } from '../parts.ts';
import { startDovecot23, TEST_AUTHCID, TEST_PASSWORD, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki } from '../servers/pki.ts';
import { checkArgs } from './check-args.ts';
import { runCli, runForReport, RUNTIMES } from './run-cli.ts';

describeWith(['dovecot', 'electron'], 'letterlock check against Dovecot 2.3', () => {
  let dovecot: Dovecot23;
  let folder: string;
  let rightPassword: string;
  let wrongPassword: string;

  beforeAll(async () => {
    dovecot = await startDovecot23(await makePki());
    folder = await mkdtemp(join(tmpdir(), 'letterlock-check-'));
    rightPassword = join(folder, 'right');
    wrongPassword = join(folder, 'wrong');
    await writeFile(rightPassword, `${TEST_PASSWORD}\n`, { mode: 0o600 });
    await writeFile(wrongPassword, 'not-the-password\n', { mode: 0o600 });
  });

  afterAll(async () => {
    await dovecot.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const imaps = (address: string): string => `${address}:${dovecot.ports.imaps}/implicit-tls`;
  const smtp = (address: string): string => `${address}:${dovecot.ports.submission}/starttls`;
  const trusting = (): string[] => ['--ca', dovecot.caFile];

  for (const runtime of RUNTIMES) {
    it(`signs in with SCRAM-SHA-256 both ways, the server proved itself, healthy (${runtime})`, async () => {
      const { result, report } = await runForReport(
        [...checkArgs(dovecot), '--password-file', rightPassword],
        { runtime },
      );

      expect(report.verdict).toBe('healthy');
      expect(result.exitCode).toBe(0);
      expect(report.signIns).toMatchObject([
        { mechanism: 'SCRAM-SHA-256', outcome: 'accepted', serverVerified: true, sendsSecret: false },
        { mechanism: 'SCRAM-SHA-256', outcome: 'accepted', serverVerified: true, sendsSecret: false },
      ]);
      expect(report.findings.map(({ code }) => code)).toEqual(['account_healthy']);
      expect(reportSchema.safeParse(report).error).toBeUndefined();
      expect(report.tool.runtime).toMatch(runtime === 'node' ? /^Node / : /^Electron /);
    });

    it(`tries a wrong password once at each server and says so once (${runtime})`, async () => {
      const before = await dovecot.authAttempts();

      const { result, report } = await runForReport(
        [...checkArgs(dovecot), '--password-file', wrongPassword],
        { runtime },
      );

      expect(result.exitCode).toBe(1);
      expect((await dovecot.authAttempts()) - before).toBe(2);
      expect(report.findings.map(({ code }) => code)).toEqual(['auth_password_refused']);
      expect(report.findings[0]).toMatchObject({ params: { protocol: 'IMAP, SMTP' } });
      expect(report.findings[0]?.evidence).toHaveLength(2);
      expect(report.signIns.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected']);
      expect(report.signIns.map(({ responseCode, replyCode }) => responseCode ?? replyCode)).toEqual(
        expect.arrayContaining(['AUTHENTICATIONFAILED', 535]),
      );
      expect(reportSchema.safeParse(report).error).toBeUndefined();
    });

    // One listening address of Dovecot for each certificate fault; the log shows that no sign-in was begun.
    it.each([
      ['expired', 'tls_certificate_expired'],
      ['notYetValid', 'tls_certificate_not_yet_valid'],
      ['wrongName', 'tls_certificate_wrong_name'],
      ['selfSigned', 'tls_certificate_self_signed'],
      ['unknownIssuer', 'tls_certificate_unknown_issuer'],
    ] as const)(
      `sends no secret to a server whose certificate is %s: %s (${runtime})`,
      async (fault, code) => {
        const before = await dovecot.authAttempts();

        const { result, report } = await runForReport(
          [...checkArgs(dovecot, fault), '--password-file', rightPassword],
          { runtime, env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
        );

        expect(result.exitCode).toBe(1);
        expect((await dovecot.authAttempts()) - before).toBe(0);
        // One certificate at two doors is one thing to repair.
        expect(report.findings.map((finding) => finding.code)).toEqual([code]);
        expect(report.findings[0]?.evidence).toHaveLength(2);
        expect(report.signIns).toEqual([]);
        expect(report.plan).toEqual({ incoming: null, outgoing: null });
        expect(reportSchema.safeParse(report).error).toBeUndefined();
      },
    );

    it(`stops where STARTTLS is not offered, although sign-in in the clear is (${runtime})`, async () => {
      const { noTls } = dovecot.addresses;
      const imap = `${noTls}:${dovecot.ports.imap}/starttls`;
      const before = await dovecot.authAttempts();

      const { result, report } = await runForReport(
        ['check', TEST_AUTHCID, '--imap', imap, '--smtp', smtp(noTls), '--password-file', rightPassword],
        { runtime },
      );

      expect(result.exitCode).toBe(1);
      expect((await dovecot.authAttempts()) - before).toBe(0);
      expect(report.findings.map(({ code }) => code)).toEqual([
        'starttls_not_offered',
        'starttls_not_offered',
      ]);
    });

    it(`names TLS on a cleartext port, and the reverse (${runtime})`, async () => {
      const { good } = dovecot.addresses;
      const { imap, submission, imaps: tlsImap, submissions } = dovecot.ports;

      const { result, report } = await runForReport(
        [
          ...['probe', '--timeout', '6'],
          ...['--imap', `${good}:${imap}/implicit-tls`, '--imap', `${good}:${tlsImap}/starttls`],
          ...['--smtp', `${good}:${submission}/implicit-tls`, '--smtp', `${good}:${submissions}/starttls`],
        ],
        { runtime },
      );

      expect(result.exitCode).toBe(1);
      expect(report.findings.map(({ code }) => code).toSorted()).toEqual([
        'tls_port_speaks_cleartext',
        'tls_port_speaks_cleartext',
        'tls_port_wants_tls_first',
        'tls_port_wants_tls_first',
      ]);
    });

    it.each(['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN'])(
      `signs in with %s when asked to (${runtime})`,
      async (mechanism) => {
        const { result, report } = await runForReport(
          [...checkArgs(dovecot), '--mechanism', mechanism, '--password-file', '-'],
          { runtime, stdin: `${TEST_PASSWORD}\n` },
        );

        expect(result.exitCode).toBe(0);
        expect(report.signIns.map((signIn) => [signIn.mechanism, signIn.outcome])).toEqual([
          [mechanism, 'accepted'],
          [mechanism, 'accepted'],
        ]);
        const isProof = mechanism.startsWith('SCRAM');
        expect(report.signIns.map(({ serverVerified }) => serverVerified)).toEqual(
          isProof ? [true, true] : [null, null],
        );
      },
    );
  }

  it('looks at servers without an account, and calls them healthy', async () => {
    const { good } = dovecot.addresses;
    const { imap, submissions } = dovecot.ports;

    const { result, report } = await runForReport([
      ...['probe', '--imap', `${good}:${imap}`, '--smtp', `${good}:${submissions}/implicit-tls`],
      ...trusting(),
    ]);

    expect(result.exitCode).toBe(0);
    expect(report.findings.map(({ code }) => code)).toEqual(['servers_healthy']);
    expect(report.subject.address).toBeNull();
  });

  it('keeps a password in the clear at home: a cleartext endpoint is looked at and not signed in to', async () => {
    const { noTls } = dovecot.addresses;
    const before = await dovecot.authAttempts();

    const { result, report } = await runForReport(
      ['check', TEST_AUTHCID, '--imap', `${noTls}:${dovecot.ports.imap}/cleartext`].concat(
        '--password-file',
        rightPassword,
      ),
    );

    expect(result.exitCode).toBe(1);
    expect((await dovecot.authAttempts()) - before).toBe(0);
    expect(report.findings.map(({ code }) => code)).toEqual(['auth_needs_encryption']);
  });

  it('prints events as JSON lines while they happen, and the report as the last of them', async () => {
    const { good } = dovecot.addresses;

    const result = await runCli([
      ...['check', TEST_AUTHCID, '--imap', imaps(good), '--password-file', rightPassword, '--jsonl'],
      ...trusting(),
    ]);

    const events = result.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    const types = events.map(({ type }) => type);
    expect(types[0]).toBe('started');
    expect(types.at(-1)).toBe('finished');
    expect(types).toContain('observation');
    expect(types.indexOf('plan')).toBeGreaterThan(types.indexOf('observation'));
    expect(types.indexOf('plan')).toBeLessThan(types.indexOf('finding'));
  });

  it('explains in German when asked to', async () => {
    const { good } = dovecot.addresses;

    const result = await runCli([
      ...['check', TEST_AUTHCID, '--imap', imaps(good), '--password-file', wrongPassword, '--lang', 'de'],
      ...trusting(),
    ]);

    expect(result.exitCode).toBe(1);
    expect(result.stdout).toContain('Was zu tun ist');
    expect(result.stdout).toContain('Der Server sagt:');
    expect(result.stdout).toContain('[AUTHENTICATIONFAILED]');
  });

  it('shows neither password nor whole address in anything that it prints', async () => {
    const args = [...checkArgs(dovecot), '--password-file', rightPassword];

    for (const mechanism of ['SCRAM-SHA-256', 'CRAM-MD5', 'PLAIN']) {
      for (const output of [['--json'], ['--jsonl'], []]) {
        const result = await runCli([...args, '--mechanism', mechanism, ...output]);
        const all = result.stdout + result.stderr;
        expect(result.exitCode).toBe(0);
        expect(all).not.toContain(TEST_PASSWORD);
        expect(all).not.toContain(Buffer.from(TEST_PASSWORD).toString('base64').slice(0, 20));
        expect(all).not.toContain(TEST_AUTHCID);
        expect(result.argv.join(' ')).not.toContain(TEST_PASSWORD);
      }
    }
  });
});
