import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import type { StreamFailure } from '../../../shared/mail/observation.ts';
import type { VerifiedConnection } from '../net/verified-connection.ts';

// What a mailbox is looked at with are a few KiB; ten thousand folders are half a MiB.
const MOST_BYTES = 4_194_304;
// Each folder is a line, and each line is work for whoever reads them.
const MOST_LINES = 20_000;
const LF = 10;

/**
 * A signed-in connection as a stream of bytes, for a library that reads and writes by itself. It begins with what came and
 * was not read yet. The socket stays our own: this ends with it, with the signal, and with too many bytes.
 */
export class Carrier extends Duplex {
  readonly #socket: Socket;
  readonly #signal: AbortSignal;
  #bytesLeft = MOST_BYTES;
  #linesLeft = MOST_LINES;
  #ending: StreamFailure | null = null;

  constructor(connection: VerifiedConnection, signal: AbortSignal) {
    super();
    const { socket, unread } = connection.handOver();
    this.#socket = socket;
    this.#signal = signal;
    socket.on('data', this.#onData);
    socket.on('end', () => this.#end('closed'));
    socket.on('close', () => this.#end('closed'));
    // Nobody else hears it any more; unheard it would end the program.
    socket.on('error', () => this.#end('reset'));
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (unread.length > 0) this.#onData(unread);
    if (signal.aborted) this.destroy();
    else if (socket.destroyed || socket.readableEnded) this.#end('closed');
  }

  /** How the stream ended, where it was not we who ended it. */
  get ending(): StreamFailure | null {
    return this.#ending;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(bytes: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    // What becomes of it the socket's own events tell.
    this.#socket.write(bytes, () => done());
  }

  override _final(done: () => void): void {
    this.#socket.end();
    this.#socket.destroySoon();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    // What was written (LOGOUT) has gone out; nobody waits for more.
    this.#socket.destroy();
    done(error);
  }

  readonly #onAbort = (): void => {
    this.destroy();
  };

  readonly #onData = (bytes: Uint8Array): void => {
    if (this.#ending !== null || this.destroyed) return;
    this.#bytesLeft -= bytes.length;
    this.#linesLeft -= linesIn(bytes);
    if (this.#bytesLeft < 0 || this.#linesLeft < 0) {
      this.#ending = 'too-long';
      this.destroy();
      return;
    }
    if (!this.push(bytes)) this.#socket.pause();
  };

  /** What came before the end is still read. */
  #end(how: StreamFailure): void {
    if (this.#ending !== null || this.destroyed) return;
    this.#ending = how;
    this.push(null);
  }
}

function linesIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}
