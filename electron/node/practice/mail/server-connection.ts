import type { Socket } from 'node:net';
import { TLSSocket, type TLSSocketOptions } from 'node:tls';
import { waitFor } from '../../net/wait.ts';

/** The longest line that is read: SASL messages are the longest, and RFC 4954 §4 bounds those at 12,288 octets. */
const LONGEST_LINE_BYTES = 65_536;
/** More than this unread ends the connection: the longest literal, and a line around it. */
const MOST_UNREAD_BYTES = 2_097_152;
/** While more than this waits to go out, nothing more is read: a client may ask for mails and never take them. */
const MOST_UNSENT_BYTES = 4_194_304;
// Somebody types by hand, at the longest.
const IDLE_MS = 120_000;
// RFC 9051 §5.4: at least 30 minutes, and clients renew their IDLE after up to 29 (RFC 2177).
const SIGNED_IN_IDLE_MS = 1_860_000;
const END_MS = 5_000;
const HANDSHAKE_MS = 10_000;
const DRIP_MS = 1_000;
const LF = 10;
const CR = 13;

/** What reads one thing out of the bytes that came: null where more are needed, `malformed` where none can help. */
export type Take<T> = (
  buffer: Uint8Array,
) => { readonly value: T; readonly length: number } | null | 'malformed';

/** A line of a client: an object, because a client may well say `malformed`. */
export interface Line {
  readonly text: string;
}

/**
 * The server's end of a connection: lines and literals in, with a limit and a deadline on everything, lines out. A client
 * that goes away, or says nothing for two minutes (half an hour once it has signed in), ends every wait with null.
 */
export class ServerConnection {
  #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #isEnded = false;
  #idleMs = IDLE_MS;
  #wake: (() => void) | null = null;
  #dripping: Buffer | null = null;
  readonly #raw: Socket;
  readonly #signal: AbortSignal;

  constructor(socket: Socket, signal: AbortSignal) {
    this.#raw = socket;
    this.#socket = socket;
    this.#signal = signal;
    this.#listen();
  }

  /** The TLS of this connection, once it stands. */
  get tls(): TLSSocket | null {
    return this.#socket instanceof TLSSocket ? this.#socket : null;
  }

  /** The next thing that `take` finds; null where the client is gone, `malformed` where it makes no sense. */
  async read<T>(take: Take<T>): Promise<T | null | 'malformed'> {
    try {
      return await waitFor<T | null | 'malformed'>(this.#idleMs, null, this.#signal, (done) => {
        const look = (): void => {
          if (this.#unsentBytes > MOST_UNSENT_BYTES) {
            if (this.#isEnded) done(null);
            return;
          }
          const taken = take(this.#buffer);
          if (taken === 'malformed') done('malformed');
          else if (taken !== null) {
            this.#buffer = this.#buffer.subarray(taken.length);
            done(taken.value);
          } else if (this.#isEnded) done(null);
        };
        this.#wake = look;
        look();
        return () => {
          this.#wake = null;
        };
      });
    } catch {
      return null; // the practice server stops: nobody is served any more
    }
  }

  /** The next line, each byte a character (Latin-1); null where the client is gone, `malformed` where it is too long. */
  readLine(): Promise<Line | null | 'malformed'> {
    return this.read((buffer) => {
      const taken = takeLine(buffer);
      if (taken === null || taken === 'malformed') return taken;
      return { value: { text: taken.value }, length: taken.length };
    });
  }

  /** Exactly this many bytes, or null where the client is gone before. */
  async readBytes(length: number): Promise<Uint8Array | null> {
    if (length > MOST_UNREAD_BYTES) return null;
    const bytes = await this.read((buffer) =>
      buffer.length < length ? null : { value: Uint8Array.from(buffer.subarray(0, length)), length },
    );
    return bytes === 'malformed' ? null : bytes;
  }

  /** Waits until the client is gone, whatever it says. For servers that say nothing. */
  async untilGone(): Promise<void> {
    await this.read((buffer) => {
      this.#buffer = this.#buffer.subarray(buffer.length);
      return null;
    });
  }

  /** Sends lines, each with its CRLF, as UTF-8. */
  send(...lines: readonly string[]): void {
    this.sendBytes(Buffer.from(lines.map((line) => `${line}\r\n`).join('')));
  }

  /** Sends bytes as they are. */
  sendBytes(bytes: Uint8Array): void {
    if (this.#dripping !== null) this.#dripping = Buffer.concat([this.#dripping, bytes]);
    else if (!this.#raw.destroyed && !this.#socket.destroyed) this.#socket.write(bytes);
  }

  /** From now on one byte a second goes out. */
  drip(): void {
    this.#dripping = Buffer.alloc(0);
    const timer = setInterval(() => {
      const next = this.#dripping?.subarray(0, 1) ?? Buffer.alloc(0);
      this.#dripping = this.#dripping?.subarray(1) ?? null;
      if (next.length > 0 && !this.#raw.destroyed && !this.#socket.destroyed) this.#socket.write(next);
      this.#wake?.();
    }, DRIP_MS);
    this.#raw.once('close', () => clearInterval(timer));
  }

  /**
   * The server's part of a TLS handshake. What the client sent before it is thrown away and never looked at again: it may
   * be an attacker's (RFC 3207 §4.2, RFC 9051 §6.2.1, RFC 2595 §4, RFC 5804 §2.2).
   *
   * @returns false where no TLS came about; the connection is of no use then
   */
  async upgrade(options: Omit<TLSSocketOptions, 'isServer' | 'server'>): Promise<boolean> {
    this.#unlisten();
    // What Node has read from the network and nobody took yet would be handed to TLS as the beginning of the handshake.
    while (this.#raw.read() !== null);
    this.#buffer = Buffer.alloc(0);
    const tls = new TLSSocket(this.#raw, { ...options, isServer: true });
    this.#socket = tls;
    const isUp = await this.#handshake(tls);
    if (isUp) this.#listen();
    else this.destroy();
    return isUp;
  }

  /** From now on the client may be silent as long as clients of its protocol are when they have signed in. */
  allowSilence(): void {
    this.#idleMs = SIGNED_IN_IDLE_MS;
  }

  /**
   * Ends the connection after what was sent has gone out; TLS is ended in its own form. A client that does not take what
   * was sent is cut off. Safe to call at any time.
   */
  end(): void {
    if (this.#raw.destroyed) return;
    this.#socket.end();
    this.#socket.destroySoon();
    const timer = setTimeout(() => this.destroy(), END_MS);
    this.#raw.once('close', () => clearTimeout(timer));
  }

  /** Ends the connection at once. Safe to call at any time. */
  destroy(): void {
    if (!this.#raw.destroyed) this.#socket.destroy();
  }

  /**
   * Ends the connection with a TCP reset. Nothing touches TLS afterwards: Node 20 ends the whole process where the socket
   * below TLS is destroyed and TLS is used in the same turn.
   */
  reset(): void {
    if (!this.#raw.destroyed) this.#raw.resetAndDestroy();
  }

  async #handshake(tls: TLSSocket): Promise<boolean> {
    try {
      return await waitFor<boolean>(HANDSHAKE_MS, false, this.#signal, (done) => {
        const onUp = (): void => done(true);
        const onDown = (): void => done(false);
        tls.once('secure', onUp);
        tls.once('close', onDown);
        // Stays: an error that nobody listens for would end the process.
        tls.on('error', onDown);
        return () => {
          tls.off('secure', onUp);
          tls.off('close', onDown);
        };
      });
    } catch {
      return false; // the practice server stops
    }
  }

  get #unsentBytes(): number {
    return this.#socket.writableLength + (this.#dripping?.length ?? 0);
  }

  #listen(): void {
    this.#socket.on('data', this.#onData);
    this.#socket.on('drain', this.#onDrain);
    this.#socket.on('end', this.#onEnd);
    this.#socket.on('close', this.#onEnd);
    this.#socket.on('error', this.#onEnd);
  }

  #unlisten(): void {
    this.#socket.pause();
    this.#socket.off('data', this.#onData);
    this.#socket.off('drain', this.#onDrain);
    this.#socket.off('end', this.#onEnd);
  }

  readonly #onData = (bytes: Buffer): void => {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    if (this.#buffer.length > MOST_UNREAD_BYTES) {
      this.#isEnded = true;
      this.destroy();
    }
    this.#wake?.();
  };

  readonly #onDrain = (): void => {
    this.#wake?.();
  };

  readonly #onEnd = (): void => {
    this.#isEnded = true;
    this.#wake?.();
  };
}

/** Cuts a line off: it ends with CRLF, or with LF alone, as hands at a terminal write it. */
export function takeLine(
  buffer: Uint8Array,
): { readonly value: string; readonly length: number } | null | 'malformed' {
  const end = buffer.indexOf(LF);
  if ((end < 0 ? buffer.length : end) > LONGEST_LINE_BYTES) return 'malformed';
  if (end < 0) return null;
  const length = buffer[end - 1] === CR ? end - 1 : end;
  return { value: Buffer.from(buffer.subarray(0, length)).toString('latin1'), length: end + 1 };
}
