import type { Socket } from 'node:net';
import type { StreamFailure, TranscriptPlace } from '../../../shared/mail/observation.ts';
import { LineBuffer } from '../../../shared/wire/lines.ts';
import type { TranscriptWriter } from '../run-log.ts';
import type { Deadline } from './deadlines.ts';
import { alertIn, isClientCertificateCode } from './tls-codes.ts';
import { waitFor } from './wait.ts';

// More than this unread means that the peer talks without being asked; real answers are a few KiB.
const MOST_UNREAD_BYTES = 1_048_576;

/**
 * What stands at the front of the bytes that came: something, and how many bytes it is long; null where more must come;
 * or why no more bytes can help.
 */
export type Taken<T> = { readonly value: T; readonly length: number } | null | 'too-long' | 'malformed';

/** How a server line is written into the transcript. Lines of a sign-in exchange are replaced by their length. */
export type Recording = (line: Uint8Array) => string | Uint8Array;

/**
 * Lines over a socket, with a deadline on every wait. It sends commands only: what is secret can be sent by
 * `VerifiedConnection` alone.
 */
export abstract class LineConnection {
  protected readonly socket: Socket;
  protected readonly transcript: TranscriptWriter;
  protected readonly signal: AbortSignal;
  readonly #lines = new LineBuffer();
  #ending: StreamFailure | null = null;
  #certificateAlert: string | null = null;
  #wake: (() => void) | null = null;

  constructor(socket: Socket, transcript: TranscriptWriter, signal: AbortSignal) {
    this.socket = socket;
    this.transcript = transcript;
    this.signal = signal;
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
    socket.on('error', this.#onError);
    socket.resume();
  }

  /**
   * The next line, or why there is none. Lines that came before the end of the stream are given first.
   *
   * @throws the signal's reason, when it is aborted
   */
  async readLine(
    deadline: Deadline,
    recording: Recording = (line) => line,
  ): Promise<Uint8Array | StreamFailure> {
    const line = await this.#next(deadline, () => this.#lines.next());
    if (typeof line !== 'string') this.transcript.add('server', recording(line));
    return line;
  }

  /**
   * The next thing of a protocol whose answers are more than lines, or why there is none.
   *
   * @param take looks at everything that came; it must give up when that is more than the thing can be long
   * @param recording what the transcript keeps of it; all of it where left out
   * @throws the signal's reason, when it is aborted
   */
  async read<T extends object>(
    take: (unread: Uint8Array) => Taken<T>,
    deadline: Deadline,
    recording: (thing: T, bytes: Uint8Array) => string | Uint8Array = (_, bytes) => bytes,
  ): Promise<T | StreamFailure> {
    const taken = await this.#next(deadline, () => take(this.#lines.peek()));
    if (typeof taken === 'string') return taken;
    const { value, length } = taken;
    this.transcript.add('server', recording(value, withoutLineEnd(this.#lines.take(length))));
    return value;
  }

  /** Sends command lines, all at once. Never anything secret: they go into the transcript as they are. */
  write(...commands: readonly string[]): void {
    for (const command of commands) this.transcript.add('client', command);
    this.socket.write(commands.map((command) => `${command}\r\n`).join(''));
  }

  /** The bytes that came and were not read yet, without taking them. */
  unread(): Uint8Array {
    return this.#lines.peek();
  }

  /** False once the peer has ended the stream, or it broke. */
  get isOpen(): boolean {
    return this.#ending === null && !this.socket.destroyed;
  }

  /** The alert about our certificate with which the server ended TLS (`unknown_ca`); null where it did not. */
  get certificateAlert(): string | null {
    return this.#certificateAlert;
  }

  /** Where the transcript stands. */
  get place(): TranscriptPlace {
    return this.transcript.place;
  }

  /** Ends a wait for a line as if nothing had come: somebody found out that nothing will. */
  giveUpWaiting(): void {
    this.#end('silent');
  }

  /** Ends the connection after what was written has gone out; a peer that does not close its side is cut off. */
  end(): void {
    this.socket.end();
    this.socket.destroySoon();
  }

  /** Ends the connection at once. Safe to call twice. */
  close(): void {
    this.socket.destroy();
  }

  /** Takes the socket out of this object, paused and without its listeners; this object is of no use afterwards. */
  protected detach(): Socket {
    this.socket.pause();
    this.socket.off('data', this.#onData);
    this.socket.off('end', this.#onEnd);
    this.socket.off('close', this.#onEnd);
    this.socket.off('error', this.#onError);
    return this.socket;
  }

  /** Waits until `look` finds something. What came before the end of the stream is found first. */
  async #next<T extends object>(
    deadline: Deadline,
    look: () => T | StreamFailure | null,
  ): Promise<T | StreamFailure> {
    const deadlineMs = deadline.remainingMs();
    const found = await waitFor<T | StreamFailure>(deadlineMs, 'silent', this.signal, (done) => {
      const wake = (): void => {
        const next = look() ?? this.#ending;
        if (next !== null) done(next);
      };
      this.#wake = wake;
      wake();
      return () => {
        this.#wake = null;
      };
    });
    if (typeof found === 'string') this.transcript.add('note', found);
    return found;
  }

  readonly #onData = (bytes: Uint8Array): void => {
    this.#lines.push(bytes);
    if (this.#lines.length > MOST_UNREAD_BYTES) this.#end('too-long');
    this.#wake?.();
  };

  readonly #onEnd = (): void => this.#end('closed');

  readonly #onError = ({ code = '' }: NodeJS.ErrnoException): void => {
    const isAboutCertificate = isClientCertificateCode(code);
    if (isAboutCertificate) this.#certificateAlert ??= alertIn(code);
    this.#end(isAboutCertificate ? 'client-certificate-required' : 'reset');
  };

  #end(how: StreamFailure): void {
    this.#ending ??= how;
    if (how !== 'closed') this.socket.destroy();
    this.#wake?.();
  }
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  return bytes.at(-2) === 13 && bytes.at(-1) === 10 ? bytes.subarray(0, -2) : bytes;
}
