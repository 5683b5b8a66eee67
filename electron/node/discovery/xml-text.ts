/** How an encoding begins that announces itself with a byte order mark (U+FEFF). */
interface Mark {
  readonly bytes: readonly number[];
  readonly encoding: string;
}

const MARKS: readonly Mark[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
];

// By the name in the XML declaration, in lower case: what the bytes are read as.
const DECLARED: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  // ASCII is a part of UTF-8. Whoever declares it and sends more has UTF-8 mostly, and is malformed otherwise.
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  // Where this name can be read byte by byte, it is not true: .NET writes it into texts that are sent as UTF-8.
  ['utf-16', 'utf-8'],
  // Encoding Standard §4.2: the web reads the one as the other, which has letters in place of control characters.
  ['iso-8859-1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
]);

/** As far as a declaration reaches. */
const MOST_DECLARATION_BYTES = 200;
const DECLARATION = /^<\?xml\s[^>]*?\sencoding\s*=\s*["'](?<name>[^"'>]*)["']/;

/**
 * The bytes of an XML document as text (XML 1.0 §4.3.3, appendix F): by the byte order mark, which outweighs everything
 * that is written, else by the encoding that the declaration names, else as UTF-8. Null where the encoding is none of
 * the few that documents of this kind come in, or the bytes are not what it wants.
 */
export function xmlText(bytes: Uint8Array): string | null {
  const encoding = encodingOf(bytes);
  if (encoding === null) return null;
  try {
    // In two steps, because Node 20 reads windows-1252 as ISO-8859-1 where it is given everything at once.
    const decoder = new TextDecoder(encoding, { fatal: true });
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  } catch {
    return null; // the decoder knows the encoding, and has one other error only: these bytes are not in it
  }
}

function encodingOf(bytes: Uint8Array): string | null {
  const mark = MARKS.find((known) => known.bytes.every((byte, at) => bytes[at] === byte));
  if (mark !== undefined) return mark.encoding;
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, MOST_DECLARATION_BYTES));
  const name = DECLARATION.exec(start)?.groups?.['name'];
  return name === undefined ? 'utf-8' : (DECLARED.get(name.toLowerCase()) ?? null);
}
