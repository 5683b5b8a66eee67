import type { ServerResponse } from 'node:http';
import type { Push } from '../../shared/ipc/contract.ts';

// A report of many findings is one line of some hundred KiB; a page that is this far behind is not reading any more.
const BACKLOG_LIMIT_BYTES = 4 * 1024 * 1024;

/** The pages that listen: every push goes to each of them as one line of JSON. */
export class EventStreams {
  readonly #open = new Set<ServerResponse>();

  /** Makes an answer, whose headers are set, a stream that lasts until the page goes or the server closes. */
  add(response: ServerResponse): void {
    this.#open.add(response);
    response.on('close', () => this.#open.delete(response));
    response.flushHeaders();
  }

  /** Sends to all. Cuts off who does not read: a page that sees its stream end knows that it missed something. */
  push(push: Push): void {
    const line = `${JSON.stringify(push)}\n`;
    for (const response of this.#open) {
      if (response.writableLength > BACKLOG_LIMIT_BYTES) response.destroy();
      else response.write(line);
    }
  }
}
