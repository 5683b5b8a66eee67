import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createServer, type SecureContextOptions } from 'node:tls';

/** What a client can do instead of sending a line. */
export type NoLine =
  | { readonly kind: 'ended'; readonly rest: string }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'silent' };

const LF = 10;
const LONGEST_LINE_BYTES = 1_048_576;
const CLIENT_MS = 15_000;

/**
 * The server's end of one connection: sends bytes, cuts what comes into lines, and can switch to TLS in between. Tells
 * `record` every byte that comes: as on the wire, and inside TLS as decrypted, too.
 */
export class Wire {
  readonly #raw: Socket;
  readonly #record: (bytes: Buffer) => void;
  #channel: Duplex;
  #takesWire: (bytes: Buffer) => void;
  #bytes: Buffer = Buffer.alloc(0);
  #hasEnded = false;
  #wake: () => void = () => {};

  constructor(raw: Socket, record: (bytes: Buffer) => void) {
    this.#raw = raw.setNoDelay();
    this.#record = record;
    this.#channel = raw;
    this.#takesWire = (bytes) => this.#take(bytes);
    raw.on('data', (bytes: Buffer) => {
      record(bytes);
      this.#takesWire(bytes);
    });
    this.#watch(raw);
  }

  /** Whether the client has hung up, or all is over. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Whether the connection is over on both sides. */
  get isClosed(): boolean {
    return this.#raw.destroyed;
  }

  /** Resolves when the connection is over on both sides. */
  async closed(): Promise<void> {
    if (!this.isClosed) await once(this.#raw, 'close');
  }

  /** Sends bytes in a write of their own. Does nothing where the connection is over. */
  send(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => this.#channel.write(bytes, () => resolve()));
  }

  /** The next line, with its end: CRLF, or a bare LF. Waits 15 s for it. */
  async nextLine(): Promise<string | NoLine> {
    const deadline = AbortSignal.timeout(CLIENT_MS);
    deadline.addEventListener('abort', () => this.#wake());
    for (;;) {
      const end = this.#bytes.indexOf(LF);
      if (end >= 0) return this.#cut(end + 1);
      if (this.#bytes.length > LONGEST_LINE_BYTES) return { kind: 'too-long' };
      if (this.#hasEnded) return { kind: 'ended', rest: this.#cut(this.#bytes.length) };
      if (deadline.aborted) return { kind: 'silent' };
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /**
   * Becomes TLS, as the server. Bytes that have come already belong to the handshake.
   *
   * @returns null, or the code of what went wrong.
   */
  async startTls(context: SecureContextOptions): Promise<string | null> {
    const tap = this.#tap();
    const server = createServer({ ...context, handshakeTimeout: CLIENT_MS });
    const outcome = new Promise<string | null>((resolve) => {
      server.once('tlsClientError', (error) =>
        resolve((error as NodeJS.ErrnoException).code ?? error.message),
      );
      server.once('secureConnection', (channel) => {
        this.#channel = channel;
        channel.on('data', (bytes: Buffer) => {
          this.#record(bytes);
          this.#take(bytes);
        });
        this.#watch(channel);
        resolve(null);
      });
    });
    server.emit('connection', tap); // documented: a server takes any stream this way
    return outcome;
  }

  /** Hangs up: close_notify where there is TLS, then FIN. */
  end(): void {
    this.#channel.end();
  }

  /** Breaks off with RST. */
  reset(): void {
    this.#raw.resetAndDestroy();
  }

  /** Lets go without ceremony. */
  destroy(): void {
    this.#raw.destroy();
  }

  #take(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    this.#wake();
  }

  #cut(length: number): string {
    const line = this.#bytes.toString('utf8', 0, length);
    this.#bytes = this.#bytes.subarray(length);
    return line;
  }

  #watch(channel: Duplex): void {
    const ended = (): void => {
      this.#hasEnded = true;
      this.#wake();
    };
    // A client that goes while bytes are under way to it looks like a reset. It has ended all the same.
    channel.on('error', ended);
    channel.on('end', ended);
    channel.on('close', ended);
  }

  /** The wire as a stream that TLS can stand on, while every byte of it still passes through here. */
  #tap(): Duplex {
    const raw = this.#raw;
    const tap = new Duplex({
      read() {}, // bytes are pushed as they come: a test's client sends few
      write: (bytes: Buffer, _, done) => void raw.write(bytes, () => done()),
      final: (done) => void raw.end(() => done()),
      destroy(error, done) {
        raw.destroy();
        done(error);
      },
    });
    raw.once('end', () => tap.push(null));
    raw.once('close', () => tap.destroy());
    this.#takesWire = (bytes) => tap.push(bytes);
    if (this.#bytes.length > 0) tap.push(this.#bytes);
    this.#bytes = Buffer.alloc(0);
    return tap;
  }
}
