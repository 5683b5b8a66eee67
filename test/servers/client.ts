import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { makePki } from './pki.ts';

const PATIENCE_MS = 5_000;

/** Where a server is. */
export interface Where {
  readonly host: string;
  readonly port: number;
}

/** What of TLS a test may want otherwise. */
export type TlsChoice = Pick<ConnectionOptions, 'cert' | 'key' | 'maxVersion'>;

/** A client that tests lead by hand: keeps what comes, as Latin-1. In TLS it trusts the PKI, as `mail.example.test`. */
export class Client {
  readonly socket: Socket;
  said = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes) => (this.said += bytes.toString('latin1')));
    socket.on('error', () => socket.destroy()); // what went wrong shows in the tests that ask for it
  }

  static to({ host, port }: Where): Client {
    return new Client(connect(port, host));
  }

  static async inTls({ host, port }: Where, choice: TlsChoice = {}): Promise<Client> {
    const { caPem: ca } = await makePki();
    const socket = connectTls({ ...choice, host, port, ca, servername: 'mail.example.test' });
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return new Client(socket);
  }

  async upgraded(choice: TlsChoice = {}): Promise<Client> {
    const { caPem: ca } = await makePki();
    this.socket.removeAllListeners('data');
    const socket = connectTls({ ...choice, socket: this.socket, ca, servername: 'mail.example.test' });
    await once(socket, 'secureConnect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return new Client(socket);
  }

  send(...lines: readonly string[]): void {
    this.socket.write(lines.map((line) => `${line}\r\n`).join(''));
  }

  async until(text: string): Promise<void> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      while (!this.said.includes(text)) await once(this.socket, 'data', { signal });
    } catch (cause) {
      throw new Error(`The server did not say ${JSON.stringify(text)}, but: ${this.said}`, { cause });
    }
  }

  async closed(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
  }
}
