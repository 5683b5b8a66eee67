import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import type { RendererFiles } from '../../electron/node/renderer-files.ts';
import { startServe, type ServeOptions } from '../../electron/serve/serve.ts';
import type { Push } from '../../shared/ipc/contract.ts';

/** The secret of every start in these tests. */
export const TOKEN = 'the-token-of-this-test';

/** What is served as index.html. */
export const PAGE = '<!doctype html><title>Letterlock</title>';

const FILES: RendererFiles = new Map([
  ['index.html', { bytes: new TextEncoder().encode(PAGE), type: 'text/html; charset=utf-8' }],
  ['assets/index-1a2b.js', { bytes: new TextEncoder().encode('1;'), type: 'text/javascript; charset=utf-8' }],
]);

/** A request that differs from the right one. A header of undefined is left out. */
export interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** An answer, read to its end. */
export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Screens that are served for one test, with an engine that only counts. */
export interface ServedForTest {
  readonly port: number;
  readonly url: string;
  /** The engine's only answer that these tests need. */
  readonly info: ReturnType<typeof vi.fn>;
  readonly closeService: ReturnType<typeof vi.fn>;
  readonly push: (push: Push) => void;
  /** Asks without a token and without an origin, as any program on this machine can. */
  readonly ask: (question: Question) => Promise<Answer>;
  /** Calls `app.info` as our own page does, except for what is said otherwise. */
  readonly call: (question?: Question, body?: string) => Promise<Answer>;
  /** Opens a stream of events as our own page does. */
  readonly listen: () => Promise<IncomingMessage>;
  readonly close: () => Promise<void>;
}

/** Serves for one test. */
export async function serve(options: Partial<ServeOptions> = {}): Promise<ServedForTest> {
  const info = vi.fn(() => Promise.resolve({ shell: 'browser', version: '0' }));
  const closeService = vi.fn();
  let push: (push: Push) => void = () => undefined;
  const serving = await startServe({
    files: FILES,
    token: () => TOKEN,
    createService: (toPages) => {
      push = toPages;
      // The other calls are not made in these tests.
      return { handlers: { 'app.info': info } as never, close: closeService };
    },
    ...options,
  });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= serving.close());
  onTestFinished(close);
  const port = Number(new URL(serving.url).port);
  const asOurPage = {
    origin: `http://127.0.0.1:${port}`,
    authorization: `Bearer ${TOKEN}`,
    'content-type': 'application/json',
  };
  const send = (question: Question, body: string): Promise<IncomingMessage> => answerTo(port, question, body);
  const call = (
    { method = 'POST', path = '/api/call', headers }: Question,
    body: string,
  ): Promise<IncomingMessage> => send({ method, path, headers: { ...asOurPage, ...headers } }, body);
  return {
    port,
    url: serving.url,
    info,
    closeService,
    push: (event) => push(event),
    ask: async (question) => readAll(await send(question, '')),
    call: async (question = {}, body = '{"name":"app.info","args":null}') =>
      readAll(await call(question, body)),
    listen: () => call({ path: '/api/events' }, ''),
    close,
  };
}

/** Sends bytes and gives everything that comes back until the other side closes. */
export async function raw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
  socket.on('error', () => undefined); // a reset is one way of closing
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

async function answerTo(
  port: number,
  { method, path, headers = {} }: Question,
  body: string,
): Promise<IncomingMessage> {
  const given = Object.entries(headers).filter(
    (header): header is [string, string] => header[1] !== undefined,
  );
  const outgoing = request({
    host: '127.0.0.1',
    port,
    agent: false,
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    headers: Object.fromEntries(given),
  });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  return incoming as IncomingMessage; // what the event is for
}

async function readAll(incoming: IncomingMessage): Promise<Answer> {
  let body = '';
  for await (const chunk of incoming.setEncoding('utf8')) body += String(chunk);
  return { status: incoming.statusCode, headers: incoming.headers, body };
}
