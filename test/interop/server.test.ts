import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { RUNTIMES, type Runtime } from '../cli/run-cli.ts';
import { describeWith } from '../parts.ts';
import { stopChild } from '../servers/child.ts';
import { makeClientCertificate } from '../servers/client-certificate.ts';
import { TEST_AUTHCID, TEST_PASSWORD } from '../servers/dovecot23.ts';
import { makePki, writePki, type Pki } from '../servers/pki.ts';
import { runPart } from '../servers/run.ts';
import { bundle, start } from './programs.ts';
import type { ServerSaid, ServerSetup } from './server-program.ts';
import { printTable } from '../table.ts';
import type { Row } from './row.ts';

const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
const UNBOUND = ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'CRAM-MD5', 'PLAIN', 'LOGIN', 'EXTERNAL', 'ANONYMOUS'];
const BOUND = ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-1-PLUS'];

describeWith(['gsasl', 'swaks', 'electron'], 'our server against foreign clients', () => {
  let pki: Pki;
  let folder: string;
  let caFile: string;
  let program: string;
  const rows: Row[] = [];

  beforeAll(async () => {
    pki = await makePki();
    folder = await mkdtemp(join(tmpdir(), 'letterlock-gsasl-'));
    caFile = (await writePki(pki, folder)).ca;
    const device = await makeClientCertificate(TEST_AUTHCID, { algorithm: 'p256' });
    await writeFile(join(folder, 'device.pem'), device.certificatePem);
    await writeFile(join(folder, 'device.key'), device.keyPem);
    program = await bundle('server-program');
  });

  afterAll(async () => {
    printTable(rows);
    await rm(folder, { recursive: true, force: true });
  });

  interface Running {
    readonly ports: Readonly<Record<'imap' | 'submission', number>>;
    /** What the server said of the next exchange that ended. */
    said(): Promise<ServerSaid>;
  }

  /** Starts our server for one test. */
  async function serve(
    runtime: Runtime,
    tls: ServerSetup['tls'],
    mechanisms: readonly string[],
  ): Promise<Running> {
    const { certificatePem: cert, keyPem: key } = pki.good;
    const setup: ServerSetup = { cert, key, tls, authcid: TEST_AUTHCID, password: TEST_PASSWORD, mechanisms };
    const child: ChildProcessWithoutNullStreams = start(program, runtime, [JSON.stringify(setup)]);
    onTestFinished(() => stopChild(child));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async <T>(): Promise<T> =>
      JSON.parse(((await lines.next()) as { value: string }).value) as T;
    return { ports: await next(), said: next };
  }

  function gsasl(
    protocol: 'imap' | 'smtp',
    port: number,
    mechanism: string,
    more: readonly string[],
    password = TEST_PASSWORD,
  ) {
    return runPart('gsasl', [
      `--${protocol}`,
      // gsasl would send STARTTLS before EHLO if it were told to for SMTP.
      ...(protocol === 'imap' ? ['--starttls'] : []),
      ...['--connect', `127.0.0.1:${port}`, '--x509-ca-file', caFile, '--mechanism', mechanism],
      ...['--authentication-id', TEST_AUTHCID, '--password', password, '--quiet'],
      ...more,
    ]);
  }

  describe.each(RUNTIMES)('on %s', (runtime) => {
    it.each(VERSIONS)('takes every mechanism of gsasl over %s', async (tls) => {
      const server = await serve(runtime, tls, [...BOUND, ...UNBOUND]);

      for (const protocol of ['imap', 'smtp'] as const) {
        for (const mechanism of [...BOUND, ...UNBOUND]) {
          const more = BOUND.includes(mechanism) ? [] : ['--no-cb'];
          if (mechanism === 'ANONYMOUS') more.push('--anonymous-token', 'test');
          if (mechanism === 'EXTERNAL') {
            more.push(
              '--x509-cert-file',
              join(folder, 'device.pem'),
              '--x509-key-file',
              join(folder, 'device.key'),
            );
          }
          const port = server.ports[protocol === 'imap' ? 'imap' : 'submission'];
          const [{ exitCode, output }, said] = await Promise.all([
            gsasl(protocol, port, mechanism, more),
            server.said(),
          ]);
          const binding = tls === 'TLSv1.3' ? 'tls-exporter' : 'tls-unique';
          rows.push({
            mechanism,
            peer: `gsasl ${protocol} (${runtime})`,
            role: 'server',
            tls,
            binding: BOUND.includes(mechanism) ? binding : '–',
            result: said.outcome,
          });
          expect(said, output).toEqual({ mechanism, outcome: 'accepted', version: tls });
          expect(exitCode, output).toBe(0);
        }
      }
    });

    it('refuses a wrong password of gsasl, by every mechanism that has one', async () => {
      const server = await serve(runtime, 'TLSv1.3', [...BOUND, ...UNBOUND]);

      for (const mechanism of [...BOUND, 'SCRAM-SHA-256', 'CRAM-MD5', 'PLAIN', 'LOGIN']) {
        const more = BOUND.includes(mechanism) ? [] : ['--no-cb'];
        const [{ exitCode }, said] = await Promise.all([
          gsasl('imap', server.ports.imap, mechanism, more, 'not-it'),
          server.said(),
        ]);
        expect(said.outcome).toBe('rejected');
        expect(exitCode).not.toBe(0);
      }
    });

    it('takes swaks with CRAM-MD5, PLAIN and LOGIN', async () => {
      const server = await serve(runtime, 'TLSv1.3', ['CRAM-MD5', 'PLAIN', 'LOGIN']);

      for (const mechanism of ['CRAM-MD5', 'PLAIN', 'LOGIN']) {
        const [{ output }, said] = await Promise.all([
          runPart('swaks', [
            ...[
              '--server',
              '127.0.0.1',
              '--port',
              String(server.ports.submission),
              '--tls',
              '--quit-after',
              'AUTH',
            ],
            ...['--auth', mechanism, '--auth-user', TEST_AUTHCID, '--auth-password', TEST_PASSWORD],
          ]),
          server.said(),
        ]);
        rows.push({
          mechanism,
          peer: `swaks smtp (${runtime})`,
          role: 'server',
          tls: 'TLSv1.3',
          binding: '–',
          result: said.outcome,
        });
        expect(said.outcome, output).toBe('accepted');
      }
    });
  });
});
