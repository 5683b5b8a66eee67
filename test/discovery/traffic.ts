import { createHash } from 'node:crypto';
import { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { onTestFinished, vi } from 'vitest';
import { namesIn, startDnsForwarder } from './dns-forwarder.ts';

/** Everything that was said on the network while it was recorded. */
export interface Traffic {
  /** `ADDRESS:PORT` of a DNS server that answers as the practice's does, and records what it is asked. */
  readonly dnsServer: string;
  /** The names that DNS was asked for, in lower case, each once. */
  readonly names: () => readonly string[];
  /** The bytes of every DNS question, and its name with dots, which the bytes do not have. */
  readonly questions: () => Buffer;
  /** What sockets wrote until now, whoever's they were; inside TLS what was written into it. */
  readonly written: () => Buffer;
  /** The web requests among it, each whole. */
  readonly requests: () => readonly WrittenRequest[];
}

/** A web request as it was written. */
export interface WrittenRequest {
  /** `GET https://host/path`, without the port and the query. */
  readonly line: string;
  readonly bytes: Buffer;
}

/**
 * Records until the test ends: every question to a DNS server, and whatever any TCP or TLS socket of this process writes,
 * as it is before it is encrypted. That is more than what the engine says: the servers are in this process, too.
 */
export async function recordTraffic(practice: { readonly dnsServer: string }): Promise<Traffic> {
  const questions: Buffer[] = [];
  const dnsServer = await startDnsForwarder(practice, (question) => {
    questions.push(question);
    return true;
  });
  const written: Written[] = [];
  tap('write', written);
  tap('end', written);
  const names = (): readonly string[] => questions.flatMap(namesIn);
  return {
    dnsServer,
    names: () => [...new Set(names().map((name) => name.toLowerCase()))],
    questions: () => Buffer.concat([...questions, Buffer.from(names().join('\n'))]),
    written: () => Buffer.concat(written.map(({ bytes }) => bytes)),
    requests: () => requestsIn(written),
  };
}

/** The forms of a text in which these bytes have it, by name; none where it is not in them. */
export function formsIn(bytes: Buffer, text: string): readonly string[] {
  const latin = bytes.toString('latin1');
  const lower = latin.toLowerCase();
  return formsOf(text)
    .filter(({ form, isCaseSensitive }) =>
      isCaseSensitive ? latin.includes(form) : lower.includes(form.toLowerCase()),
    )
    .map(({ name }) => name);
}

interface Form {
  readonly name: string;
  readonly form: string;
  readonly isCaseSensitive: boolean;
}

function formsOf(text: string): readonly Form[] {
  const bytes = Buffer.from(text);
  const anyCase = (name: string, form: string): Form => ({ name, form, isCaseSensitive: false });
  return [
    anyCase('plain', text),
    anyCase('reversed', [...text].toReversed().join('')),
    anyCase('hex', bytes.toString('hex')),
    anyCase('url-encoded', encodeURIComponent(text)),
    anyCase('url-encoded whole', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')),
    anyCase('utf-16', bytes.toString('latin1').split('').join('\0')),
    ...['md5', 'sha1', 'sha256'].map((name) => anyCase(name, createHash(name).update(text).digest('hex'))),
    ...[0, 1, 2].map((offset) => ({
      name: `base64 at ${offset}`,
      form: base64Inside(bytes, offset),
      isCaseSensitive: true,
    })),
  ];
}

/** The letters of a base64 text that these bytes alone decide, where so many others stand before them. */
function base64Inside(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const from = Math.ceil((offset * 8) / 6);
  return whole.toString('base64').slice(from, Math.floor((whole.length * 8) / 6));
}

interface Written {
  readonly socket: Socket;
  readonly bytes: Buffer;
}

/** One connection has one request. */
function requestsIn(written: readonly Written[]): readonly WrittenRequest[] {
  const sockets = [...new Set(written.map(({ socket }) => socket))];
  return sockets.flatMap((socket) => {
    const bytes = Buffer.concat(written.filter((one) => one.socket === socket).map((one) => one.bytes));
    const text = bytes.toString('latin1');
    const { method, path } = /^(?<method>GET|POST) (?<path>[^ ?]+)/.exec(text)?.groups ?? {};
    const host = /^Host: ([^:\r]+)/im.exec(text)?.[1];
    const scheme = socket instanceof TLSSocket ? 'https' : 'http';
    return method === undefined ? [] : [{ line: `${method} ${scheme}://${host}${path}`, bytes }];
  });
}

function tap(method: 'write' | 'end', written: Written[]): void {
  const original = Socket.prototype[method] as (...given: unknown[]) => unknown;
  const spy = vi.spyOn(Socket.prototype, method).mockImplementation(function (
    this: Socket,
    ...given: unknown[]
  ) {
    const [chunk, encoding] = given;
    // The pipes of the test runner itself have no port at the other end, and are never about to.
    if ((this.remotePort !== undefined || this.connecting) && isBytes(chunk)) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encodingOf(encoding)) : Buffer.from(chunk);
      written.push({ socket: this, bytes });
    }
    return original.apply(this, given) as never;
  });
  onTestFinished(() => spy.mockRestore());
}

function isBytes(chunk: unknown): chunk is string | Uint8Array {
  return typeof chunk === 'string' || chunk instanceof Uint8Array;
}

function encodingOf(given: unknown): BufferEncoding {
  return typeof given === 'string' && Buffer.isEncoding(given) ? given : 'utf8';
}
