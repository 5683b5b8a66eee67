import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, DEFAULT_CIPHERS, type TlsOptions } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { connectTcp } from '../../electron/node/net/tcp.ts';
import { lookAtTls, type TlsLookFacts, type TlsLookOptions } from '../../electron/node/probe/tls-look.ts';
import { makeChain } from '../servers/chain.ts';
import { portOf } from '../servers/ports.ts';
import {
  alert,
  certificate,
  certificateRequest,
  DONE,
  flight,
  serverHello,
} from '../shared/wire/tls-flights.ts';

const CHAIN = makeChain('P-256', 3);
const OWN = { key: CHAIN.keyPem, cert: CHAIN.pems.join('') };
const OLD_TOO: TlsOptions = { minVersion: 'TLSv1', ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=0` };
const never = new AbortController().signal;
const LOOK: TlsLookOptions = {
  serverName: 'mail.example.test',
  deadlineMs: 5_000,
  signal: never,
  randomBytes,
};
const SHORT_MS = 200;

const open: (() => void)[] = [];
afterEach(() => {
  for (const end of open.splice(0)) end();
});

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return portOf(server);
}

/** A TLS server of Node's. */
function serving(options: TlsOptions): Promise<number> {
  const server = createTlsServer({ ...OWN, ...options }, (socket) => socket.destroy());
  server.on('tlsClientError', () => undefined); // nobody ends a handshake here
  return listening(server);
}

/** A server that answers a hello as it is told. */
function answering(answer: (socket: Socket, hello: Buffer) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (hello) => answer(socket, hello));
  });
  return listening(server);
}

const connector = (port: number) => async (): Promise<Socket | null> => {
  const result = await connectTcp('127.0.0.1', port, 5_000, never);
  return result.outcome === 'connected' ? result.socket : null;
};

const lookAt = (port: number, options: Partial<TlsLookOptions> = {}): Promise<TlsLookFacts> =>
  lookAtTls(connector(port), { ...LOOK, ...options });

const outcomesOf = ({ answers }: TlsLookFacts) => answers.map(({ outcome }) => outcome);
const bytesOf = ({ chainAsSent }: TlsLookFacts) => chainAsSent.map((der) => Buffer.from(der));

describe('a look at a TLS server of Node', () => {
  it('sees its chain as it is sent, and that nothing else is wanted', async () => {
    const facts = await lookAt(await serving({}));

    expect(bytesOf(facts)).toEqual(CHAIN.certificates);
    expect({ ...facts, chainAsSent: [] }).toEqual({
      kind: 'tls-look',
      answers: [
        { hello: 'TLSv1.2', outcome: 'answered', version: 'TLSv1.2', alert: null },
        { hello: 'TLSv1.1', outcome: 'alert', version: null, alert: 'protocol_version' },
        { hello: 'TLSv1', outcome: 'alert', version: null, alert: 'protocol_version' },
      ],
      version: 'TLSv1.2',
      cipher: 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
      keyExchange: { kind: 'ecdhe', group: 'x25519' },
      chainAsSent: [],
      certificateCount: 3,
      clientCertificate: 'not-asked',
      issuersAsked: [],
      issuerCount: 0,
      warnings: [],
      oldVersions: [],
      isTls13Only: false,
    });
  });

  it('sees what is wrong with the order of a chain, because it is as sent', async () => {
    const [own, middle, root] = CHAIN.pems;
    const cert = [own, root, root, middle].join('');

    const facts = await lookAt(await serving({ cert }));

    const [first, second, third] = CHAIN.certificates;
    expect(bytesOf(facts)).toEqual([first, third, third, second]);
  });

  it('sees that a certificate is asked for, and from whom', async () => {
    const facts = await lookAt(await serving({ requestCert: true, ca: CHAIN.pems.slice(1).join('') }));

    expect(facts.clientCertificate).toBe('asked');
    expect(facts.issuersAsked.toSorted()).toEqual(['CN=Test authority 1', 'CN=Test authority 2']);
  });

  it('names the first of very many issuers, and counts all of them', async () => {
    const names = Array.from({ length: 60 }, (_, at) => [
      ...[0x30, 17, 0x31, 15, 0x30, 13, 0x06, 3, 0x55, 4, 3, 0x0c, 6],
      ...Buffer.from(`root${at + 10}`),
    ]);
    const port = await answering((socket) =>
      socket.end(flight([serverHello(), certificateRequest(names), DONE])),
    );

    const facts = await lookAt(port);

    expect(facts.issuerCount).toBe(60);
    expect(facts.issuersAsked).toHaveLength(50);
    expect(facts.issuersAsked[0]).toBe('CN=root10');
  });

  it('sees that a certificate of anybody is asked for', async () => {
    const facts = await lookAt(await serving({ requestCert: true, ca: [] }));

    expect(facts).toMatchObject({ clientCertificate: 'asked', issuersAsked: [], issuerCount: 0 });
  });

  it.each<[string, TlsOptions, Partial<TlsLookFacts>]>([
    ['every version', OLD_TOO, { version: 'TLSv1.2', oldVersions: ['TLSv1.1', 'TLSv1'] }],
    [
      '1.1 at the most',
      { ...OLD_TOO, maxVersion: 'TLSv1.1' },
      { version: 'TLSv1.1', oldVersions: ['TLSv1.1', 'TLSv1'] },
    ],
    ['1.0 alone', { ...OLD_TOO, maxVersion: 'TLSv1' }, { version: 'TLSv1', oldVersions: ['TLSv1'] }],
    [
      '1.1 and newer',
      { ...OLD_TOO, minVersion: 'TLSv1.1' },
      { version: 'TLSv1.2', oldVersions: ['TLSv1.1'] },
    ],
    [
      '1.1 in name, but no signature that it has',
      { minVersion: 'TLSv1' },
      { version: 'TLSv1.2', oldVersions: [] },
    ],
    ['1.2 alone', { maxVersion: 'TLSv1.2' }, { version: 'TLSv1.2', oldVersions: [], isTls13Only: false }],
    ['1.3 alone', { minVersion: 'TLSv1.3' }, { version: null, oldVersions: [], isTls13Only: true }],
  ])('tells its versions: %s', async (_, options, expected) => {
    expect(await lookAt(await serving(options))).toMatchObject(expected);
  });

  it('does not say what it cannot know of a server that has 1.3 alone', async () => {
    const facts = await lookAt(await serving({ minVersion: 'TLSv1.3', requestCert: true }));

    expect(facts).toMatchObject({ chainAsSent: [], certificateCount: 0, clientCertificate: 'unknown' });
  });

  it('asks for the host by its name, and not for an address', async () => {
    const names: string[] = [];
    const SNICallback: TlsOptions['SNICallback'] = (name, done) => {
      names.push(name);
      done(null);
    };
    const port = await serving({ ...OLD_TOO, SNICallback });

    await lookAt(port);
    await lookAt(port, { serverName: null });

    expect(names).toEqual(['mail.example.test', 'mail.example.test', 'mail.example.test']);
  });
});

describe('a look sends', () => {
  it('one hello on each of three connections, and nothing else', async () => {
    const port = await serving(OLD_TOO);
    const sent: Buffer[] = [];
    const between = await listening(
      createServer((socket) => {
        const index = sent.push(Buffer.alloc(0)) - 1;
        socket.on('data', (bytes) => (sent[index] = Buffer.concat([sent[index]!, bytes])));
        const server = connect(port, '127.0.0.1');
        socket.on('error', () => socket.destroy()).pipe(server);
        server.on('error', () => socket.destroy()).pipe(socket);
      }),
    );

    const facts = await lookAt(between);

    expect(outcomesOf(facts)).toEqual(['answered', 'answered', 'answered']);
    expect(sent.map((bytes) => [bytes[0], bytes[5], bytes.length])).toEqual(
      sent.map((bytes) => [22, 1, 5 + bytes.readUInt16BE(3)]),
    );
    expect(sent.map((bytes) => bytes.readUInt16BE(9)).toSorted()).toEqual([0x0301, 0x0302, 0x0303]);
    expect(new Set(sent.map((bytes) => bytes.toString('hex', 11, 43))).size).toBe(3);
  });

  it('nothing to a server that is done: its sockets are gone when it returns', async () => {
    const sockets: Socket[] = [];
    const connectForTls = connector(await serving(OLD_TOO));

    await lookAtTls(async () => {
      const socket = await connectForTls();
      sockets.push(socket!);
      return socket;
    }, LOOK);

    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true, true]);
  });
});

describe('a look at a server that does not play along', () => {
  it('is over by its deadline where the server is silent', async () => {
    const startedAt = performance.now();

    const facts = await lookAt(await answering(() => undefined), { deadlineMs: SHORT_MS });

    expect(outcomesOf(facts)).toEqual(['silent', 'silent', 'silent']);
    expect(performance.now() - startedAt).toBeLessThan(SHORT_MS + 1_000);
    expect(facts).toMatchObject({ version: null, clientCertificate: 'unknown', isTls13Only: false });
  });

  it('is over by its deadline where the server sends a little now and then', async () => {
    const whole = flight([serverHello(), certificate(new Uint8Array(5_000))]);
    const port = await answering((socket) => {
      let at = 0;
      const timer = setInterval(() => socket.write(whole.subarray(at, (at += 1))), 10);
      socket.once('close', () => clearInterval(timer));
    });

    const facts = await lookAt(port, { deadlineMs: SHORT_MS });

    expect(outcomesOf(facts)).toEqual(['silent', 'silent', 'silent']);
  });

  it.each<[string, (socket: Socket) => void, string]>([
    ['hangs up', (socket) => socket.end(), 'closed'],
    ['breaks the connection', (socket) => socket.resetAndDestroy(), 'reset'],
    ['speaks in the clear', (socket) => socket.end('* OK ready\r\n'), 'not-tls'],
    [
      'sends nonsense after its hello',
      (socket) => socket.end(Buffer.from([...flight([serverHello()]), 1])),
      'malformed',
    ],
    [
      'never ends',
      (socket) => socket.end(Buffer.concat([flight([[11, 3, 0xff, 0xff]]), endless()])),
      'too-long',
    ],
    ['gives up', (socket) => socket.end(alert(2, 40)), 'alert'],
  ])('tells it: it %s', async (_, answer, outcome) => {
    const facts = await lookAt(await answering(answer));

    expect(outcomesOf(facts)).toEqual([outcome, outcome, outcome]);
    expect(facts).toMatchObject({ oldVersions: [], clientCertificate: 'unknown', isTls13Only: false });
  });

  it('keeps what was sent before it broke off', async () => {
    const port = await answering((socket) =>
      socket.end(flight([serverHello(), certificate(CHAIN.certificates[0]!)])),
    );

    const facts = await lookAt(port);

    expect(outcomesOf(facts)).toEqual(['closed', 'closed', 'closed']);
    expect(facts).toMatchObject({ version: 'TLSv1.2', clientCertificate: 'unknown', oldVersions: [] });
    expect(bytesOf(facts)).toEqual([CHAIN.certificates[0]]);
  });

  it('takes what an older hello was answered with, where the newest one is too new for the server', async () => {
    const old = await serving({ ...OLD_TOO, maxVersion: 'TLSv1' });
    const port = await answering((socket, hello) => {
      if (hello.readUInt16BE(9) > 0x0301) {
        socket.end(alert(2, 70));
        return;
      }
      const server = connect(old, '127.0.0.1');
      server.write(hello);
      server.on('error', () => undefined).pipe(socket);
      open.push(() => server.destroy());
    });

    const facts = await lookAt(port);

    expect(outcomesOf(facts)).toEqual(['alert', 'alert', 'answered']);
    expect(facts).toMatchObject({ version: 'TLSv1', oldVersions: ['TLSv1'], isTls13Only: false });
    expect(bytesOf(facts)).toEqual(CHAIN.certificates);
  });

  it('sees a version that is older than any that it asks for', async () => {
    const port = await answering((socket) => socket.end(flight([serverHello(0x0300, 0x000a), DONE])));

    expect(await lookAt(port)).toMatchObject({
      version: 'SSLv3',
      oldVersions: ['SSLv3'],
      certificateCount: 0,
    });
  });

  it('keeps what a server warns of', async () => {
    const port = await answering((socket) => socket.end(Buffer.concat([alert(1, 112), alert(2, 40)])));

    expect(await lookAt(port)).toMatchObject({ warnings: ['unrecognized_name'], isTls13Only: false });
  });

  it('says where there is no connection', async () => {
    const facts = await lookAtTls(() => Promise.resolve(null), LOOK);

    expect(outcomesOf(facts)).toEqual(['not-reached', 'not-reached', 'not-reached']);
    expect(facts.chainAsSent).toEqual([]);
  });

  it('says where a connection is over before it begins', async () => {
    const connectForTls = connector(await serving({}));

    const facts = await lookAtTls(async () => {
      const socket = await connectForTls();
      socket?.destroy();
      return socket;
    }, LOOK);

    expect(outcomesOf(facts)).toEqual(['closed', 'closed', 'closed']);
  });

  it.each(['during it', 'while it connects'])(
    'ends at once when it is cancelled %s, and leaves nothing open',
    async (when) => {
      const abort = new AbortController();
      const cancel = (): void => abort.abort(new Error('cancelled'));
      const connectForTls = connector(await answering(when === 'during it' ? cancel : () => undefined));
      const sockets: Socket[] = [];

      const look = lookAtTls(
        async () => {
          const socket = await connectForTls();
          sockets.push(socket!);
          if (when === 'while it connects' && sockets.length === 3) cancel();
          return socket;
        },
        { ...LOOK, signal: abort.signal },
      );

      await expect(look).rejects.toThrow('cancelled');
      expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true, true]);
    },
  );
});

/** More than a look reads. */
function endless(): Buffer {
  return Buffer.concat(new Array<Uint8Array>(20).fill(flight([new Array<number>(16_384).fill(0)])));
}
