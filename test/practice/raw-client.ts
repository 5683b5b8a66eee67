import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from 'node:tls';

const PATIENCE_MS = 5_000;

/** A client that a test leads by hand, on the practice server's one address. Keeps what comes, as Latin-1. */
export class RawClient {
  readonly socket: Socket;
  said = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes) => (this.said += bytes.toString('latin1')));
    socket.on('error', () => socket.destroy()); // what went wrong shows in what was said, or not
  }

  static async to(port: number): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return new RawClient(socket);
  }

  static async inTls(port: number, options: ConnectionOptions): Promise<RawClient> {
    return new RawClient(await handshake({ ...options, port, host: '127.0.0.1' }));
  }

  /** The same connection, in TLS. */
  async upgraded(options: ConnectionOptions): Promise<RawClient> {
    this.socket.removeAllListeners('data');
    return new RawClient(await handshake({ ...options, socket: this.socket }));
  }

  send(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** Waits until the server has said what matches. */
  async until(pattern: RegExp): Promise<string> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      while (!pattern.test(this.said)) await once(this.socket, 'data', { signal });
    } catch (cause) {
      throw new Error(`the server did not say ${pattern}, but ${JSON.stringify(this.said)}`, { cause });
    }
    return this.said;
  }

  /** Waits until the server has hung up. */
  async closed(): Promise<string> {
    if (!this.socket.closed) await once(this.socket, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return this.said;
  }

  end(): void {
    this.socket.destroy();
  }
}

async function handshake(options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connectTls({ servername: 'imap.practice.test', ...options });
  await once(socket, 'secureConnect', { signal: AbortSignal.timeout(PATIENCE_MS) });
  return socket;
}
