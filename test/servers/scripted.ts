import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { Pki, TestCertificate } from './pki.ts';
import { playConnection } from './play.ts';
import { closeServer, portOf } from './ports.ts';
import { parseTranscript, type Step } from './transcript.ts';
import { Wire } from './wire.ts';

/** How a script is played. */
export interface ScriptedOptions {
  /** Its good certificate is the server's. */
  readonly pki: Pki;
  /** TLS begins with the first byte, before the script. */
  readonly implicitTls?: boolean;
  /** Scripts of the first, second … connection; all of them must come. Further ones get the script beside this list. */
  readonly connections?: readonly string[];
  /** The address to listen on; 127.0.0.1 where left out. */
  readonly host?: string;
}

/** A server that plays scripts. */
export interface ScriptedServer {
  readonly host: string;
  readonly port: number;
  /** How many connections have been made. */
  connectionCount(): number;
  /** Every byte that came, over all connections: as on the wire, and what came inside TLS as decrypted, too. */
  received(): Buffer;
  /** What did not go as written. Complete, and empty if all went well, once `close` has resolved. */
  problems(): readonly string[];
  /** Stops listening and gives clients 2 s to hang up; one that does not is a problem. */
  close(): Promise<void>;
}

const GRACE_MS = 2_000;
const MOST_BYTES = 33_554_432;

/** Starts a server that plays a transcript, from the top, to each client that connects; see `parseTranscript`. */
export async function playTranscript(text: string, options: ScriptedOptions): Promise<ScriptedServer> {
  const player = new ScriptPlayer(text, options);
  await player.listen();
  return player;
}

class ScriptPlayer implements ScriptedServer {
  readonly host: string;
  port = 0;
  readonly #certificate: TestCertificate;
  readonly #usual: readonly Step[];
  readonly #special: readonly (readonly Step[])[];
  readonly #server = createServer((socket) => this.#serve(socket));
  readonly #wires: Wire[] = [];
  readonly #plays: Promise<void>[] = [];
  readonly #received: Buffer[] = [];
  readonly #problems: string[] = [];
  #closed: Promise<void> | undefined;

  constructor(text: string, { pki, implicitTls, connections = [], host = '127.0.0.1' }: ScriptedOptions) {
    const parse = implicitTls === true ? parseInTls : parseTranscript;
    this.host = host;
    this.#certificate = pki.good;
    this.#usual = parse(text);
    this.#special = connections.map(parse);
  }

  async listen(): Promise<void> {
    this.#server.listen(0, this.host);
    await once(this.#server, 'listening');
    this.port = portOf(this.#server);
  }

  connectionCount(): number {
    return this.#wires.length;
  }

  received(): Buffer {
    return Buffer.concat(this.#received);
  }

  problems(): readonly string[] {
    return this.#problems;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const closed = closeServer(this.#server);
    const grace = setTimeout(() => this.#letGo(), GRACE_MS);
    await Promise.all(this.#plays);
    clearTimeout(grace);
    await closed;
    const expected = Math.max(1, this.#special.length);
    for (let count = this.#wires.length; count < expected; count += 1) {
      this.#problems.push(`connection ${count + 1}: nobody came`);
    }
  }

  #serve(socket: Socket): void {
    const wire = new Wire(
      socket,
      boundedRecorder(this.#received, () => wire.destroy()),
    );
    const steps = this.#special[this.#wires.length] ?? this.#usual;
    this.#wires.push(wire);
    this.#plays.push(this.#play(wire, steps, `connection ${this.#wires.length}`));
  }

  async #play(wire: Wire, steps: readonly Step[], name: string): Promise<void> {
    const problem = await playConnection(wire, steps, this.#certificate);
    if (problem !== null) this.#problems.push(`${name}: ${problem}`);
  }

  #letGo(): void {
    for (const [index, wire] of this.#wires.entries()) {
      if (wire.isClosed) continue;
      this.#problems.push(`connection ${index + 1}: the client did not hang up`);
      wire.destroy();
    }
  }
}

function parseInTls(text: string): readonly Step[] {
  return [{ lineNumber: 0, kind: 'tls' }, ...parseTranscript(text)];
}

function boundedRecorder(received: Buffer[], tooMuch: () => void): (bytes: Buffer) => void {
  let total = 0;
  return (bytes) => {
    total += bytes.length;
    if (total > MOST_BYTES) tooMuch();
    received.push(bytes);
  };
}
