import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { startPractice } from '../../electron/node/practice/practice.ts';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { faultOf } from '../discovery/behaviours.ts';
import { describeWith } from '../parts.ts';
import { startDovecot23, TEST_AUTHCID, TEST_PASSWORD, type Dovecot23 } from '../servers/dovecot23.ts';
import { startDovecot24, type Dovecot24 } from '../servers/dovecot24.ts';
import { makePki, type Pki } from '../servers/pki.ts';
import { printTable } from '../table.ts';
import type { EngineJob, EngineResult } from './engine-program.ts';
import { answerOf, bundle } from './programs.ts';

type Door = Pick<EngineJob, 'protocol' | 'connectionSecurity'>;

const DOORS: readonly Door[] = [
  { protocol: 'imap', connectionSecurity: 'implicit-tls' },
  { protocol: 'imap', connectionSecurity: 'starttls' },
  { protocol: 'submission', connectionSecurity: 'implicit-tls' },
  { protocol: 'submission', connectionSecurity: 'starttls' },
  { protocol: 'pop3', connectionSecurity: 'implicit-tls' },
  { protocol: 'pop3', connectionSecurity: 'starttls' },
  // It has no door with implicit TLS (RFC 5804 §1.8).
  { protocol: 'managesieve', connectionSecurity: 'starttls' },
];
const PORTS: Readonly<Record<string, keyof Dovecot23['ports']>> = {
  'imap implicit-tls': 'imaps',
  'imap starttls': 'imap',
  'submission implicit-tls': 'submissions',
  'submission starttls': 'submission',
  'pop3 implicit-tls': 'pop3s',
  'pop3 starttls': 'pop3',
  'managesieve starttls': 'sieve',
};
const WITHOUT_BINDING = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN'];
const WITH_BINDING = ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-1-PLUS'];
const HANDS_OVER = ['PLAIN', 'LOGIN'];

describeWith(
  ['dovecot', 'dovecot24', 'electron'],
  'whole runs against every server, by every mechanism',
  () => {
    let pki: Pki;
    let old: Dovecot23;
    let recent: Dovecot24;
    let program: string;
    const rows: Record<'runtime' | 'server' | 'door' | 'mechanism' | 'tls' | 'binding' | 'result', string>[] =
      [];

    beforeAll(async () => {
      pki = await makePki();
      [old, recent, program] = await Promise.all([
        startDovecot23(pki),
        startDovecot24(pki),
        bundle('engine-program'),
      ]);
    });

    afterAll(async () => {
      printTable(rows);
      await Promise.all([old.stop(), recent.stop()]);
    });

    it.each(RUNTIMES)('sign in to Dovecot 2.3 over all of its doors (%s)', async (runtime) => {
      const results = await runAll(runtime, 'Dovecot 2.3', jobsAt(old, WITHOUT_BINDING));

      expectProved(results, null);
    });

    it.each(RUNTIMES)(
      'sign in to Dovecot 2.4 over all of its doors, bound where they can be (%s)',
      async (runtime) => {
        const bound = await runAll(runtime, 'Dovecot 2.4', jobsAt(recent, WITH_BINDING));
        const others = await runAll(runtime, 'Dovecot 2.4', jobsAt(recent, WITHOUT_BINDING));

        expectProved(bound, 'tls-exporter');
        expectProved(others, null);
      },
    );

    it.each(['TLSv1.2', 'TLSv1.3'] as const)(
      'sign in to the practice server over all of its doors, bound as %s can be',
      async (version) => {
        const tls = version === 'TLSv1.2' ? 'at-most-1.2' : 'usual';
        const practice = await startPractice({ date: () => new Date(), faults: [faultOf({ tls })] });
        onTestFinished(() => practice.close());
        const jobs = [...WITH_BINDING, ...WITHOUT_BINDING].flatMap((mechanism) =>
          practice.doors.map(({ protocol, connectionSecurity, port }): EngineJob => ({
            protocol,
            connectionSecurity: connectionSecurity,
            port,
            host: '127.0.0.1',
            ca: practice.caPem,
            mechanism,
            username: practice.accounts[0]!.address,
            password: practice.accounts[0]!.password,
          })),
        );

        for (const runtime of RUNTIMES) {
          const results = await runAll(runtime, 'practice', jobs);
          expect(new Set(results.map(({ result }) => result.tls))).toEqual(new Set([version]));
          const isBound = ({ job }: (typeof results)[number]): boolean => job.mechanism.endsWith('-PLUS');
          expectProved(results.filter(isBound), version === 'TLSv1.2' ? 'tls-unique' : 'tls-exporter');
          expectProved(
            results.filter((one) => !isBound(one)),
            null,
          );
        }
      },
    );

    it.each(RUNTIMES)(
      'do not sign in with a wrong password, whatever the mechanism (%s)',
      async (runtime) => {
        const wrong = jobsAt(recent, [...WITH_BINDING, ...WITHOUT_BINDING]).filter(
          ({ connectionSecurity, protocol }) =>
            connectionSecurity === 'implicit-tls' || protocol === 'managesieve',
        );

        const results = await runAll(
          runtime,
          'Dovecot 2.4',
          wrong.map((job) => ({ ...job, password: 'not-it' })),
        );

        for (const { result } of results) {
          expect(result).toMatchObject({ outcome: 'rejected' });
          expect(result.findings[0]).toBe('auth_password_refused');
        }
      },
    );

    interface Ran {
      readonly job: EngineJob;
      readonly result: EngineResult;
    }

    async function runAll(
      runtime: Runtime,
      server: string,
      jobs: readonly EngineJob[],
    ): Promise<readonly Ran[]> {
      const results = (await answerOf(program, runtime, jobs)) as EngineResult[]; // the program prints exactly these
      for (const [at, { tls, channelBinding, outcome, serverVerified }] of results.entries()) {
        const { protocol, connectionSecurity, mechanism, password } = jobs[at]!;
        rows.push({
          runtime,
          server,
          door: `${protocol}, ${connectionSecurity}`,
          mechanism: password === 'not-it' ? `${mechanism}, wrong password` : mechanism,
          tls: tls ?? '–',
          binding: channelBinding ?? '–',
          result: serverVerified === true ? `${outcome}, server proved` : outcome,
        });
      }
      return results.map((result, at) => ({ job: jobs[at]!, result }));
    }

    function expectProved(all: readonly Ran[], channelBinding: string | null): void {
      expect(all.length).toBeGreaterThan(0);
      for (const { job, result } of all) {
        expect({ ...result, job: `${job.protocol} ${job.mechanism}` }).toMatchObject({
          outcome: 'accepted',
          channelBinding,
          serverVerified: job.mechanism.startsWith('SCRAM') ? true : null,
        });
        expect(result.findings).toContain('account_healthy');
        expect(result.findings.includes('auth_password_given_in_tls')).toBe(
          HANDS_OVER.includes(job.mechanism),
        );
      }
    }

    function jobsAt(server: Dovecot23, mechanisms: readonly string[]): readonly EngineJob[] {
      return mechanisms.flatMap((mechanism) =>
        DOORS.map(({ protocol, connectionSecurity }) => ({
          protocol,
          connectionSecurity,
          host: server.addresses.good,
          port: server.ports[PORTS[`${protocol} ${connectionSecurity}`]!],
          ca: pki.caPem,
          mechanism,
          username: TEST_AUTHCID,
          password: TEST_PASSWORD,
        })),
      );
    }
  },
);
