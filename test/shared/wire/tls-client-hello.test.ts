import { describe, expect, it } from 'vitest';
import { writeClientHello, type HelloVersion } from '../../../shared/wire/tls/client-hello.ts';
import { Cursor } from '../../../shared/wire/tls/cursor.ts';

const RANDOM = Uint8Array.from({ length: 32 }, (_, at) => at);
const VERSIONS: readonly HelloVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2'];
const NAME = 'mail.example.test';

const SERVER_NAME = 0;
const SUPPORTED_GROUPS = 10;
const SIGNATURE_ALGORITHMS = 13;
const PADDING = 21;
const RENEGOTIATION_INFO = 0xff01;
const FALLBACK_SCSV = 0x5600;

const write = (version: HelloVersion, serverName: string | null = NAME): Uint8Array =>
  writeClientHello({ version, serverName, randomBytes: RANDOM });

/** A hello, field by field. Every length in it has to be right. */
function read(hello: Uint8Array) {
  const outer = new Cursor(hello);
  const [recordType, recordVersion, record] = [outer.uint(1), outer.uint(2), outer.vector(2)];
  const inner = new Cursor(record!);
  const [messageType, body] = [inner.uint(1), new Cursor(inner.vector(3)!)];
  const [version, random, session] = [body.uint(2), body.take(32), body.vector(1)];
  const [suites, compressions] = [numbers(body.vector(2)!), body.vector(1)];
  const list = new Cursor(body.vector(2)!);
  const extensions = new Map<number, Uint8Array>();
  while (!list.isAtEnd) extensions.set(list.uint(2)!, list.vector(2)!);
  expect([outer.isAtEnd, inner.isAtEnd, body.isAtEnd]).toEqual([true, true, true]);
  return {
    recordType,
    recordVersion,
    messageType,
    messageBytes: record!.length,
    version,
    random,
    session,
    suites,
    compressions,
    extensions,
  };
}

function numbers(bytes: Uint8Array): readonly number[] {
  const cursor = new Cursor(bytes);
  return Array.from({ length: bytes.length / 2 }, () => cursor.uint(2)!);
}

describe('writeClientHello', () => {
  it.each([
    ['TLSv1', 0x0301],
    ['TLSv1.1', 0x0302],
    ['TLSv1.2', 0x0303],
  ] as const)('asks for %s in a record of the oldest version', (version, number) => {
    const hello = read(write(version));

    expect(hello).toMatchObject({ recordType: 22, recordVersion: 0x0301, messageType: 1, version: number });
    expect(hello.random).toEqual(RANDOM);
    expect(hello.session).toHaveLength(0);
    expect(hello.compressions).toEqual(Uint8Array.of(0));
  });

  it('names the server (RFC 6066 §3), or nobody', () => {
    const named = read(write('TLSv1.2')).extensions.get(SERVER_NAME);

    expect(Buffer.from(named!).toString('latin1')).toBe(`\0\x14\0\0\x11${NAME}`);
    expect(read(write('TLSv1.2', null)).extensions.has(SERVER_NAME)).toBe(false);
  });

  it.each(VERSIONS)('offers over %s what that version has, and nothing twice', (version) => {
    const { suites, extensions } = read(write(version));
    const isNew = version === 'TLSv1.2';

    expect(new Set(suites).size).toBe(suites.length);
    expect(suites.includes(0xc02f)).toBe(isNew); // TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    expect(suites).toEqual(expect.arrayContaining([0xc013, 0x0033, 0x002f])); // ECDHE, DHE and RSA with AES and SHA-1
    expect(extensions.has(SIGNATURE_ALGORITHMS)).toBe(isNew); // RFC 5246 §7.4.1.4.1
    expect(extensions.get(RENEGOTIATION_INFO)).toEqual(Uint8Array.of(0));
  });

  it('knows the signatures of old servers and of new ones', () => {
    const algorithms = numbers(read(write('TLSv1.2')).extensions.get(SIGNATURE_ALGORITHMS)!.subarray(2));

    expect(algorithms).toEqual(expect.arrayContaining([0x0807, 0x0201, 0x0203])); // ed25519, RSA and ECDSA with SHA-1
  });

  it('offers no finite field, so that a server shows its own', () => {
    const groups = numbers(read(write('TLSv1.2')).extensions.get(SUPPORTED_GROUPS)!.subarray(2));

    expect(groups[0]).toBe(0x001d);
    expect(groups.filter((group) => group >= 0x0100)).toEqual([]);
  });

  it.each(VERSIONS)('does not call itself a second try over %s (RFC 7507)', (version) => {
    expect(read(write(version)).suites).not.toContain(FALLBACK_SCSV);
  });

  it.each(VERSIONS)('never has a length over %s at which old load balancers stall (RFC 7685)', (version) => {
    const names = [null, ...Array.from({ length: 253 }, (_, at) => 'a'.repeat(at + 1))];

    const lengths = names.map((name) => read(write(version, name)).messageBytes);

    expect(lengths.filter((length) => length > 255 && length < 512)).toEqual([]);
    expect(Math.max(...lengths)).toBeLessThan(700);
  });

  it('has its padding last, and some of it (old servers fail at a last extension that is empty)', () => {
    const longest = Array.from({ length: 253 }, (_, at) => write('TLSv1.2', 'a'.repeat(at + 1)));

    const padded = longest
      .map((hello) => [...read(hello).extensions])
      .filter((list) => list.at(-1)?.[0] === PADDING);

    expect(padded.length).toBeGreaterThan(200);
    for (const list of padded) expect(list.at(-1)![1].length).toBeGreaterThan(0);
  });

  it.each(['', 'a b', 'bücher.example', 'a\0b', 'a'.repeat(254)])('refuses "%s" as a server name', (name) => {
    expect(() => write('TLSv1.2', name)).toThrow(RangeError);
  });

  it('refuses a random of another length', () => {
    const randomBytes = new Uint8Array(31);

    expect(() => writeClientHello({ version: 'TLSv1', serverName: null, randomBytes })).toThrow(RangeError);
  });
});
