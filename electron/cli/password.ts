import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import type { Terminal } from './terminal/terminal.ts';

// Far more than any password; a wrong file (a disk image) is not read whole.
const LONGEST_BYTES = 4096;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** Reads a password: the first line of a file, or of standard input where the file is `-`. */
export async function readPassword(file: string, { stdin }: Terminal): Promise<Parsed<string>> {
  let bytes: Buffer;
  try {
    bytes = file === '-' ? await firstBytes(stdin) : await firstBytesOfFile(file);
  } catch {
    return refused('password_file_unreadable', file); // whatever the system says: another file has to be named
  }
  const name = file === '-' ? 'stdin' : `“${file}”`;
  const text = decode(bytes);
  if (text === null) return refused('password_unusable', name);
  const [line = ''] = text.split(/\r?\n/);
  if (line === '') return refused('password_empty', name);
  return CONTROL.test(line) ? refused('password_unusable', name) : accepted(line);
}

async function firstBytesOfFile(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_BYTES), 0, LONGEST_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function firstBytes(stream: Readable): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of stream) {
    bytes = Buffer.concat([bytes, chunk as Buffer]); // no encoding is set on this stream
    if (bytes.length >= LONGEST_BYTES || bytes.includes(10)) break;
  }
  return bytes.subarray(0, LONGEST_BYTES);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null; // not UTF-8
  }
}
