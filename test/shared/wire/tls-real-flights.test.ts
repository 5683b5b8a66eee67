import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { writeClientHello, type HelloVersion } from '../../../shared/wire/tls/client-hello.ts';
import { readDistinguishedName } from '../../../shared/wire/tls/distinguished-name.ts';
import { FlightReader, type ServerFlight } from '../../../shared/wire/tls/server-flight.ts';
import { describeWith } from '../../parts.ts';
import { makeChain, type ChainKey } from '../../servers/chain.ts';
import {
  ALL_CIPHERS,
  showCertificates,
  startOpensslServer,
  type OpensslServerOptions,
} from '../../servers/openssl-server.ts';

const PATIENCE_MS = 5_000;
const CHAINS = {
  'P-256': makeChain('P-256', 3),
  RSA: makeChain('RSA', 2),
  ed25519: makeChain('ed25519', 1),
};
const ISSUERS = [makeChain('P-256', 2), makeChain('RSA', 1)].map(({ pems }) => pems.at(-1)!);

/** Every byte that a server answers a hello with. */
async function capture(port: number, version: HelloVersion): Promise<Uint8Array> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Uint8Array[] = [];
  const reader = new FlightReader();
  socket.write(writeClientHello({ version, serverName: 'mail.example.test', randomBytes: randomBytes(32) }));
  const signal = AbortSignal.timeout(PATIENCE_MS);
  while (reader.flight.ending === null) {
    const [chunk] = (await once(socket, 'data', { signal })) as [Buffer]; // a socket without an encoding
    chunks.push(chunk);
    reader.push(chunk);
  }
  socket.destroy();
  return Buffer.concat(chunks);
}

function read(...pieces: readonly Uint8Array[]): ServerFlight {
  const reader = new FlightReader();
  for (const piece of pieces) reader.push(piece);
  return reader.flight;
}

/** A flight as text: thousands of them are compared. */
function written(flight: ServerFlight): string {
  return JSON.stringify(flight, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );
}

async function captureFrom(options: OpensslServerOptions, version: HelloVersion): Promise<Uint8Array> {
  const server = await startOpensslServer(options);
  try {
    return await capture(server.port, version);
  } finally {
    await server.stop();
  }
}

describeWith(['openssl'], 'the flight of a server of OpenSSL', () => {
  it.each<[HelloVersion, ChainKey, string]>([
    ['TLSv1.2', 'P-256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ['TLSv1.2', 'RSA', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
    ['TLSv1.2', 'ed25519', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ['TLSv1.1', 'P-256', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'],
    ['TLSv1.1', 'RSA', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'],
    ['TLSv1', 'P-256', 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'],
    ['TLSv1', 'RSA', 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA'],
  ])('is read over %s with a chain of %s, the same wherever it is cut', async (version, key, suite) => {
    const chain = CHAINS[key];
    const bytes = await captureFrom({ chain, clientIssuers: ISSUERS, args: ALL_CIPHERS }, version);

    const flight = read(bytes);

    expect(flight).toMatchObject({
      version,
      cipherSuite: { name: suite },
      keyExchange: { kind: 'ecdhe', group: 'x25519' },
      certificateCount: chain.certificates.length,
      certificateRequest: { authorityCount: 2 },
      ending: { kind: 'done' },
    });
    expect(flight.certificates.map((der) => Buffer.from(der))).toEqual(chain.certificates);
    expect(flight.certificateRequest?.types).toContain('ecdsa_sign');
    expect(flight.certificateRequest?.authorities.map(readDistinguishedName).sort()).toEqual([
      'CN=Test authority 1',
      'CN=mail.example.test',
    ]);
    for (let at = 0; at <= bytes.length; at += 1) {
      const cut = read(bytes.subarray(0, at), bytes.subarray(at));
      expect(written(cut), `cut at ${at}`).toBe(written(flight));
    }
  });

  it.each<[string, readonly string[], Partial<ServerFlight>]>([
    ['its own prime', ['-cipher', 'DHE'], { keyExchange: { kind: 'dhe', bits: 2048 } }],
    ['its RSA key', ['-cipher', 'AES128-SHA256'], { keyExchange: { kind: 'rsa' } }],
    ['another curve', ['-named_curve', 'P-384'], { keyExchange: { kind: 'ecdhe', group: 'secp384r1' } }],
    ['no request', [], { certificateRequest: null }],
    ['a version that is too new', ['-tls1_3'], { version: null, certificates: [] }],
  ])('is read with %s', async (_, args, expected) => {
    const bytes = await captureFrom({ chain: CHAINS.RSA, args }, 'TLSv1.2');

    expect(read(bytes)).toMatchObject(expected);
  });

  it('is an alert where the server is too new for the hello', async () => {
    const ending = { kind: 'alert', level: 'fatal', description: 'protocol_version' };

    const newer = await captureFrom({ chain: CHAINS.RSA, args: ['-tls1_3'] }, 'TLSv1.2');
    const current = await captureFrom({ chain: CHAINS.RSA, args: ['-tls1_2'] }, 'TLSv1.1');

    expect([read(newer).ending, read(current).ending]).toEqual([ending, ending]);
  });

  it('is an older one where the server is too old for the hello', async () => {
    const bytes = await captureFrom({ chain: CHAINS.RSA, args: ['-tls1', ...ALL_CIPHERS] }, 'TLSv1.2');

    expect(read(bytes)).toMatchObject({ version: 'TLSv1', ending: { kind: 'done' } });
  });

  it.each([1, 2, 3])('has a chain of %i as openssl shows it', async (length) => {
    const chain = makeChain('P-256', length);
    const server = await startOpensslServer({ chain, clientIssuers: ISSUERS });

    const shown = await showCertificates(server.port, ['-tls1_2']);
    const { certificates, certificateRequest } = read(await capture(server.port, 'TLSv1.2'));
    await server.stop();

    expect(shown.pems).toEqual(chain.pems);
    expect(certificates.map((der) => Buffer.from(der))).toEqual(chain.certificates);
    expect(certificateRequest?.authorities.map(readDistinguishedName)).toEqual(shown.issuers);
    expect(shown.issuers).toHaveLength(2);
  });
});
