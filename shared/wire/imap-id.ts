/** What a server says of itself in the answer to ID (RFC 2971 §3.3), as far as it is of use here. */
export interface ImapId {
  readonly name: string;
  readonly version: string | null;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const ID_LINE = /^\* ID \((.*)\) *$/is;
const FIELD = /"((?:[^"\\]|\\.)*)" (?:"((?:[^"\\]|\\.)*)"|NIL)/gis;
// RFC 2971 §3.3: at most thirty fields.
const MOST_FIELDS = 30;

/**
 * Reads the answer to ID. Null where the line is another one, or names no software.
 *
 * Known gap: strings in literals are not read, for no server was seen that sends one here.
 */
export function parseImapId(line: Uint8Array): ImapId | null {
  const list = ID_LINE.exec(utf8.decode(line))?.[1];
  if (list === undefined) return null;
  const fields = new Map<string, string>();
  for (const [, field = '', value] of list.matchAll(FIELD)) {
    if (value !== undefined && fields.size < MOST_FIELDS)
      fields.set(unquote(field).toLowerCase(), unquote(value));
  }
  const name = fields.get('name') ?? '';
  return name === '' ? null : { name, version: fields.get('version') ?? null };
}

function unquote(quoted: string): string {
  return quoted.replace(/\\(.)/gs, '$1');
}
