import { once } from 'node:events';
import { createServer, type TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { makePki } from '../servers/pki.ts';
import { closeServer, portOf } from '../servers/ports.ts';
import { REPEATING_DIALECTS, type RepeatingProtocol } from './repeating-dialects.ts';

/** What a server does with a sign-in when all of it has come. */
export type Verdict = 'refuses' | 'accepts' | 'says nothing';

/** A server that says back all that it was told. */
export interface RepeatingServer {
  readonly port: number;
  /** Resolves when credentials have come. */
  readonly told: Promise<void>;
}

export interface RepeatingOptions {
  readonly protocol: RepeatingProtocol;
  /** The one mechanism that it offers. */
  readonly mechanism: string;
  readonly verdict?: Verdict;
  /** What it knows besides what it is told: passwords and tokens. */
  readonly knows?: readonly string[];
  /** What it says with its verdict besides, as it stands. */
  readonly adds?: readonly string[];
}

/**
 * A server with a good certificate that puts secrets into whatever it says once it has them: as they came, decoded, in parts,
 * in base64 at each alignment, hex, percent-encoded, in both normal forms and in both cases. It is gone when the test ends.
 */
export async function startRepeatingServer(options: RepeatingOptions): Promise<RepeatingServer> {
  const { certificatePem: cert, keyPem: key } = (await makePki()).good;
  let tell: () => void = () => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const sockets = new Set<TLSSocket>();
  const server = createServer({ cert, key, requestCert: true, rejectUnauthorized: false }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined); // whoever was told enough hangs up
    talk(socket, options, tell);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await closeServer(server);
  });
  return { port: portOf(server), told };
}

/** One connection: every line is answered; a sign-in takes as many steps as its mechanism has. */
function talk(socket: TLSSocket, options: RepeatingOptions, tell: () => void): void {
  const { protocol, mechanism, verdict = 'refuses', knows = [], adds = [] } = options;
  const dialect = REPEATING_DIALECTS[protocol];
  const messages: string[] = [];
  const send = (lines: readonly string[]): void =>
    void socket.write(lines.map((line) => `${line}\r\n`).join(''));
  let exchange: { readonly tag: string; readonly challenges: string[] } | null = null;
  let isSignedIn = false;
  let pending = '';
  const end = (tag: string): void => {
    exchange = null;
    tell();
    if (verdict === 'says nothing') return;
    isSignedIn = verdict === 'accepts';
    const words = wordsFor([...knows, ...messages.slice(-1).flatMap(meaningsOf)]);
    send(dialect.verdict(tag, isSignedIn, [...words, ...adds]));
  };
  const hear = (line: string): void => {
    if (exchange !== null) {
      messages.push(line);
      const next = exchange.challenges.shift();
      if (next === undefined) end(exchange.tag);
      else send([dialect.challenge(next === SERVER_FIRST ? serverFirst(messages.at(-1) ?? '') : next)]);
      return;
    }
    const begun = dialect.begin(line);
    if (begun === null) {
      const words = isSignedIn ? wordsFor([...knows, ...messages.slice(-1).flatMap(meaningsOf)]) : [];
      send(dialect.answer(line, mechanism, words));
      return;
    }
    exchange = { tag: begun.tag, challenges: challengesOf(mechanism, knows) };
    if (begun.initialResponse !== null) hear(begun.initialResponse);
    else send([dialect.challenge(isClientFirst(mechanism) ? '' : (exchange.challenges.shift() ?? ''))]);
  };
  send([dialect.greeting]);
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${pending}${text}`.split('\r\n');
    pending = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
}

const SERVER_FIRST = 'SERVER-FIRST';

/** What the server asks, one after the other, when the first message has come, or before it. */
function challengesOf(mechanism: string, knows: readonly string[]): string[] {
  if (mechanism.startsWith('SCRAM-')) return [SERVER_FIRST];
  if (mechanism === 'CRAM-MD5') return ['<1896.697170952@mail.example.test>'];
  if (mechanism === 'LOGIN') return ['Username:', 'Password:'];
  // RFC 7628 §3.2.2: the error document, with the token in it.
  if (/OAUTH/.test(mechanism)) return [JSON.stringify({ status: knows[0] ?? '400', scope: knows.join(' ') })];
  return [];
}

function isClientFirst(mechanism: string): boolean {
  return !['CRAM-MD5', 'LOGIN'].includes(mechanism);
}

/** RFC 5802 §5: the nonce of the client, and more. */
function serverFirst(clientFirst: string): string {
  const nonce = /r=([^,]+)/.exec(Buffer.from(clientFirst, 'base64').toString())?.[1] ?? '';
  return `r=${nonce}3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096`;
}

/** A message as it came, decoded, and its parts, but for what it was bound to, which is no secret. */
function meaningsOf(base64: string): readonly string[] {
  const message = Buffer.from(base64, 'base64').toString();
  // eslint-disable-next-line no-control-regex -- control characters stand between the parts
  const parts = message.split(/[\u0000\u0001, ]/).filter((part) => !part.startsWith('c='));
  const values = parts.map((part) => part.replace(/^[a-z]=/, ''));
  return [base64, message, ...parts, ...values].filter(({ length }) => length >= 8);
}

/** Everything that a server may make of what it knows, a line each. */
function wordsFor(known: readonly string[]): readonly string[] {
  const words = known.flatMap((text) => {
    const bytes = Buffer.from(text);
    return [
      text,
      text.toUpperCase(),
      text.toLowerCase(),
      // What is too long for a log is cut.
      text.slice(0, text.length / 2),
      text.slice(text.length / 2),
      text.normalize('NFC'),
      text.normalize('NFD'),
      encodeURIComponent(text),
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      ...['', 'x', 'xx'].map((before) => Buffer.from(`${before}${text}`).toString('base64')),
    ];
  });
  // eslint-disable-next-line no-control-regex -- a line has none of them
  return [...new Set(words)].map((word) => word.replaceAll(/[\u0000-\u001f]/g, ' '));
}
