import { X509Certificate } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultNamed } from '../../electron/node/practice/faults/faults.ts';
import { listensAt } from '../../electron/node/practice/listen.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { DOORS } from '../../electron/node/practice/protocols.ts';
import { doorOf } from './doors.ts';
import { faultsNamed } from './faults.ts';
import { examinePractice } from './matrix.ts';
import { RawClient } from './raw-client.ts';

const RUN_NAME = /^[0-9a-f]{8}$/;

let practice: Practice;

beforeEach(async () => {
  practice = await startPractice({ date: () => new Date() });
});

afterEach(() => practice.close());

describe('the practice server', () => {
  it('listens on one address of this machine, and on no other', async () => {
    const ports = [...practice.doors.map(({ port }) => port), ...Object.values(practice.ports)];
    const others = ['127.0.0.2', '::1', ...ownAddresses()];

    const inside = await Promise.all(ports.map((port) => canConnect('127.0.0.1', port)));
    const outside = await Promise.all(others.flatMap((host) => ports.map((port) => canConnect(host, port))));

    expect(inside).toEqual(ports.map(() => true));
    expect(outside).toEqual(others.flatMap(() => ports.map(() => false)));
  });

  it('has an authority of its own at each start, named to the run', async () => {
    const second = await startPractice({ date: () => new Date() });
    await second.close();

    const authorities = [practice, second].map(({ caPem }) => new X509Certificate(caPem));
    const names = authorities.map(
      ({ subject }) => /^CN=Letterlock practice authority (.*)$/.exec(subject)?.[1],
    );
    expect(names).toEqual([expect.stringMatching(RUN_NAME), expect.stringMatching(RUN_NAME)]);
    expect(names[0]).not.toBe(names[1]);
    expect(authorities[0]?.publicKey.equals(authorities[1]!.publicKey)).toBe(false);
  });

  it('bounds its connections, and serves the next one when others are gone', async () => {
    const port = portOf('imap', 'starttls');
    const many = await Promise.all(Array.from({ length: 100 }, () => RawClient.to(port)));
    await Promise.all(many.slice(0, 10).map((client) => client.until(/^\* OK/)));

    const turnedAway = await Promise.race(many.slice(64).map((client) => client.closed()));
    expect(turnedAway).toBe('');
    for (const client of many) client.end();

    const later = await firstServed(port);
    expect(later).toMatch(/^\* OK/);
  });

  it('ends every connection when it is closed, and can be started again', async () => {
    const client = await RawClient.to(portOf('imap', 'starttls'));
    await client.until(/^\* OK/);

    await practice.close();
    await client.closed();
    const again = await startPractice({ date: () => new Date() });

    expect(again.doors).toHaveLength(DOORS.length);
    await again.close();
  });

  it('takes no password before TLS, not even the right one', async () => {
    const plain = Buffer.from('\0alice\0Looking-Glass-1871').toString('base64');
    const said = await Promise.all(
      [
        ['imap', `a LOGIN alice Looking-Glass-1871\r\nb AUTHENTICATE PLAIN ${plain}\r\n`, /^b .*\r\n/m],
        ['submission', `EHLO me\r\nAUTH PLAIN ${plain}\r\n`, /^5\d\d [^\n]*\r\n$/m],
        ['pop3', `USER alice\r\nPASS Looking-Glass-1871\r\nAUTH PLAIN ${plain}\r\n`, /(-ERR[^\n]*\r\n){3}/],
        ['managesieve', `AUTHENTICATE "PLAIN" "${plain}"\r\n`, /^NO [^\n]*\r\n/m],
      ].map(async ([protocol, lines, end]) => {
        const client = await RawClient.to(portOf(protocol as string, 'starttls'));
        client.send(lines as string);
        const answer = await client.until(end as RegExp);
        client.end();
        return answer;
      }),
    );

    expect(said.join('')).not.toMatch(/Logged in|^235|maildrop/im);
    expect(said[0]).toContain('a NO [PRIVACYREQUIRED]');
  });

  it('knows tokens where OAuth is all that it takes, and says what is wrong with others', async () => {
    await practice.setFaults(faultsNamed('auth-only-oauth'));

    const right = await bearer('alice-practice-token');
    const wrong = await bearer('another-token');

    expect(right).toMatch(/^a OK .*\r\n/m);
    expect(wrong).toMatch(/^\+ eyJ[A-Za-z0-9+/=]+\r\na NO \[AUTHENTICATIONFAILED\]/m);
  });
});

describe('a right password that is turned down', () => {
  it('gets no proof from the server', async () => {
    await practice.setFaults(faultsNamed('wrong-password'));

    const report = await examinePractice(practice, { protocol: 'imap' });

    expect(report.signIns[0]).toMatchObject({ mechanism: 'SCRAM-SHA-256-PLUS', outcome: 'rejected' });
    const lines = report.transcripts.flatMap((transcript) => transcript.lines);
    expect(lines.filter(({ text }) => text.startsWith('+ <challenge'))).toHaveLength(1);
  });

  it('ends the connection where the server says BYE (RFC 5804 §1.3)', async () => {
    await practice.setFaults(faultsNamed('login-referral'));
    const plain = Buffer.from('\0alice\0Looking-Glass-1871').toString('base64');
    const client = await RawClient.to(portOf('managesieve', 'starttls'));
    client.send('STARTTLS\r\n');
    await client.until(/TLS[^\n]*\r\n$/);

    const inTls = await client.upgraded({ ca: practice.caPem, servername: 'sieve.practice.test' });
    inTls.send(`AUTHENTICATE "PLAIN" "${plain}"\r\nNOOP\r\n`);

    expect(await inTls.closed()).toMatch(/BYE \(REFERRAL [^\n]*\r\n$/);
  });
});

describe('TLS 1.2', () => {
  it('is not begun anew by a client', async () => {
    const client = await RawClient.inTls(portOf('imap', 'implicit-tls'), {
      ca: practice.caPem,
      maxVersion: 'TLSv1.2',
    });
    await client.until(/^\* OK/);

    const { socket } = client;
    const error = await new Promise<Error | null>((resolve) => {
      if (socket instanceof TLSSocket) socket.renegotiate({}, resolve);
      socket.once('error', resolve);
    });

    expect(error).toMatchObject({ code: 'ERR_SSL_NO_RENEGOTIATION' });
    client.end();
  });
});

describe('faults that are switched while it runs', () => {
  it('are met by the next connection, and not by those that stand', async () => {
    const standing = await RawClient.to(portOf('imap', 'starttls'));
    await standing.until(/^\* OK/);

    await practice.setFaults(faultsNamed('starttls-missing'));
    const next = await RawClient.to(portOf('imap', 'starttls'));
    const greeting = await next.until(/^\* OK.*\r\n/);
    standing.send('a STARTTLS\r\n');

    expect(greeting).not.toContain('STARTTLS');
    expect(await standing.until(/^a .*\r\n/m)).toContain('a OK');
    next.end();
    standing.end();
  });

  it('can be several, and are gone when none is left', async () => {
    await practice.setFaults(faultsNamed('auth-only-plain', 'wrong-password'));
    const both = await examinePractice(practice);
    await practice.setFaults([]);
    const none = await examinePractice(practice);

    expect(both.findings.map(({ code }) => code)).toEqual(['auth_password_refused']);
    expect(both.signIns).toMatchObject([
      { mechanism: 'PLAIN', outcome: 'rejected' },
      { mechanism: 'PLAIN', outcome: 'rejected' },
    ]);
    expect(none.findings.map(({ code }) => code)).toEqual(['sending_test_mail_arrived', 'account_healthy']);
  });

  it('that close the ports say so when a port was taken meanwhile', async () => {
    await practice.setFaults(faultsNamed('port-closed'));
    // Another practice server on this machine may have been faster, which is just as good.
    const thief = createServer();
    await listensAt(thief, portOf('imap', 'implicit-tls'));

    const isListening = await practice.setFaults([]);
    thief.close();

    expect(isListening).toBe(false);
  });
});

describe('a fault that does not exist', () => {
  it.each([
    ['certifcate-expired', 'certificate-expired'],
    ['starttls', 'starttls-missing'],
    ['Certificate Expired', 'certificate-expired'],
    ['app-password', 'app-password-needed'],
  ])('is answered with names that are like it: %s', (given, nearest) => {
    expect(nearestTo(given)).toContain(nearest);
  });

  it.each([
    ['nothing', ''],
    ['a long word', 'x'.repeat(100_000)],
  ])('is answered with three names: %s', (_what, given) => {
    expect(nearestTo(given)).toHaveLength(3);
  });
});

function nearestTo(given: string): readonly string[] {
  const found = faultNamed(given);
  return found.kind === 'unknown' ? found.nearest : [];
}

function portOf(protocol: string, security: (typeof DOORS)[number]['connectionSecurity']): number {
  return doorOf(practice, protocol, security).port;
}

function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** What the server greets with, as soon as it has noticed that others are gone. */
async function firstServed(port: number): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const client = await RawClient.to(port);
    const said = await Promise.race([client.until(/\r\n/), client.closed()]);
    client.end();
    if (said !== '') return said;
  }
  return '';
}

async function bearer(token: string): Promise<string> {
  const client = await RawClient.inTls(portOf('imap', 'implicit-tls'), { ca: practice.caPem });
  const message = Buffer.from(`n,a=alice,\u0001auth=Bearer ${token}\u0001\u0001`).toString('base64');
  client.send(`a AUTHENTICATE OAUTHBEARER ${message}\r\n`);
  await client.until(/^(a|\+) .*\r\n/m);
  if (!client.said.includes('a OK')) client.send('AQ==\r\n');
  const said = await client.until(/^a .*\r\n/m);
  client.end();
  return said;
}
