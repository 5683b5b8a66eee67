import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import type { Terminal } from './terminal/terminal.ts';

// Far more than any password; a wrong file (a disk image) is not read whole.
const LONGEST_BYTES = 4096;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** Reads a password: the first line of a file, or of standard input where the file is `-`. */
export async function readPassword(file: string, terminal: Terminal): Promise<Parsed<string>> {
  const line = await readFirstLine(file, LONGEST_BYTES, terminal);
  if (line === 'unreadable') return refused('password_file_unreadable', file);
  const name = file === '-' ? 'stdin' : `“${file}”`;
  if (line === null) return refused('password_unusable', name);
  const { text } = line;
  if (text === '') return refused('password_empty', name);
  return CONTROL.test(text) ? refused('password_unusable', name) : accepted(text);
}

/**
 * The first line of a file, or of standard input where the file is `-`, as far as it goes.
 *
 * @returns null for what is not UTF-8
 */
export async function readFirstLine(
  file: string,
  longestBytes: number,
  { stdin }: Terminal,
): Promise<{ readonly text: string } | 'unreadable' | null> {
  let bytes: Buffer;
  try {
    bytes = file === '-' ? await firstBytes(stdin, longestBytes) : await firstBytesOfFile(file, longestBytes);
  } catch {
    return 'unreadable'; // whatever the system says: another file has to be named
  }
  const text = decode(bytes);
  return text === null ? null : { text: text.split(/\r?\n/)[0] ?? '' };
}

async function firstBytesOfFile(file: string, longestBytes: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(longestBytes), 0, longestBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function firstBytes(stream: Readable, longestBytes: number): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of stream) {
    bytes = Buffer.concat([bytes, chunk as Buffer]); // no encoding is set on this stream
    if (bytes.length >= longestBytes || bytes.includes(10)) break;
  }
  return bytes.subarray(0, longestBytes);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null; // not UTF-8
  }
}
