/** Number, most significant byte first. */
export function uint(value: number, lengthBytes: number): readonly number[] {
  return Array.from({ length: lengthBytes }, (_, at) => (value >> (8 * (lengthBytes - 1 - at))) & 0xff);
}

/** Bytes with their length before them. */
export function vector(lengthBytes: number, bytes: Iterable<number>): readonly number[] {
  const inside = [...bytes];
  return [...uint(inside.length, lengthBytes), ...inside];
}

/** A record of TLS 1.2. */
export function record(type: number, bytes: Iterable<number>): readonly number[] {
  return [type, 3, 3, ...vector(2, bytes)];
}

/** A handshake message. */
export function message(type: number, body: Iterable<number>): readonly number[] {
  return [type, ...vector(3, body)];
}

/** An alert in its record. */
export function alert(level: number, description: number): Uint8Array {
  return Uint8Array.from(record(21, [level, description]));
}

/** ServerHello: a session id of four bytes, and an extension that means nothing. */
export function serverHello(version = 0x0303, suite = 0xc02f): readonly number[] {
  const random = new Array<number>(32).fill(7);
  const extensions = vector(2, [0x12, 0x34, ...vector(2, [1])]);
  return message(2, [
    ...uint(version, 2),
    ...random,
    ...vector(1, [1, 2, 3, 4]),
    ...uint(suite, 2),
    0,
    ...extensions,
  ]);
}

/** Certificate. */
export function certificate(...ders: readonly Iterable<number>[]): readonly number[] {
  return message(
    11,
    vector(
      3,
      ders.flatMap((der) => vector(3, der)),
    ),
  );
}

/** ServerKeyExchange with a named group; public key and signature are none. */
export function ecdheKeyExchange(group = 0x001d): readonly number[] {
  return message(12, [3, ...uint(group, 2), ...vector(1, [4, 4, 4, 4]), 4, 1, ...vector(2, [9, 9])]);
}

/** ServerKeyExchange with a prime of its own. */
export function dheKeyExchange(prime: Iterable<number>): readonly number[] {
  return message(12, [...vector(2, prime), ...vector(2, [2]), ...vector(2, [5, 5])]);
}

/** CertificateRequest; before TLS 1.2 without signature algorithms. */
export function certificateRequest(
  authorities: readonly Iterable<number>[],
  { types = [1, 64], signatures = [4, 3] }: { types?: number[]; signatures?: number[] | null } = {},
): readonly number[] {
  const names = authorities.flatMap((name) => vector(2, name));
  const algorithms = signatures === null ? [] : vector(2, signatures);
  return message(13, [...vector(1, types), ...algorithms, ...vector(2, names)]);
}

/** ServerHelloDone. */
export const DONE: readonly number[] = message(14, []);

/** Messages in records of at most so many bytes. */
export function flight(messages: readonly (readonly number[])[], mostBytes = 16_384): Uint8Array {
  const bytes = messages.flat();
  const count = Math.ceil(bytes.length / mostBytes);
  const records = Array.from({ length: count }, (_, at) =>
    record(22, bytes.slice(at * mostBytes, (at + 1) * mostBytes)),
  );
  return Uint8Array.from(records.flat());
}
