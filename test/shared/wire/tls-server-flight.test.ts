import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_AUTHORITIES, MOST_CERTIFICATES } from '../../../shared/wire/tls/handshake-messages.ts';
import { MOST_FLIGHT_BYTES } from '../../../shared/wire/tls/record-reader.ts';
import { FlightReader, MOST_MESSAGES, type ServerFlight } from '../../../shared/wire/tls/server-flight.ts';
import {
  alert,
  certificate,
  certificateRequest,
  dheKeyExchange,
  DONE,
  ecdheKeyExchange,
  flight,
  message,
  record,
  serverHello,
  uint,
  vector,
} from './tls-flights.ts';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const [CERT_A, CERT_B] = [text('certificate A'), text('another certificate')];
const [NAME_A, NAME_B] = [text('name A'), text('name B')];
const STATUS = message(22, [1, ...vector(3, [1, 2, 3])]);
const HELLO_REQUEST = message(0, []);
const WHOLE = [
  serverHello(),
  certificate(CERT_A, CERT_B),
  STATUS,
  ecdheKeyExchange(),
  certificateRequest([NAME_A, NAME_B]),
  DONE,
];

const read = (...pieces: readonly Uint8Array[]): ServerFlight => readAll(pieces);

function readAll(pieces: readonly Uint8Array[]): ServerFlight {
  const reader = new FlightReader();
  for (const piece of pieces) reader.push(piece);
  return reader.flight;
}

const endingOf = (...messages: readonly (readonly number[])[]) => read(flight(messages)).ending?.kind ?? null;

function split(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

const EXPECTED: ServerFlight = {
  version: 'TLSv1.2',
  cipherSuite: { number: 0xc02f, name: 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' },
  keyExchange: { kind: 'ecdhe', group: 'x25519' },
  certificates: [CERT_A, CERT_B],
  certificateCount: 2,
  certificateRequest: {
    types: ['rsa_sign', 'ecdsa_sign'],
    authorities: [NAME_A, NAME_B],
    authorityCount: 2,
  },
  warnings: [],
  ending: { kind: 'done' },
};

describe('a whole flight', () => {
  it('is read with all that it says', () => {
    expect(read(flight(WHOLE))).toEqual(EXPECTED);
  });

  it('is the same wherever the network cuts it', () => {
    const bytes = flight(WHOLE);

    for (let at = 0; at <= bytes.length; at += 1) {
      expect(read(bytes.subarray(0, at), bytes.subarray(at)), `cut at ${at}`).toEqual(EXPECTED);
    }
    expect(readAll(split(bytes, 1))).toEqual(EXPECTED);
  });

  it('is the same however the server cuts it into records', () => {
    const length = WHOLE.flat().length;

    for (let size = 1; size <= length; size += 1) {
      expect(read(flight(WHOLE, size)), `records of ${size}`).toEqual(EXPECTED);
    }
    expect(read(...WHOLE.map((one) => flight([one])))).toEqual(EXPECTED);
  });

  it('is not over before its last byte, and keeps what has come', () => {
    const bytes = flight(WHOLE);
    const beforeDone = flight(WHOLE.slice(0, -1));

    for (let at = 0; at < bytes.length; at += 1) expect(read(bytes.subarray(0, at)).ending).toBeNull();
    expect(read(beforeDone)).toEqual({ ...EXPECTED, ending: null });
  });

  it('ends at its end: what follows changes nothing', () => {
    expect(read(flight(WHOLE), text('anything'), alert(2, 80))).toEqual(EXPECTED);
    expect(read(Uint8Array.from([...flight(WHOLE), ...text('anything')]))).toEqual(EXPECTED);
  });

  it('is made of copies', () => {
    const bytes = flight(WHOLE);
    const reader = new FlightReader();
    reader.push(bytes);

    bytes.fill(0);
    reader.flight.certificates[0]!.slice().fill(0);

    expect(reader.flight).toEqual(EXPECTED);
    expect(reader.flight.certificates[0]!.buffer.byteLength).toBe(CERT_A.length);
  });

  it('may be small: no certificate at all, or a list without any', () => {
    expect(read(flight([serverHello(), DONE]))).toMatchObject({ certificates: [], ending: { kind: 'done' } });
    expect(read(flight([serverHello(), certificate(), DONE]))).toMatchObject({ certificateCount: 0 });
  });

  it('may have HelloRequests anywhere (RFC 5246 §7.4.1.1)', () => {
    const messages = WHOLE.flatMap((one) => [HELLO_REQUEST, one]);

    expect(read(flight(messages))).toEqual(EXPECTED);
  });
});

describe('the version, the suite and the key exchange', () => {
  it.each([
    [0x0300, 'SSLv3'],
    [0x0301, 'TLSv1'],
    [0x0302, 'TLSv1.1'],
    [0x0303, 'TLSv1.2'],
  ])('are read from a hello of version %i: %s', (number, version) => {
    expect(read(flight([serverHello(number), DONE]))).toMatchObject({ version });
  });

  it.each([0x0002, 0x0304, 0x7f1c])('cannot be of version %i', (number) => {
    expect(endingOf(serverHello(number), DONE)).toBe('malformed');
  });

  it('are known from the suite alone with RSA', () => {
    expect(read(flight([serverHello(0x0301, 0x002f), DONE]))).toMatchObject({
      cipherSuite: { name: 'TLS_RSA_WITH_AES_128_CBC_SHA' },
      keyExchange: { kind: 'rsa' },
    });
    expect(endingOf(serverHello(0x0301, 0x002f), ecdheKeyExchange())).toBe('malformed');
  });

  it.each([
    [0x0017, 'secp256r1'],
    [0x001a, 'brainpoolP256r1'],
    [0x4242, '0x4242'],
  ])('name the group %i as %s', (number, group) => {
    expect(read(flight([serverHello(), ecdheKeyExchange(number)])).keyExchange).toEqual({
      kind: 'ecdhe',
      group,
    });
  });

  it('say where a curve is not a named one', () => {
    const explicit = message(12, [1, 2, 3]);

    expect(read(flight([serverHello(), explicit])).keyExchange).toEqual({ kind: 'ecdhe', group: 'explicit' });
  });

  it.each([
    [[0x80, ...new Array<number>(127).fill(1)], 1024],
    [[0, 0, 0x7f, 1], 15],
    [[1], 1],
    [[0, 0], 0],
    [[], 0],
  ])('count the bits of a prime: %#', (prime, bits) => {
    expect(read(flight([serverHello(0x0303, 0x009e), dheKeyExchange(prime)])).keyExchange).toEqual({
      kind: 'dhe',
      bits,
    });
  });

  it('are not guessed with a suite that is not known', () => {
    expect(read(flight([serverHello(0x0303, 0x00ff), ecdheKeyExchange(), DONE]))).toMatchObject({
      cipherSuite: { number: 0x00ff, name: null },
      keyExchange: null,
      ending: { kind: 'done' },
    });
  });
});

describe('a request for a certificate', () => {
  it.each([0x0301, 0x0302])('has no signature algorithms in version %i', (version) => {
    const request = certificateRequest([NAME_A], { signatures: null });

    expect(read(flight([serverHello(version), request, DONE]))).toMatchObject({
      certificateRequest: { authorities: [NAME_A] },
      ending: { kind: 'done' },
    });
  });

  it('may name nobody, and types that we do not know', () => {
    const request = certificateRequest([], { types: [1, 200] });

    expect(read(flight([serverHello(), request, DONE])).certificateRequest).toEqual({
      types: ['rsa_sign', '0xc8'],
      authorities: [],
      authorityCount: 0,
    });
  });
});

describe('alerts', () => {
  it.each([
    [40, 'handshake_failure'],
    [70, 'protocol_version'],
    [112, 'unrecognized_name'],
    [200, '0xc8'],
  ])('end a flight with their name: %i is %s', (number, description) => {
    const ending = { kind: 'alert', level: 'fatal', description };

    expect(read(alert(2, number)).ending).toEqual(ending);
    expect(read(flight([serverHello()]), alert(2, number))).toMatchObject({ version: 'TLSv1.2', ending });
  });

  it('do not end it where they only warn (RFC 6066 §3)', () => {
    expect(read(alert(1, 112), flight(WHOLE))).toEqual({ ...EXPECTED, warnings: ['unrecognized_name'] });
  });

  it('end it where they say that nothing will follow', () => {
    expect(read(alert(1, 0)).ending).toEqual({
      kind: 'alert',
      level: 'warning',
      description: 'close_notify',
    });
  });

  it.each([[[3, 40]], [[0, 40]], [[2]], [[2, 40, 2, 40]]])('are malformed as %j', (bytes) => {
    expect(read(Uint8Array.from(record(21, bytes))).ending).toEqual({ kind: 'malformed' });
  });
});

describe('what is no TLS', () => {
  it.each([
    '* OK [CAPABILITY IMAP4rev1] ready\r\n',
    '220 mail.example.test ESMTP\r\n',
    'HTTP/1.1 400 Bad Request\r\n',
    'SSH-2.0-OpenSSH_9.2\r\n',
    '\x16\x04\x01\x00\x02',
    '\x16\x03\x09\x00\x02',
    '\x80\x2e\x04\x01\x00\x02', // a ServerHello of SSL 2.0
  ])('is told by its first bytes, wherever it is cut: %j', (words) => {
    const bytes = Uint8Array.from(words, (character) => character.charCodeAt(0));

    expect(read(bytes).ending).toEqual({ kind: 'not-tls' });
    expect(readAll(split(bytes, 1)).ending).toEqual({ kind: 'not-tls' });
  });

  it('is malformed where it began as TLS', () => {
    expect(read(flight([serverHello()]), text('* BAD')).ending).toEqual({ kind: 'malformed' });
  });
});

describe('a flight that is malformed', () => {
  it.each<[string, readonly (readonly number[])[]]>([
    ['begins with another message', [certificate(CERT_A)]],
    ['begins with its end', [DONE]],
    ['has two hellos', [serverHello(), serverHello()]],
    ['has two chains', [serverHello(), certificate(CERT_A), certificate(CERT_A)]],
    ['has the chain after the key exchange', [serverHello(), ecdheKeyExchange(), certificate(CERT_A)]],
    ['has a message of a client', [serverHello(), message(1, [])]],
    ['has a message of TLS 1.3', [serverHello(), message(8, [0, 0])]],
    ['has an end that is not empty', [serverHello(), message(14, [0])]],
    ['has a hello that is too short', [message(2, [3, 3])]],
    ['has a hello whose session id is too long', [message(2, [3, 3, ...new Array<number>(32).fill(1), 200])]],
    ['has a chain that is too short', [serverHello(), message(11, [0, 0])]],
    ['has a chain that is longer than it says', [serverHello(), message(11, [...vector(3, []), 0])]],
    ['has a certificate that does not fit', [serverHello(), message(11, vector(3, [0, 0, 9, 1]))]],
    ['has a key exchange without a curve', [serverHello(), message(12, [])]],
    ['has a key exchange without a group', [serverHello(), message(12, [3, 0])]],
    ['has a prime that does not fit', [serverHello(0x0303, 0x009e), message(12, [0, 9, 1])]],
    ['has a request that is too short', [serverHello(), message(13, [1, 1])]],
    ['has an issuer that does not fit', [serverHello(), message(13, [1, 1, 0, 0, ...vector(2, [0, 9])])]],
  ])('%s', (_, messages) => {
    expect(endingOf(...messages)).toBe('malformed');
  });

  it.each([20, 23, 24])('has a record of type %i', (type) => {
    expect(read(flight([serverHello()]), Uint8Array.from(record(type, [1]))).ending).toEqual({
      kind: 'malformed',
    });
  });

  it('has a record without anything in it, or with too much', () => {
    expect(read(Uint8Array.from([22, 3, 3, 0, 0])).ending).toEqual({ kind: 'malformed' });
    expect(read(Uint8Array.from([22, 3, 3, 0x40, 0x01])).ending).toEqual({ kind: 'malformed' });
  });
});

describe('the limits', () => {
  it('keep the first certificates, and count all of them', () => {
    const many = Array.from({ length: MOST_CERTIFICATES + 5 }, (_, at) => uint(at, 4));

    const { certificates, certificateCount } = read(flight([serverHello(), certificate(...many)]));

    expect(certificates).toEqual(many.slice(0, MOST_CERTIFICATES).map((der) => Uint8Array.from(der)));
    expect(certificateCount).toBe(MOST_CERTIFICATES + 5);
  });

  it('keep the first issuers, and count all of them', () => {
    const many = Array.from({ length: MOST_AUTHORITIES + 5 }, (_, at) => uint(at, 4));

    const { certificateRequest: request } = read(flight([serverHello(), certificateRequest(many)]));

    expect(request?.authorities).toHaveLength(MOST_AUTHORITIES);
    expect(request?.authorityCount).toBe(MOST_AUTHORITIES + 5);
  });

  it('bound how many messages there can be, and how many warnings', () => {
    const requests = new Array(MOST_MESSAGES).fill(HELLO_REQUEST) as (readonly number[])[]; // filled with that
    const warnings = new Array(MOST_MESSAGES + 1).fill(alert(1, 112)) as Uint8Array[]; // likewise

    expect(endingOf(...requests)).toBeNull();
    expect(endingOf(...requests, HELLO_REQUEST)).toBe('too-long');
    expect(read(...warnings).ending).toEqual({ kind: 'too-long' });
  });

  it('bound how long a message can be, as soon as it says so', () => {
    expect(read(Uint8Array.from(record(22, [11, 0xff, 0xff, 0xff]))).ending).toEqual({ kind: 'too-long' });
  });

  it('bound the whole, in the same place wherever it is cut', () => {
    const endless = flight([
      [11, ...uint(MOST_FLIGHT_BYTES, 3), ...new Array<number>(MOST_FLIGHT_BYTES).fill(1)],
    ]);
    const reader = new FlightReader();

    reader.push(endless.subarray(0, MOST_FLIGHT_BYTES));

    expect(reader.flight.ending).toBeNull();
    reader.push(endless.subarray(MOST_FLIGHT_BYTES, MOST_FLIGHT_BYTES + 1));
    expect(reader.flight.ending).toEqual({ kind: 'too-long' });
    expect(read(endless).ending).toEqual({ kind: 'too-long' });
    expect(readAll(split(endless, 1)).ending).toEqual({ kind: 'too-long' });
  });

  it('take a flight that ends within them, although much more comes with it', () => {
    const much = new Uint8Array(2 * MOST_FLIGHT_BYTES);

    expect(read(Uint8Array.from([...flight(WHOLE), ...much]))).toEqual(EXPECTED);
  });
});

describe('any bytes', () => {
  const anyBytes = fc.uint8Array({ maxLength: 300 });
  const anyMessage = fc
    .tuple(fc.constantFrom(0, 2, 11, 12, 13, 14, 22, 23, 99), anyBytes)
    .map(([type, body]) => message(type, body));

  it.each<[string, fc.Arbitrary<Uint8Array>]>([
    ['alone', anyBytes],
    ['in a record', anyBytes.map((bytes) => Uint8Array.from(record(22, [0, ...bytes])))],
    ['in messages', fc.array(anyMessage, { minLength: 1 }).map((messages) => flight(messages))],
    [
      'in messages after a hello',
      fc.array(anyMessage).map((messages) => flight([serverHello(), certificate(CERT_A), ...messages])),
    ],
    [
      'in place of some of a good flight',
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 5 }).map((changes) => {
        const bytes = flight(WHOLE);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        return bytes;
      }),
    ],
  ])('%s give a flight, the same in one piece and in two', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), (bytes, place) => {
        const at = place % (bytes.length + 1);

        const whole = read(bytes);

        expect(read(bytes.subarray(0, at), bytes.subarray(at))).toEqual(whole);
        expect(readAll(split(bytes, 1))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});
