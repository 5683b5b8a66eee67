import { once } from 'node:events';
import { connect } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDoors } from '../../electron/node/plan.ts';
import { startTls } from '../../electron/node/net/tls.ts';
import { createTrust, type Trust } from '../../electron/node/net/trust.ts';
import { VerifiedConnection } from '../../electron/node/net/verified-connection.ts';
import { makeAuthority, type Authority } from '../../electron/node/practice/certificates.ts';
import type { LookedAt } from '../../electron/node/probe/look.ts';
import { TranscriptWriter } from '../../electron/node/run-log.ts';
import { Secrets } from '../../electron/node/secrets.ts';
import { obstacleAt } from '../../electron/node/sign-in/sign-in.ts';
import { talkOf } from '../../electron/node/talk/talk-of.ts';
import { closeServer, portOf } from '../servers/ports.ts';
import { endpointAt, examineAt } from './examine.ts';

const HOST = '127.0.0.1';
const { signal } = new AbortController();

describe('one in between whom only the system trusts', () => {
  let authority: Authority;
  let server: Server;
  let received = '';

  beforeAll(async () => {
    authority = await makeAuthority({
      names: ['imap.practice.test', HOST],
      runName: '7f3a',
      now: new Date(),
    });
    const { certificatePem, keyPem } = await authority.certificate('interceptor');
    server = createServer({ cert: certificatePem, key: keyPem }, (socket) => {
      socket.on('error', () => socket.destroy());
      socket.write('* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN] ready\r\n');
      socket.setEncoding('latin1').on('data', (text: string) => (received += text));
    });
    server.listen(0, HOST);
    await once(server, 'listening');
  });

  afterAll(() => closeServer(server));

  it.each([
    ['PLAIN', ['PLAIN', 'LOGIN']],
    ['nothing but a bearer token', ['XOAUTH2']],
  ])('is never handed the password where the server offers %s', async (_, mechanisms) => {
    const door = await doorWith(createTrust([], [authority.interceptorPem]), mechanisms);

    expect(door.planned).toBeNull();
    expect(obstacleAt(door)).toMatch(/^(certificate-not-public|no-safe-mechanism)$/);
  });

  it('ends a run before anything is sent, and the run says why', async () => {
    received = '';
    const endpoint = endpointAt('imap', { host: HOST, port: portOf(server) }, 'implicit-tls');

    const report = await examineAt([endpoint], { systemAnchors: [authority.interceptorPem] });

    expect(report.findings.map(({ code }) => code)).toEqual(['auth_password_withheld', 'tls_intercepted']);
    expect(report.verdict).toBe('problems');
    expect(received).not.toMatch(/AUTHENTICATE|LOGIN/);
  });

  it('is told apart from a server that offers nothing safe', async () => {
    const door = await doorWith(createTrust([], [authority.interceptorPem]), ['PLAIN']);

    expect(obstacleAt(door)).toBe('certificate-not-public');
  });

  it('gets a proof at the most', async () => {
    const door = await doorWith(createTrust([], [authority.interceptorPem]), ['PLAIN', 'SCRAM-SHA-256']);

    expect(door.planned).toMatchObject({ mechanism: 'SCRAM-SHA-256', serverLearns: 'proof' });
  });

  it('is handed the password where a person named that authority for the run', async () => {
    const door = await doorWith(createTrust([authority.interceptorPem], [authority.interceptorPem]), [
      'PLAIN',
    ]);

    expect(door.planned).toMatchObject({ mechanism: 'PLAIN', serverLearns: 'password' });
  });

  /** What would be done at a server that was looked at over a connection of this trust. */
  async function doorWith(trust: Trust, mechanisms: readonly string[]) {
    const endpoint = endpointAt('imap', { host: HOST, port: portOf(server) }, 'implicit-tls');
    const socket = connect(endpoint.port, HOST);
    await once(socket, 'connect');
    const result = await startTls(socket, endpoint.host, trust, 3_000, signal);
    if (result.outcome === 'failed') throw new Error(result.facts.detail ?? 'no TLS');
    const secrets = new Secrets();
    const transcript = new TranscriptWriter('c1', () => 0, secrets);
    const connection = new VerifiedConnection(
      result.socket,
      transcript,
      signal,
      secrets,
      result.facts.anchor,
    );
    connection.close();
    const looked: LookedAt['looked'] = {
      ...{ kind: 'ready', connection, talk: talkOf('imap'), capabilities: [] },
      mechanisms,
    };
    const { incoming } = findDoors(
      [{ endpoint, address: HOST, looked }],
      () => ({ username: 'alice@example.test', toConfirm: null }),
      undefined,
    );
    if (incoming === null) throw new Error('no door');
    return incoming;
  }
});
