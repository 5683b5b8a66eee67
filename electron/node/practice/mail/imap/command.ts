import type { ServerConnection } from '../server-connection.ts';
import { parseCommand, type Parsed } from './parse.ts';

/** One command of a client, or what stands in its place. */
export type Received =
  | Exclude<Parsed, { readonly kind: 'incomplete' }>
  /** It announced a literal beyond the limit, which it has not sent, and now will not. */
  | { readonly kind: 'too-big'; readonly tag: string };

const MOST_LITERALS = 50;
/** All literals of one command together. */
const MOST_LITERAL_BYTES = 65_536;
/** Those of APPEND, whose literal is a mail. */
const MOST_APPEND_BYTES = 1_048_576;
const ANNOUNCEMENT = /\{(\d+)(\+?)\}$/;

/**
 * Reads the next command, and asks for its literals (RFC 9051 §4.3, RFC 7888). Null where the client is gone, `malformed`
 * where nothing can follow, and it has been told goodbye: a line that never ends, or a literal beyond the limit that comes
 * without being asked for.
 */
export async function readCommand(connection: ServerConnection): Promise<Received | null | 'malformed'> {
  let text = '';
  let literalBytes = 0;
  for (let literals = 0; ; literals++) {
    const line = await connection.readLine();
    if (line === null) return null;
    if (line === 'malformed') return sayGoodbye(connection);
    text += line.text;
    const announcement = ANNOUNCEMENT.exec(line.text);
    const parsed = parseCommand(text);
    if (announcement === null) return parsed.kind === 'incomplete' ? { ...parsed, kind: 'bad' } : parsed;
    const isAsked = announcement[2] === '';
    // Waiting for bytes that the client does not know of would take its next commands for them.
    if (isAsked && parsed.kind !== 'incomplete') return { kind: 'bad', tag: parsed.tag };
    literalBytes += Number(announcement[1]);
    if (literals === MOST_LITERALS || literalBytes > limitOf(parsed)) {
      return isAsked && parsed.tag !== null ? { kind: 'too-big', tag: parsed.tag } : sayGoodbye(connection);
    }
    if (isAsked) connection.send('+ OK');
    // Bytes that come unasked are read also where the command is bad: they are not the next one.
    const bytes = await connection.readBytes(Number(announcement[1]));
    if (bytes === null) return null;
    text += `\r\n${Buffer.from(bytes).toString('latin1')}`;
  }
}

function sayGoodbye(connection: ServerConnection): 'malformed' {
  connection.send('* BYE Command line or literal is too long.');
  return 'malformed';
}

function limitOf(parsed: Parsed): number {
  return parsed.kind === 'incomplete' && parsed.name === 'APPEND' ? MOST_APPEND_BYTES : MOST_LITERAL_BYTES;
}
