import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { makePki } from './pki.ts';
import type { ScriptedServer } from './scripted.ts';

/** A client for the tests of the scripted server: keeps what comes, as Latin-1. */
export class Client {
  readonly socket: Socket;
  said = '';

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes) => (this.said += bytes.toString('latin1')));
    socket.on('error', () => socket.destroy()); // what went wrong shows in the tests that ask for it
  }

  static to({ host, port }: ScriptedServer): Client {
    return new Client(connect(port, host));
  }

  static async inTls({ host, port }: ScriptedServer): Promise<Client> {
    const { caPem: ca } = await makePki();
    const socket = connectTls({ host, port, ca, servername: 'mail.example.test' });
    await once(socket, 'secureConnect');
    return new Client(socket);
  }

  async upgraded(): Promise<Client> {
    const { caPem: ca } = await makePki();
    this.socket.removeAllListeners('data');
    const socket = connectTls({ socket: this.socket, ca, servername: 'mail.example.test' });
    await once(socket, 'secureConnect');
    return new Client(socket);
  }

  async until(text: string): Promise<void> {
    while (!this.said.includes(text)) {
      await once(this.socket, 'data', { signal: AbortSignal.timeout(5_000) });
    }
  }

  async closed(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close', { signal: AbortSignal.timeout(5_000) });
  }
}
