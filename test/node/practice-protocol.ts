import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { makeAccounts, PEOPLE, type Accounts } from '../../electron/node/practice/mail/accounts.ts';
import { USUAL_MAIL, type MailBehaviour } from '../../electron/node/practice/mail/behaviour.ts';
import type { Command, Dialect } from '../../electron/node/practice/mail/dialect.ts';
import { ServerConnection } from '../../electron/node/practice/mail/server-connection.ts';
import { nodeSaslCrypto } from '../../electron/node/sasl-crypto.ts';
import { makePki } from '../servers/pki.ts';
import { closeServer, portOf } from '../servers/ports.ts';
import { parseTranscript } from '../servers/transcript.ts';

const PATIENCE_MS = 10_000;
/** When the accounts of these tests were made. */
const MADE_AT = new Date('2026-11-22T07:00:00Z');

/** One connection of a test: its two ends, and how the server's end is served. */
export interface Line {
  readonly client: Socket;
  /** Bytes that the server's end has received. */
  received(): number;
  /** All that the server has said, as Latin-1, once both ends are closed. */
  readonly said: Promise<string>;
  /** Resolves when the serving function has returned. */
  readonly served: Promise<void>;
}

/** Opens a connection over loopback and serves its other end. */
export async function openLine(serve: (connection: ServerConnection) => Promise<void>): Promise<Line> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = connect(portOf(server), '127.0.0.1').setNoDelay();
  client.on('error', () => client.destroy()); // a reset shows in what was said
  const [socket] = await accepted;
  const closed = closeServer(server);
  const hasClosed = new Promise((resolve) => client.once('close', resolve));
  const served = serve(new ServerConnection(socket, AbortSignal.timeout(PATIENCE_MS)));
  let said = '';
  client.on('data', (bytes) => (said += bytes.toString('latin1')));
  return {
    client,
    received: () => socket.bytesRead,
    said: Promise.all([hasClosed, served, closed]).then(() => said),
    served,
  };
}

/** Accounts as a practice server has them when it starts. */
export function freshAccounts(): Promise<Accounts> {
  return makeAccounts(PEOPLE, nodeSaslCrypto, () => MADE_AT);
}

/** What happens in one session of alice's: sends bytes, in the pieces given, and returns all that the server says. */
export async function sessionOf(
  dialect: Dialect,
  accounts: Accounts,
  pieces: readonly (string | Uint8Array)[],
  behaviour: Partial<MailBehaviour> = {},
): Promise<string> {
  const line = await openLine((connection) => serveAlice(dialect, accounts, connection, behaviour));
  return talk(line, pieces);
}

/** Serves alice, who has signed in. */
export function serveAlice(
  dialect: Dialect,
  accounts: Accounts,
  connection: ServerConnection,
  behaviour: Partial<MailBehaviour> = {},
): Promise<void> {
  return dialect.session(connection, accounts.named('alice', 'both')!, {
    behaviour: { ...USUAL_MAIL, ...behaviour },
    deliver: accounts.deliver,
    hostname: 'host.practice.test',
    date: () => MADE_AT,
  });
}

/** What a dialect makes of a client's bytes before sign-in: the commands, and what it answers by itself. */
export async function commandsOf(
  dialect: Dialect,
  pieces: readonly (string | Uint8Array)[],
): Promise<{ readonly commands: readonly (Command | 'malformed')[]; readonly said: string }> {
  const commands: (Command | 'malformed')[] = [];
  const line = await openLine(async (connection) => {
    await readAll(dialect, connection, commands);
    connection.end();
  });
  return { said: await talk(line, pieces), commands };
}

/** Reads commands up to the end of the connection, or to what cannot be read. */
export async function readAll(
  dialect: Dialect,
  connection: ServerConnection,
  commands: (Command | 'malformed')[],
): Promise<void> {
  for (;;) {
    const command = await dialect.read(connection);
    if (command !== null) commands.push(command);
    if (command === null || command === 'malformed') return;
  }
}

/** Begins TLS on the server's end, with the certificate of `mail.example.test`. */
export async function beginTls(connection: ServerConnection): Promise<boolean> {
  const { good } = await makePki();
  return connection.upgrade({ cert: good.certificatePem, key: good.keyPem });
}

/** Sends pieces so that each arrives before the next is sent; then the client has nothing more to say. */
async function talk(line: Line, pieces: readonly (string | Uint8Array)[]): Promise<string> {
  let sent = 0;
  for (const piece of pieces) {
    const bytes = Buffer.from(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
    if (bytes.length > 0 && !line.client.destroyed) line.client.write(bytes);
    sent += bytes.length;
    while (line.received() < sent && !line.client.destroyed) await nextTurn();
  }
  line.client.end();
  return line.said;
}

/**
 * The two halves of a transcript of `C:` and `S:` lines: what the client sends, all at once, and what the server must
 * say, each with CRLF.
 */
export function halves(transcript: string): { readonly client: string; readonly server: string } {
  const steps = parseTranscript(transcript);
  const client = steps.flatMap((step) => (step.kind === 'expect' ? [`${String(step.expected)}\r\n`] : []));
  const server = steps.flatMap((step) => (step.kind === 'send' ? [`${step.text}\r\n`] : []));
  return { client: client.join(''), server: server.join('') };
}

/** Every way to cut a text into two pieces. */
export function cutsOf(text: string): readonly (readonly [string, string])[] {
  return [...text].map((_, at) => [text.slice(0, at), text.slice(at)] as const);
}
