import { stat } from 'node:fs/promises';
import { decodeText } from '../../shared/mail/decode-text.ts';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import { readBeginning, STDIN } from './read-beginning.ts';
import type { Terminal } from './terminal/terminal.ts';

/** More than is explained, whatever its encoding, so that it is seen that there was more. */
const MOST_READ_BYTES = 4 * (1_048_576 + 1);
const LARGEST_FILE_BYTES = 67_108_864;

/**
 * Reads the beginning of a text file, or of standard input (`-`): UTF-8, UTF-16 with its mark as Windows writes it, or
 * else Windows-1252. Nothing of it is kept.
 *
 * @returns the text; or that the file cannot be read, is too large, or is no text
 */
export async function readPastedText(
  file: string,
  terminal: Pick<Terminal, 'stdin'>,
): Promise<Parsed<string>> {
  let bytes: Uint8Array;
  try {
    if (file !== STDIN && (await stat(file)).size > LARGEST_FILE_BYTES)
      return refused('text_file_too_large', file);
    bytes = await readBeginning(file, MOST_READ_BYTES, terminal);
  } catch {
    return refused('text_file_unreadable', file); // whatever the system says: another file has to be named
  }
  const text = decodeText(bytes);
  // No program writes NUL into a message; files of every other kind are full of it.
  return text.includes('\0') ? refused('text_not_text', file) : accepted(text);
}
