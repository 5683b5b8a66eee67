import type { IncomingMessage } from 'node:http';

/**
 * The body of a request as text; null as soon as it is longer than so many bytes, or its sender is gone. It has no
 * deadline of its own: the server's time limit for requests ends a slow one.
 */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) chunks.push(chunk);
      else resolve(null);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('close', () => resolve(null));
  });
}
