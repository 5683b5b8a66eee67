import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { closeServer, portOf } from './ports.ts';

/** A mail server that takes everything and passes nothing on. */
export interface SmtpSink {
  readonly host: string;
  readonly port: number;
  /** The messages taken so far, headers included, with dot-stuffing undone and lines ending in LF. */
  readonly messages: readonly string[];
  /** From now on a command of this verb gets this reply, as by a rule of the server; null for its usual one. */
  answer(verb: string, reply: string | null): void;
  close(): Promise<void>;
}

/** Starts the relay that a submission server needs before it lets anybody sign in. It knows no TLS and no AUTH. */
export async function startSmtpSink(): Promise<SmtpSink> {
  const messages: string[] = [];
  const rules = new Map<string, string>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, messages, rules);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: '127.0.0.1',
    port: portOf(server),
    messages,
    answer(verb, reply) {
      if (reply === null) rules.delete(verb);
      else rules.set(verb, reply);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await closeServer(server);
    },
  };
}

function serve(socket: Socket, messages: string[], rules: ReadonlyMap<string, string>): void {
  let message: string[] | null = null;
  socket.write('220 sink.example.test ESMTP\r\n');
  const lines = createInterface({ input: socket, crlfDelay: Infinity });
  lines.on('error', () => socket.destroy()); // the peer has gone: readline passes its socket's errors on
  lines.on('line', (line) => {
    if (message === null) {
      const verb = line.slice(0, 4).toUpperCase();
      const rule = rules.get(verb);
      if (verb === 'DATA' && rule === undefined) message = [];
      socket.write(`${rule ?? REPLIES[verb] ?? '250 2.0.0 OK'}\r\n`);
      if (verb === 'QUIT') socket.end();
      return;
    }
    if (line !== '.') {
      message.push(line.replace(/^\./, '')); // RFC 5321 §4.5.2
      return;
    }
    messages.push(message.join('\n'));
    message = null;
    socket.write('250 2.0.0 OK\r\n');
  });
}

const REPLIES: Readonly<Record<string, string>> = {
  DATA: '354 Go on, and end with a dot',
  QUIT: '221 2.0.0 Bye',
};
