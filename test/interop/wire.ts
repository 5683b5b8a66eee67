import { once } from 'node:events';
import type { Socket } from 'node:net';
import { takeSieveLine, type SieveLine } from '../../shared/wire/managesieve.ts';

const LF = 10;
const SILENCE_MS = 10_000;

/** Bytes of a socket, taken line by line. Both ends of the interoperation tests read with it. */
export class Wire {
  socket: Socket;
  #buffer = Buffer.alloc(0);
  #hasEnded = false;

  constructor(socket: Socket) {
    this.socket = socket;
    this.#listen();
  }

  /** The next line without its end; null at the end of the stream. */
  async line(): Promise<string | null> {
    const bytes = await this.#take((buffer) => {
      const end = buffer.indexOf(LF);
      return end < 0 ? null : { value: buffer.subarray(0, end), length: end + 1 };
    });
    return bytes === null ? null : bytes.toString('latin1').replace(/\r$/, '');
  }

  /** The next ManageSieve line with its literals. */
  async sieveLine(): Promise<SieveLine | null> {
    return this.#take((buffer) => {
      const line = takeSieveLine(buffer);
      if (line === 'malformed') throw new Error(`not ManageSieve: ${buffer.toString('latin1').slice(0, 80)}`);
      return line === null ? null : { value: line, length: line.length };
    });
  }

  send(line: string): void {
    this.socket.write(`${line}\r\n`);
  }

  /** Goes on with another socket, as after STARTTLS. What was buffered is gone. */
  replace(socket: Socket): void {
    this.socket.removeAllListeners();
    this.socket = socket;
    this.#buffer = Buffer.alloc(0);
    this.#listen();
  }

  /** Stops listening, so that a TLS layer can take the socket. */
  release(): Socket {
    this.socket.removeAllListeners('data');
    this.socket.pause();
    return this.socket;
  }

  #listen(): void {
    this.socket.on('data', (bytes: Buffer) => (this.#buffer = Buffer.concat([this.#buffer, bytes])));
    this.socket.on('error', () => (this.#hasEnded = true));
    this.socket.on('close', () => (this.#hasEnded = true));
    this.socket.on('end', () => (this.#hasEnded = true));
  }

  async #take<T>(take: (buffer: Buffer) => { value: T; length: number } | null): Promise<T | null> {
    for (;;) {
      const taken = take(this.#buffer);
      if (taken !== null) {
        this.#buffer = this.#buffer.subarray(taken.length);
        return taken.value;
      }
      if (this.#hasEnded) return null;
      const signal = AbortSignal.timeout(SILENCE_MS);
      await Promise.race([
        once(this.socket, 'data', { signal }),
        once(this.socket, 'close', { signal }),
        once(this.socket, 'end', { signal }),
      ]).catch(() => (this.#hasEnded = true)); // an error, or silence: the stream is over for us
    }
  }
}
