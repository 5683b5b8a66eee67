import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { DOORS, type Door } from '../../electron/node/practice/protocols.ts';
import { RUNTIMES } from '../cli/run-cli.ts';
import type { Job, JobResult } from '../interop/client-program.ts';
import { bundle, runJobs } from '../interop/programs.ts';
import { describeWith } from '../parts.ts';
import { makeClientCertificate } from '../servers/client-certificate.ts';
import { doorOf } from './doors.ts';
import { faultsNamed } from './faults.ts';
import { RawClient } from './raw-client.ts';

const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
const MECHANISMS = [
  'SCRAM-SHA-256-PLUS',
  'SCRAM-SHA-1-PLUS',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1',
  'CRAM-MD5',
  'PLAIN',
  'LOGIN',
];

describeWith(['electron'], 'our client at the practice server', () => {
  let practice: Practice;
  let program: string;

  beforeAll(async () => {
    practice = await startPractice({ date: () => new Date() });
    program = await bundle('client-program');
  });

  beforeEach(async () => {
    await practice.setFaults([]);
  });

  afterAll(() => practice.close());

  function job({ protocol, connectionSecurity }: Door, mechanism: string, changes: Partial<Job> = {}): Job {
    return {
      dialect: protocol === 'managesieve' ? 'sieve' : protocol,
      host: '127.0.0.1',
      port: doorOf(practice, protocol, connectionSecurity).port,
      isImplicit: connectionSecurity === 'implicit-tls',
      ca: practice.caPem,
      tls: 'TLSv1.3',
      mechanism,
      authcid: practice.accounts[0]?.address ?? '',
      password: practice.accounts[0]?.password ?? '',
      ...(isUnbound(mechanism) ? { lie: 'n' as const } : {}),
      ...changes,
    };
  }

  it.each(RUNTIMES)('signs in at every door with every mechanism, on %s', async (runtime) => {
    const jobs = DOORS.flatMap((door) =>
      VERSIONS.flatMap((tls) => MECHANISMS.map((mechanism) => job(door, mechanism, { tls }))),
    );

    const results = await runJobs(program, runtime, jobs);

    expect(results.map(({ outcome }) => outcome)).toEqual(jobs.map(() => 'accepted'));
    for (const [at, { serverVerified }] of results.entries()) {
      expect(serverVerified).toBe(jobs[at]?.mechanism.startsWith('SCRAM') === true ? true : null);
    }
  });

  it.each(RUNTIMES)('is refused with a wrong password at every door, on %s', async (runtime) => {
    const jobs = DOORS.flatMap((door) =>
      MECHANISMS.map((mechanism) => job(door, mechanism, { password: 'not-it' })),
    );

    const results = await runJobs(program, runtime, jobs);

    expect(outcomesOf(results)).toEqual(['rejected']);
  });

  it('is refused as somebody whom nobody knows, in the same way', async () => {
    const jobs = DOORS.flatMap((door) =>
      MECHANISMS.map((mechanism) => job(door, mechanism, { authcid: 'carol@practice.test' })),
    );

    const results = await runJobs(program, 'node', jobs);

    expect(outcomesOf(results)).toEqual(['rejected']);
  });

  it.each(RUNTIMES)('signs in with a registered key and EXTERNAL at every door, on %s', async (runtime) => {
    const { certificatePem: cert, keyPem: key } = await practice.clientCertificate('alice@practice.test');
    const clientCertificate = { cert, key };
    const jobs = DOORS.flatMap((door) =>
      VERSIONS.map((tls) => job(door, 'EXTERNAL', { clientCertificate, password: '', tls })),
    );

    const results = await runJobs(program, runtime, jobs);

    expect(outcomesOf(results)).toEqual(['accepted']);
  });

  it.each(['ed25519', 'p256', 'rsa'] as const)('signs in with a key of its own: %s', async (algorithm) => {
    const device = await makeClientCertificate('device', { algorithm });
    const clientCertificate = { cert: device.certificatePem, key: device.keyPem };
    const jobs = DOORS.map((door) => job(door, 'EXTERNAL', { clientCertificate, password: '' }));

    const before = await runJobs(program, 'node', jobs);
    practice.registerKey('bob@practice.test', device.certificatePem);
    const after = await runJobs(program, 'node', jobs);

    expect(outcomesOf(before)).toEqual(['not-chosen']);
    expect(outcomesOf(after)).toEqual(['accepted']);
  });

  it('sees a stripped list: “y” is refused where -PLUS is offered', async () => {
    const jobs = DOORS.map((door) => job(door, 'SCRAM-SHA-256', { lie: 'y' }));

    const results = await runJobs(program, 'node', jobs);

    // RFC 5802 §6: the server MUST fail; its error comes in place of its first message.
    expect(outcomesOf(results)).toEqual(['failed: error-sent']);
    expect(new Set(results.map(({ words }) => words))).toEqual(
      new Set(['e=server-does-support-channel-binding']),
    );
  });

  it('sees somebody in between: another channel’s binding is refused', async () => {
    const jobs = DOORS.flatMap((door) =>
      VERSIONS.map((tls) => job(door, 'SCRAM-SHA-256-PLUS', { lie: 'other-data', tls })),
    );

    const results = await runJobs(program, 'node', jobs);

    expect(outcomesOf(results)).toEqual(['failed: error-sent']); // e=channel-bindings-dont-match
  });

  it('greets a registered key with PREAUTH where that is set', async () => {
    await practice.setFaults(faultsNamed('preauth-by-key'));
    const { certificatePem: cert, keyPem: key } = await practice.clientCertificate('alice@practice.test');
    const port = practice.doors[0]?.port ?? 0;

    const client = await RawClient.inTls(port, { ca: practice.caPem, cert, key });
    await client.until(/^\* PREAUTH .*\r\n/);
    client.send('a SELECT INBOX\r\n');

    expect(await client.until(/^a .*\r\n/m)).toContain('* 3 EXISTS');
    client.end();
  });
});

/** Mechanisms whose client would say `y` to a server with -PLUS, if it were not told to keep quiet. */
function isUnbound(mechanism: string): boolean {
  return mechanism.startsWith('SCRAM') && !mechanism.endsWith('-PLUS');
}

function outcomesOf(results: readonly JobResult[]): readonly string[] {
  return [...new Set(results.map(({ outcome }) => outcome))];
}
