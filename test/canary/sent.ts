import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, vi } from 'vitest';
import { bytesSecret, textSecret, type Secret } from './forms.ts';

/** What clients of the servers in this process have sent inside TLS since it was begun to listen. */
export interface Sent {
  /** How often credentials were sent. */
  readonly count: () => number;
  /** Every message of a sign-in, and the parts that give something away: proofs, digests, tokens, nonces. */
  readonly secrets: () => readonly Secret[];
}

const COMMAND = /^(?:\S+ )?AUTH(?:ENTICATE)? "?([A-Z0-9-]+)"?(?: "?([^" ]*)"?)?$/i;
const BASE64 = /^"?([A-Za-z0-9+/]{8,}={0,2})"?$/;
// NUL, %x01, commas and spaces stand between the parts of the messages.
// eslint-disable-next-line no-control-regex -- control characters are the separators
const SEPARATORS = /[\u0000\u0001, ]/;
const SHORTEST_PART = 12;
// The names of channel bindings are no secrets.
const PUBLIC = new Set(['tls-exporter', 'tls-unique', 'tls-server-end-point']);

/**
 * Listens to what every server in this process reads out of TLS, in all tests of a file.
 *
 * @param names user names, which are no secrets
 * @returns what begins anew to listen
 */
export function listenToSignIns(names: readonly string[]): () => Sent {
  let read = new Map<TLSSocket, Buffer[]>();
  const original = TLSSocket.prototype.push;
  beforeAll(() => {
    vi.spyOn(TLSSocket.prototype, 'push').mockImplementation(function (
      this: TLSSocket,
      chunk: unknown,
      encoding?: BufferEncoding,
    ) {
      if (chunk instanceof Uint8Array) read.set(this, [...(read.get(this) ?? []), Buffer.from(chunk)]);
      return original.call(this, chunk, encoding);
    });
  });
  afterAll(() => vi.restoreAllMocks());
  return () => {
    const mine = (read = new Map<TLSSocket, Buffer[]>());
    const messages = (): readonly string[] =>
      [...mine.values()].flatMap((chunks) => messagesIn(Buffer.concat(chunks).toString('latin1'), names));
    return {
      count: () => messages().length,
      secrets: () => [...new Set(messages())].flatMap((base64) => secretsIn(base64, names)),
    };
  };
}

/** The SASL messages among the lines of a client, in base64, but for user names (LOGIN sends them alone). */
function messagesIn(lines: string, names: readonly string[]): readonly string[] {
  const messages: string[] = [];
  let isInExchange = false;
  for (const line of lines.split('\r\n')) {
    const command = COMMAND.exec(line);
    isInExchange = command !== null || (isInExchange && BASE64.test(line));
    const base64 = BASE64.exec(command === null ? line : (command[2] ?? ''))?.[1];
    if (isInExchange && base64 !== undefined && !names.includes(decoded(base64))) messages.push(base64);
  }
  return messages;
}

function secretsIn(base64: string, names: readonly string[]): readonly Secret[] {
  const message = decoded(base64);
  const values = message.split(SEPARATORS).map((part) => part.replace(/^[a-z]=/, ''));
  const parts = values.filter(
    (value) =>
      value.length >= SHORTEST_PART && !PUBLIC.has(value) && !names.some((name) => value.endsWith(name)),
  );
  return [
    textSecret('a message of a sign-in', base64),
    ...parts.map((part) => textSecret('a part of a message', part)),
    // A proof is bytes that the message has as base64.
    ...parts
      .filter((part) => BASE64.test(part) && part.endsWith('='))
      .map((part) => bytesSecret('the bytes of a proof', Buffer.from(part, 'base64'))),
  ];
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString();
}
