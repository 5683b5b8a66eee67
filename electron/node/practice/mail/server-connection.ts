import type { Socket } from 'node:net';
import { TLSSocket, type TLSSocketOptions } from 'node:tls';
import { waitFor } from '../../net/wait.ts';
import { Drip } from './drip.ts';
import { Incoming, MOST_UNREAD_BYTES } from './incoming.ts';
import { takeLine, type Line, type Take } from './lines.ts';

/** While more than this waits to go out, nothing more is read: a client may ask for mails and never take them. */
const MOST_UNSENT_BYTES = 4_194_304;
// Somebody types by hand, at the longest.
const IDLE_MS = 120_000;
// RFC 9051 §5.4: at least 30 minutes, and clients renew their IDLE after up to 29 (RFC 2177).
const SIGNED_IN_IDLE_MS = 1_860_000;
const END_MS = 5_000;
const HANDSHAKE_MS = 10_000;

/**
 * The server's end of a connection: lines and literals in, with a limit and a deadline on everything, lines out. A client
 * that goes away, or says nothing for two minutes (half an hour once it has signed in), ends every wait with null.
 */
export class ServerConnection {
  #socket: Socket;
  #idleMs = IDLE_MS;
  #drip: Drip | null = null;
  readonly #incoming = new Incoming();
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
  read<T>(take: Take<T>): Promise<T | null | 'malformed'> {
    const isHeldUp = (): boolean => this.#unsentBytes > MOST_UNSENT_BYTES;
    return this.#incoming.read(take, { idleMs: this.#idleMs, signal: this.#signal, isHeldUp });
  }

  /** The next line; null where the client is gone, `malformed` where it is too long. */
  readLine(): Promise<Line | null | 'malformed'> {
    return this.read(takeLine);
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
    await this.read(() => {
      this.#incoming.clear();
      return null;
    });
  }

  /** Sends lines, each with its CRLF, as UTF-8. */
  send(...lines: readonly string[]): void {
    this.sendBytes(Buffer.from(lines.map((line) => `${line}\r\n`).join('')));
  }

  /** Sends bytes as they are. */
  sendBytes(bytes: Uint8Array): void {
    if (this.#drip === null) this.#write(bytes);
    else this.#drip.add(bytes);
  }

  /** From now on one byte a second goes out. */
  drip(): void {
    const drip = new Drip((bytes) => {
      this.#write(bytes);
      this.#incoming.wake();
    });
    this.#drip = drip;
    this.#raw.once('close', () => drip.stop());
  }

  /**
   * The server's part of a TLS handshake. What the client sent before it is thrown away and never looked at again: it may
   * be an attacker's (RFC 3207 §4.2, RFC 9051 §6.2.1, RFC 2595 §4, RFC 5804 §2.2).
   *
   * @returns false where no TLS came about; the connection is of no use then
   */
  async upgrade(options: Omit<TLSSocketOptions, 'isServer' | 'server'>): Promise<boolean> {
    if (!(await this.#hasDripped())) return false;
    this.#unlisten();
    // What Node has read from the network and nobody took yet would be handed to TLS as the beginning of the handshake.
    while (this.#raw.read() !== null);
    this.#incoming.clear();
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
   * was sent is cut off, and what still drips is lost. Safe to call at any time.
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

  /** Waits until what drips has gone out: it was said before TLS and belongs there. False where the client is gone before. */
  async #hasDripped(): Promise<boolean> {
    const drip = this.#drip;
    if (drip === null || drip.length === 0) return true;
    return (await this.read(() => (drip.length > 0 ? null : { value: true, length: 0 }))) === true;
  }

  #write(bytes: Uint8Array): void {
    if (!this.#raw.destroyed && !this.#socket.destroyed) this.#socket.write(bytes);
  }

  get #unsentBytes(): number {
    return this.#socket.writableLength + (this.#drip?.length ?? 0);
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
    if (!this.#incoming.add(bytes)) this.destroy();
  };

  readonly #onDrain = (): void => this.#incoming.wake();

  readonly #onEnd = (): void => this.#incoming.end();
}
