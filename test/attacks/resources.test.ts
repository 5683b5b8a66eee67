import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Endpoint, Protocol } from '../../shared/mail/endpoint.ts';
import type { Hostname } from '../../shared/mail/hostname.ts';
import { startFilteredPort } from '../servers/filtered.ts';
import { makePki } from '../servers/pki.ts';
import { closeServer, portOf, refusedPort } from '../servers/ports.ts';
import { playTranscript } from '../servers/scripted.ts';
import { describeWith } from '../parts.ts';
import { endpointAt, examineAt, play } from './examine.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(servers.splice(0).map(closeServer));
});

/** A server whose every connection is handled by a function. */
async function serving(handle: (socket: Socket) => void): Promise<Endpoint> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    socket.resume();
    handle(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return endpointAt('imap', { host: '127.0.0.1', port: portOf(server) }, 'starttls');
}

async function codesAt(endpoint: Endpoint, timeoutMs = 1_000): Promise<readonly string[]> {
  const report = await examineAt([endpoint], { timeoutMs });
  return report.findings.map(({ code }) => code);
}

describe('a peer that costs too much', () => {
  it('by a line without an end is cut off', async () => {
    const endpoint = await serving((socket) => {
      const more = (): void => {
        if (socket.writable) socket.write('A'.repeat(16_384), more);
      };
      more();
    });

    expect(await codesAt(endpoint)).toEqual(['protocol_answer_malformed']);
  });

  it('by lines without an end is cut off', async () => {
    const endpoint = await serving((socket) => {
      socket.write('* OK ready\r\n');
      const more = (): void => {
        if (socket.writable) socket.write('* 1 EXISTS\r\n'.repeat(1_000), more);
      };
      socket.once('data', more);
    });

    expect(await codesAt(endpoint)).toEqual(['protocol_answer_malformed']);
  });

  it('by an SMTP reply without an end is cut off', async () => {
    const endpoint = await serving((socket) => {
      const more = (): void => {
        if (socket.writable) socket.write('220-x\r\n'.repeat(1_000), more);
      };
      more();
    });

    expect(await codesAt({ ...endpoint, protocol: 'submission' })).toEqual(['protocol_answer_malformed']);
  });

  it('by a line now and then does not put the deadline off', async () => {
    const endpoint = await serving((socket) => {
      socket.write('* OK ready\r\n');
      const timer = setInterval(() => socket.write('* 1 EXISTS\r\n'), 100);
      socket.once('close', () => clearInterval(timer));
    });
    const startedAt = performance.now();

    expect(await codesAt(endpoint)).toEqual(['network_server_silent']);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('by a byte now and then does not put it off either', async () => {
    const endpoint = await serving((socket) => {
      const timer = setInterval(() => socket.write('*'), 50);
      socket.once('close', () => clearInterval(timer));
    });

    expect(await codesAt(endpoint)).toEqual(['network_server_silent']);
  });

  it('by a literal that nobody asked for is cut off', async () => {
    const endpoint = await serving((socket) => {
      socket.write('* OK ready\r\n');
      socket.once('data', () => socket.write('* CAPABILITY {4294967295}\r\nx\r\n'));
    });

    expect(await codesAt(endpoint)).toEqual(['protocol_answer_malformed']);
  });
});

describe('a peer that costs too much over POP3 or ManageSieve', () => {
  const LIST = '+OK ready\r\n+OK list\r\n';

  it.each<[Protocol, string, string, string]>([
    ['pop3', 'a line without an end', '', 'A'],
    ['pop3', 'a list without an end', LIST, 'X\r\n'],
    ['pop3', 'NUL', LIST, '\0'],
    ['managesieve', 'a line without an end', '', 'A'],
    ['managesieve', 'spaces without an end', '', ' '],
    ['managesieve', 'a list without an end', '"IMPLEMENTATION" "x"\r\n', '"X" "y"\r\n'],
    ['managesieve', 'a string that is never closed', '"', 'A'],
    ['managesieve', 'a literal that nobody can hold', '"SASL" {4294967295}\r\n', 'x'],
    ['managesieve', 'a literal that is too long', '"SASL" {65537}\r\n', 'x'],
    ['managesieve', 'parentheses without an end', 'OK ', '('],
    ['managesieve', 'NUL', '"', '\0'],
  ])('(%s) by %s is cut off', async (protocol, _, beginning, piece) => {
    const endpoint = await serving((socket) => {
      socket.write(beginning);
      const more = (): void => {
        if (socket.writable) socket.write(piece.repeat(4_096), more);
      };
      more();
    });

    expect(await codesAt({ ...endpoint, protocol })).toEqual(['protocol_answer_malformed']);
  });

  it.each<[Protocol, string, string]>([
    ['pop3', '', '+'],
    ['pop3', LIST, 'X\r\n'],
    ['managesieve', '"', 'x'],
    ['managesieve', '"SASL" {60000}\r\n', 'x'],
    ['managesieve', '', '"X" "y"\r\n'],
  ])('(%s) by something now and then behind %j does not put the deadline off', async (protocol, ...said) => {
    const [beginning, piece] = said;
    const endpoint = await serving((socket) => {
      socket.write(beginning);
      const timer = setInterval(() => socket.write(piece), 50);
      socket.once('close', () => clearInterval(timer));
    });

    expect(await codesAt({ ...endpoint, protocol })).toEqual(['network_server_silent']);
  });
});

describe('a port', () => {
  it('that refuses is called refused', async () => {
    const port = await refusedPort();

    expect(await codesAt(endpointAt('imap', port, 'implicit-tls'))).toEqual(['network_port_refused']);
    await port.close();
  });

  it('that speaks HTTP is called so', async () => {
    const endpoint = await serving((socket) => {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    });

    expect(await codesAt(endpoint)).toEqual(['protocol_wrong_service']);
    expect(await codesAt({ ...endpoint, connectionSecurity: 'implicit-tls' })).toEqual([
      'protocol_wrong_service',
    ]);
  });

  it.each([
    ['network_captive_portal', 'HTTP/1.1 302 Found\r\nLocation: http://login.hotel.example/\r\n\r\n'],
    ['network_captive_portal', 'HTTP/1.1 200 OK\r\n\r\n<title>Sign in to this network</title>'],
    ['protocol_wrong_service', 'HTTP/1.1 200 OK\r\n\r\n<title>It works</title>'],
  ] as const)('that speaks HTTP is heard out: %s', async (code, answer) => {
    // In two pieces: what tells the one from the other comes behind the first line.
    const [first = '', ...rest] = answer.split('\n');
    const endpoint = await serving((socket) => {
      socket.write(`${first}\n`);
      setTimeout(() => socket.end(rest.join('\n')), 100);
    });
    const named = { ...endpoint, host: 'localhost' as Hostname };

    const { findings } = await examineAt([named], { timeoutMs: 1_000 });

    expect(findings.map((finding) => finding.code)).toContain(code);
  });

  it('that speaks POP3 is called so', async () => {
    expect((await play('imap', 'implicit-tls', 'S: +OK POP3 ready')).codes).toEqual([
      'protocol_wrong_service',
    ]);
  });

  it('that is not available says so, in its own words', async () => {
    const { codes, report } = await play(
      'imap',
      'implicit-tls',
      'S: * BYE [UNAVAILABLE] maintenance until noon',
    );

    expect(codes).toEqual(['protocol_server_unavailable']);
    expect(JSON.stringify(report.observations)).toContain('maintenance until noon');
    expect((await play('submission', 'implicit-tls', 'S: 421 4.3.2 too busy')).codes).toEqual([
      'protocol_server_unavailable',
    ]);
  });
});

describeWith(['linux'], 'a port whose packets are dropped', () => {
  it('is called filtered', async () => {
    const port = await startFilteredPort();

    expect(await codesAt(endpointAt('imap', port, 'implicit-tls'))).toEqual(['network_port_filtered']);
    await port.close();
  });
});

describe('cancelling', () => {
  it.each([
    ['while waiting for a greeting', () => serving(() => undefined)],
    ['while waiting for an answer', () => serving((socket) => void socket.write('* OK ready\r\n'))],
  ])('ends a run %s at once, leaves no connection, and the report says so', async (_, start) => {
    const endpoint = await start();
    const abort = new AbortController();
    const running = examineAt([endpoint], {
      timeoutMs: 20_000,
      signal: abort.signal,
      onEvent: (event) => {
        if (event.type === 'step' && event.step === 'greeting') setTimeout(() => abort.abort(), 100);
      },
    });

    const report = await running;

    expect(report.verdict).toBe('unfinished');
    expect(report.findings.map(({ code }) => code)).toEqual(['run_cancelled']);
    expect(report.durationMs).toBeLessThan(1_000);
    await vi.waitFor(() => expect(sockets.size).toBe(0));
  });

  it('ends a run that waits for a password', async () => {
    const abort = new AbortController();

    const { report } = await play('imap', 'implicit-tls', 'S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready', {
      signal: abort.signal,
      onPlan: () => {
        abort.abort();
        return new Promise(() => undefined);
      },
    });

    expect(report.findings.map(({ code }) => code)).toEqual(['run_cancelled']);
    expect(report.signIns).toEqual([]);
  });

  it('ends a sign-in over a connection that was made anew, and closes it', async () => {
    const offer = 'S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready';
    const second = `${offer}\nC: /^a1 AUTHENTICATE/\nSILENT`;
    const connections = [`${offer}\nCLOSE`, second];
    const server = await playTranscript(second, { pki: await makePki(), implicitTls: true, connections });
    const abort = new AbortController();

    const report = await examineAt([endpointAt('imap', server, 'implicit-tls')], {
      timeoutMs: 20_000,
      signal: abort.signal,
      onPlan: () => new Promise((resolve) => setTimeout(resolve, 200)),
      onEvent: (event) => {
        if (event.type === 'step' && event.step === 'sign-in') setTimeout(() => abort.abort(), 200);
      },
    });
    await server.close();

    expect(report.findings.map(({ code }) => code)).toEqual(['run_cancelled']);
    expect(report.durationMs).toBeLessThan(3_000);
    expect(server.problems()).toEqual([]);
  });

  it('ends a second look at a certificate behind STARTTLS, and closes it', async () => {
    const pki = await makePki();
    const offer = 'S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready';
    const first = `${offer}\nC: a1 STARTTLS\nS: a1 OK go\nTLS`;
    // Its certificate is not for this address, so a second connection looks at it; that one stays silent.
    const server = await playTranscript('SILENT', {
      pki: { ...pki, good: pki.wrongName },
      connections: [first, 'SILENT'],
    });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 700);

    const report = await examineAt([endpointAt('imap', server, 'starttls')], {
      timeoutMs: 20_000,
      signal: abort.signal,
    });
    await server.close();

    expect(report.verdict).toBe('unfinished');
    expect(report.durationMs).toBeLessThan(3_000);
    expect(server.connectionCount()).toBe(2);
    expect(server.problems().filter((problem) => problem.includes('hang'))).toEqual([]);
  });

  it('before the start sends nothing', async () => {
    let connections = 0;
    const endpoint = await serving(() => connections++);

    const report = await examineAt([endpoint], { signal: AbortSignal.abort() });

    expect(report.verdict).toBe('unfinished');
    expect(connections).toBe(0);
  });
});
