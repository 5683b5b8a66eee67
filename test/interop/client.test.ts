import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { makeClientCertificate } from '../servers/client-certificate.ts';
import { startDovecot23, TEST_AUTHCID, TEST_PASSWORD, type Dovecot23 } from '../servers/dovecot23.ts';
import { startDovecot24, type Dovecot24 } from '../servers/dovecot24.ts';
import { makePki, type Pki } from '../servers/pki.ts';
import type { Job, JobResult } from './client-program.ts';
import type { Dialect } from './dialects.ts';
import { bundle, runJobs } from './programs.ts';
import { printTable } from '../table.ts';
import type { Row } from './row.ts';

const DIALECTS: readonly Dialect[] = ['imap', 'submission', 'pop3', 'sieve'];
const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
const IMPLICIT: Readonly<Record<Dialect, keyof Dovecot23['ports'] | null>> = {
  imap: 'imaps',
  submission: 'submissions',
  pop3: 'pop3s',
  sieve: null,
};
const PLAIN_PORT = { imap: 'imap', submission: 'submission', pop3: 'pop3', sieve: 'sieve' } as const;

describeWith(['dovecot', 'dovecot24', 'electron'], 'our client against Dovecot', () => {
  let pki: Pki;
  let old: Dovecot23;
  let recent: Dovecot24;
  let program: string;
  let device: { readonly certificatePem: string; readonly keyPem: string };
  const rows: Row[] = [];

  beforeAll(async () => {
    pki = await makePki();
    device = await makeClientCertificate(TEST_AUTHCID, { algorithm: 'ed25519' });
    const clientCertificates = [{ authcid: TEST_AUTHCID, certificatePem: device.certificatePem }];
    [old, recent, program] = await Promise.all([
      startDovecot23(pki, { clientCertificates }),
      startDovecot24(pki, { clientCertificates }),
      bundle('client-program'),
    ]);
  });

  afterAll(async () => {
    printTable(rows);
    await Promise.all([old.stop(), recent.stop()]);
  });

  function job(server: Dovecot23, dialect: Dialect, mechanism: string, changes: Partial<Job> = {}): Job {
    const implicit = IMPLICIT[dialect];
    const isImplicit = changes.isImplicit ?? implicit !== null;
    return {
      dialect,
      host: server.addresses.good,
      port: server.ports[isImplicit && implicit !== null ? implicit : PLAIN_PORT[dialect]],
      isImplicit,
      ca: pki.caPem,
      tls: 'TLSv1.3',
      mechanism,
      authcid: TEST_AUTHCID,
      password: TEST_PASSWORD,
      ...changes,
    };
  }

  /** Runs jobs in one process and notes them in the table. */
  async function signIn(peer: string, runtime: Runtime, jobs: readonly Job[]): Promise<readonly JobResult[]> {
    const results = await runJobs(program, runtime, jobs);
    for (const [at, result] of results.entries()) {
      const { mechanism, dialect, tls, lie, password } = jobs[at]!;
      const how = lie ?? (password === 'not-it' ? 'wrong password' : '');
      rows.push({
        mechanism: how === '' ? mechanism : `${mechanism}, ${how}`,
        peer: `${peer} ${dialect} (${runtime})`,
        role: 'client',
        tls,
        binding: result.channelBinding ?? '–',
        result: result.serverVerified === true ? `${result.outcome}, server proved` : result.outcome,
      });
    }
    return results;
  }

  describe.each(RUNTIMES)('on %s', (runtime) => {
    it.each(VERSIONS)(
      'signs in to 2.4 with -PLUS on all protocols over %s, and both sides proved',
      async (tls) => {
        const jobs = DIALECTS.flatMap((dialect) =>
          ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-1-PLUS'].map((mechanism) =>
            job(recent, dialect, mechanism, { tls }),
          ),
        );

        const results = await signIn('Dovecot 2.4', runtime, jobs);

        const binding = tls === 'TLSv1.3' ? 'tls-exporter' : 'tls-unique';
        expect(results).toMatchObject(
          jobs.map(() => ({
            outcome: 'accepted',
            serverVerified: true,
            channelBinding: binding,
            version: tls,
          })),
        );
      },
    );

    it('signs in to 2.4 with -PLUS through STARTTLS', async () => {
      const jobs = DIALECTS.map((dialect) =>
        job(recent, dialect, 'SCRAM-SHA-256-PLUS', { isImplicit: false }),
      );

      const results = await signIn('Dovecot 2.4', runtime, jobs);

      expect(results.map(({ outcome }) => outcome)).toEqual(DIALECTS.map(() => 'accepted'));
    });

    it('signs in to 2.3 with everything that it has, on all protocols', async () => {
      const mechanisms = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'];
      const jobs = DIALECTS.flatMap((dialect) => mechanisms.map((mechanism) => job(old, dialect, mechanism)));

      const results = await signIn('Dovecot 2.3', runtime, jobs);

      expect(results.map(({ outcome }) => outcome)).toEqual(jobs.map(() => 'accepted'));
      for (const [at, { serverVerified }] of results.entries()) {
        expect(serverVerified).toBe(jobs[at]!.mechanism.startsWith('SCRAM') ? true : null);
      }
    });

    it('signs in with a device key and EXTERNAL, without a password', async () => {
      const clientCertificate = { cert: device.certificatePem, key: device.keyPem };
      const jobs = [old, recent].flatMap((server) =>
        DIALECTS.map((dialect) => job(server, dialect, 'EXTERNAL', { clientCertificate, password: '' })),
      );

      const results = await signIn('Dovecot', runtime, jobs);

      expect(results.map(({ outcome }) => outcome)).toEqual(jobs.map(() => 'accepted'));
    });

    it('is refused with a wrong password, by every mechanism', async () => {
      const jobs = ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN'].map(
        (mechanism) =>
          job(recent, 'imap', mechanism, {
            password: 'not-it',
            ...(mechanism === 'SCRAM-SHA-256' ? { lie: 'n' as const } : {}),
          }),
      );

      const results = await signIn('Dovecot 2.4', runtime, jobs);

      expect(results.map(({ outcome }) => outcome)).toEqual(jobs.map(() => 'rejected'));
    });

    it('shows a stripped list: the server refuses “y” where it offers -PLUS', async () => {
      const results = await signIn('Dovecot 2.4', runtime, [
        job(recent, 'imap', 'SCRAM-SHA-256', { lie: 'y' }),
      ]);

      expect(results).toMatchObject([{ outcome: 'rejected' }]);
    });

    it('shows somebody in between: the server refuses another channel’s binding', async () => {
      const jobs = VERSIONS.map((tls) =>
        job(recent, 'imap', 'SCRAM-SHA-256-PLUS', { lie: 'other-data', tls }),
      );

      const results = await signIn('Dovecot 2.4', runtime, jobs);

      expect(results.map(({ outcome }) => outcome)).toEqual(['rejected', 'rejected']);
    });
  });
});
