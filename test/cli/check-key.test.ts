import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportSchema } from '../../shared/report/schema.ts';
import { describeWith } from '../parts.ts';
import { makeClientCertificate, type ClientKey } from '../servers/client-certificate.ts';
import { startDovecot23, TEST_AUTHCID, type Dovecot23 } from '../servers/dovecot23.ts';
import { makePki, type TestCertificate } from '../servers/pki.ts';
import { runPart } from '../servers/run.ts';
import { checkArgs } from './check-args.ts';
import { dataFolder, runCli, runForReport, RUNTIMES, type CliResult } from './run-cli.ts';

const ALGORITHMS: readonly ClientKey[] = ['ed25519', 'p256', 'rsa'];
const P12_PASSWORD = 'Frumious-Bandersnatch-1876';
const TOKEN = 'canary-token-Slithy.Toves_1871';

describeWith(['dovecot', 'openssl', 'electron'], 'letterlock check with a key, against Dovecot 2.3', () => {
  const keys = new Map<ClientKey | 'stranger', TestCertificate>();
  let dovecot: Dovecot23;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'letterlock-key-'));
    await writeFile(join(folder, 'password'), `${P12_PASSWORD}\n`, { mode: 0o600 });
    await writeFile(join(folder, 'token'), `${TOKEN}\n`, { mode: 0o600 });
    for (const algorithm of ALGORITHMS) {
      keys.set(algorithm, await makeClientCertificate(TEST_AUTHCID, { algorithm }));
    }
    keys.set('stranger', await makeClientCertificate(TEST_AUTHCID, { algorithm: 'p256' }));
    for (const [name, { certificatePem, keyPem }] of keys) {
      await writeFile(join(folder, `${name}.pem`), `${certificatePem}\n${keyPem}`, { mode: 0o600 });
      const files = ['-in', join(folder, `${name}.pem`), '-out', join(folder, `${name}.p12`)];
      const password = ['-passout', `file:${join(folder, 'password')}`];
      expect((await runPart('openssl', ['pkcs12', '-export', ...files, ...password])).exitCode).toBe(0);
    }
    dovecot = await startDovecot23(await makePki(), {
      clientCertificates: ALGORITHMS.map((algorithm) => ({
        authcid: TEST_AUTHCID,
        certificatePem: keys.get(algorithm)!.certificatePem,
      })),
    });
  });

  afterAll(async () => {
    await dovecot.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const withKey = (name: string): readonly string[] => [
    ...['--p12', join(folder, `${name}.p12`)],
    ...['--p12-password-file', join(folder, 'password')],
  ];

  for (const runtime of RUNTIMES) {
    it.each(ALGORITHMS)(
      `signs in both ways with a key of kind %s, healthy (${runtime})`,
      async (algorithm) => {
        const { result, report } = await runForReport([...checkArgs(dovecot), ...withKey(algorithm)], {
          runtime,
        });

        expect(report.signIns).toMatchObject([
          { mechanism: 'EXTERNAL', outcome: 'accepted', sendsSecret: false, key: { isShown: true } },
          { mechanism: 'EXTERNAL', outcome: 'accepted', sendsSecret: false, key: { isShown: true } },
        ]);
        expect(report.findings.map(({ code }) => code)).toEqual(
          expect.arrayContaining(['auth_key_signed_in', 'account_healthy']),
        );
        expect(report.verdict).toBe('healthy');
        expect(result.exitCode).toBe(0);
        expect(reportSchema.safeParse(report).error).toBeUndefined();
      },
    );

    it(`is told that a stranger’s key is not known, and does not go over to a password (${runtime})`, async () => {
      const before = await dovecot.authAttempts();

      const { result, report } = await runForReport([...checkArgs(dovecot), ...withKey('stranger')], {
        runtime,
        stdin: 'a password that nobody asked for\n',
      });

      expect(report.findings.map(({ code }) => code)).toEqual(['auth_key_unknown']);
      expect(report.signIns.map(({ mechanism }) => mechanism)).toEqual(['EXTERNAL', 'EXTERNAL']);
      expect((await dovecot.authAttempts()) - before).toBe(2);
      expect(result.exitCode).toBe(1);
      expect(reportSchema.safeParse(report).error).toBeUndefined();
    });
  }

  it('is told that a Dovecot does not ask, where it was not set up for keys', async () => {
    const other = await startDovecot23(await makePki());
    try {
      const { report } = await runForReport([...checkArgs(other), ...withKey('p256')]);

      expect(report.findings.map(({ code }) => code)).toEqual(['auth_key_not_asked']);
      expect(await other.authAttempts()).toBe(0);
    } finally {
      await other.stop();
    }
  });

  it('keeps the key, its password and a token out of everything that it writes', async () => {
    const results: CliResult[] = [];
    for (const output of ['--json', '--jsonl']) {
      for (const name of ['ed25519', 'stranger']) {
        results.push(await runCli([...checkArgs(dovecot), ...withKey(name), output]));
      }
      const withToken = ['--oauth-token-file', join(folder, 'token')];
      results.push(await runCli([...checkArgs(dovecot), ...withToken, output]));
      results.push(await runCli(['check', '--practice', '--fault', 'token-refused', ...withToken, output]));
    }
    results.push(await runCli([...checkArgs(dovecot), ...withKey('ed25519')]));
    const files = await Promise.all(
      (await readdir(dataFolder(), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')),
    );
    const written = [
      ...results.flatMap(({ stdout, stderr, argv }) => [stdout, stderr, ...argv]),
      ...files,
    ].join('\n');

    for (const secret of [
      P12_PASSWORD,
      TOKEN,
      ...pieces(keys.get('ed25519')!.keyPem),
      ...pieces(keys.get('stranger')!.keyPem),
    ]) {
      for (const form of formsOf(secret)) expect(written.includes(form)).toBe(false);
    }
    expect(written).toContain('auth_token_refused'); // it was used
  });
});

/** The private numbers in a PEM, without what stands in every one of them. */
function pieces(pem: string): readonly string[] {
  return pem
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('-----'))
    .map((line) => line.slice(-40));
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [secret, bytes.toString('hex'), encodeURIComponent(secret), bytes.toString('utf16le'), ...base64];
}
