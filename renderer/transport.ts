import type { CallName, Envelope, Push, Transport } from '../shared/ipc/contract.ts';

/** Why nothing comes over a transport any more: its other side is gone, or does not know this page. */
export type Loss = 'gone' | 'not-allowed';

/** A transport that can be lost: `letterlock serve` may end while its page is still open. */
export interface Connection extends Transport {
  /** Calls the listener once, when nothing can come over the transport any more. */
  whenLost(listener: (loss: Loss) => void): void;
}

/** Picks the transport: Electron's, where the preload script left it, or HTTP to `letterlock serve`. */
export function connect(page: Window): Connection {
  const electron = page.letterlock;
  if (electron === undefined) return new HttpConnection('', takeToken(page), page.fetch.bind(page));
  return {
    invoke: (name, args) => electron.invoke(name, args),
    subscribe: (listener) => electron.subscribe(listener),
    whenLost: () => undefined, // the window and the main process live and die together
  };
}

const TOKEN_KEY = 'letterlock-token';
const TOKEN_FORM = /^#token=([\w-]+)$/;
/** A report is the longest line; its transcripts are bounded far below this. */
const LONGEST_LINE = 16_000_000;

/** The token of the address bar, moved to where a reload finds it and a look over the shoulder does not. */
function takeToken({ location, history, sessionStorage }: Window): string {
  const token = TOKEN_FORM.exec(location.hash)?.[1];
  if (token === undefined) return sessionStorage.getItem(TOKEN_KEY) ?? '';
  sessionStorage.setItem(TOKEN_KEY, token);
  history.replaceState(null, '', location.pathname);
  return token;
}

/**
 * Calls and pushes over HTTP, to the origin that served the page. The pushes are the lines of one answer that does
 * not end; when it ends, the connection is gone, and it is not made again in secret: the runs of the other side are
 * gone with it.
 */
class HttpConnection implements Connection {
  readonly #origin: string;
  readonly #token: string;
  readonly #fetch: typeof fetch;
  readonly #listeners = new Set<(push: Push) => void>();
  #lose: (loss: Loss) => void = () => undefined;
  readonly #lost = new Promise<Loss>((resolve) => (this.#lose = resolve));
  #isListening = false;

  constructor(origin: string, token: string, fetchFunction: typeof fetch) {
    this.#origin = origin;
    this.#token = token;
    this.#fetch = fetchFunction;
  }

  async invoke(name: CallName, args: unknown): Promise<Envelope<unknown>> {
    try {
      const answer = await this.#post('/api/call', JSON.stringify({ name, args }));
      if (isRefusal(answer)) return { ok: false, error: 'not-allowed' };
      const envelope: unknown = answer.ok ? await answer.json() : null;
      return isEnvelope(envelope) ? envelope : { ok: false, error: 'internal' };
    } catch {
      // Whatever the network's reason was: the program that served this page does not answer any more.
      this.#lose('gone');
      return { ok: false, error: 'internal' };
    }
  }

  subscribe(listener: (push: Push) => void): () => void {
    this.#listeners.add(listener);
    if (!this.#isListening) void this.#listen();
    return () => this.#listeners.delete(listener);
  }

  whenLost(listener: (loss: Loss) => void): void {
    void this.#lost.then(listener);
  }

  async #listen(): Promise<void> {
    this.#isListening = true;
    try {
      const answer = await this.#post('/api/events', '');
      if (isRefusal(answer)) this.#lose('not-allowed');
      else if (answer.ok && answer.body !== null) await this.#read(answer.body);
    } catch {
      // A broken stream and one that ended mean the same to the person: nothing comes any more.
    }
    this.#lose('gone'); // says nothing new where it was lost for another reason before
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    const reader = body.getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) return reader.cancel();
      for (const line of lines) if (line !== '') this.#push(line);
    }
  }

  #push(line: string): void {
    const push = JSON.parse(line) as Push; // our own origin, behind its token, says it in these types
    for (const listener of this.#listeners) listener(push);
  }

  #post(path: string, body: string): Promise<Response> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` };
    return this.#fetch(`${this.#origin}${path}`, { method: 'POST', headers, body });
  }
}

/** No or another token, or another origin: what is served is not this page's. */
function isRefusal({ status }: Response): boolean {
  return status === 401 || status === 403;
}

function isEnvelope(value: unknown): value is Envelope<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}
