import { createReadStream } from 'node:fs';
import type { Terminal } from './terminal/terminal.ts';

/** What stands for standard input in place of a file. */
export const STDIN = '-';

/**
 * Reads the beginning of a file, or of standard input (`-`), up to so many bytes: not the rest of one that is longer.
 *
 * @throws what the system says where it cannot be read
 */
export async function readBeginning(
  file: string,
  mostBytes: number,
  { stdin }: Pick<Terminal, 'stdin'>,
): Promise<Uint8Array> {
  const stream: AsyncIterable<unknown> = file === STDIN ? stdin : createReadStream(file);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array); // no encoding was set
    chunks.push(bytes);
    length += bytes.length;
    if (length >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes);
}
