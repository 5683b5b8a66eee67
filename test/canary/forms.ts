/** Something that may stand nowhere. It is named in messages, and itself shown in none. */
export interface Secret {
  readonly name: string;
  /** As texts, where it is one: in each normal form and each case. */
  readonly texts: readonly string[];
  /** As bytes, one for each text, or the secret itself where it is no text. */
  readonly all: readonly Buffer[];
}

/** Bytes that give a secret away, in lower case, and what they are. */
export interface Pattern {
  readonly name: string;
  readonly bytes: Buffer;
}

// Whoever has as much of it has enough. Shorter pieces stand elsewhere by chance.
const PIECE_BYTES = 16;
const STRIDE_BYTES = 8;
const SHORTEST_BYTES = 8;

/**
 * A secret that is text.
 *
 * @throws {RangeError} where it is too short to be told from chance
 */
export function textSecret(name: string, text: string): Secret {
  const normal = [text, text.normalize('NFC'), text.normalize('NFD')];
  // What is compared is in lower case as far as ASCII goes; other letters have theirs here.
  const cases = normal.flatMap((form) => [form, form.toUpperCase(), form.toLowerCase()]);
  return longEnough({
    name,
    texts: [...new Set(cases)],
    all: [...new Set(cases)].map((form) => Buffer.from(form)),
  });
}

/**
 * A secret that is bytes: a private number, a proof.
 *
 * @throws {RangeError} where it is too short to be told from chance
 */
export function bytesSecret(name: string, bytes: Uint8Array): Secret {
  return longEnough({ name, texts: [], all: [Buffer.from(bytes)] });
}

/** Every form of a secret that is looked for, whole and in pieces of 16 bytes, each half of it among them. */
export function patternsOf(secret: Secret): readonly Pattern[] {
  const forms = [...secret.all.flatMap(formsOfBytes), ...secret.texts.flatMap(formsOfText)];
  const patterns = new Map<string, Pattern>();
  for (const { name, bytes } of forms) {
    for (const piece of piecesOf(lowerCase(bytes))) {
      const key = piece.toString('latin1');
      if (!patterns.has(key)) patterns.set(key, { name: `${secret.name}, ${name}`, bytes: piece });
    }
  }
  return [...patterns.values()];
}

/** The same bytes with the capital letters of ASCII made small: servers, shells and people change them. */
export function lowerCase(bytes: Uint8Array): Buffer {
  const lower = Buffer.from(bytes);
  for (let at = 0; at < lower.length; at++) {
    const byte = lower[at] ?? 0;
    if (byte >= 0x41 && byte <= 0x5a) lower[at] = byte + 0x20;
  }
  return lower;
}

function formsOfBytes(bytes: Buffer): readonly Pattern[] {
  const form = (name: string, text: string): Pattern => ({ name, bytes: Buffer.from(text) });
  const base64 = [0, 1, 2].flatMap((offset) => {
    const inside = base64Inside(bytes, offset);
    const forUrls = inside.replaceAll('+', '-').replaceAll('/', '_');
    return [form(`base64 at ${offset}`, inside), form(`base64url at ${offset}`, forUrls)];
  });
  return [
    { name: 'as it is', bytes },
    { name: 'reversed', bytes: Buffer.from(bytes).reverse() },
    form('hex', bytes.toString('hex')),
    form('hex with colons', hexOf(bytes).join(':')),
    form('hex with spaces', hexOf(bytes).join(' ')),
    form(
      'percent-encoded whole',
      hexOf(bytes)
        .map((hex) => `%${hex}`)
        .join(''),
    ),
    form('quoted-printable', [...bytes].map(quotedPrintable).join('')),
    form(
      'quoted-printable whole',
      hexOf(bytes)
        .map((hex) => `=${hex}`)
        .join(''),
    ),
    form('as numbers', [...bytes].join(',')),
    form('as numbers with spaces', [...bytes].join(', ')),
    ...base64,
  ];
}

function formsOfText(text: string): readonly Pattern[] {
  const wide = Buffer.from(text, 'utf16le');
  const escaped = [...text].map((letter) => (letter < '\u0080' ? letter : unicodeEscape(letter))).join('');
  return [
    { name: 'UTF-16LE', bytes: wide },
    { name: 'UTF-16BE', bytes: Buffer.from(wide).swap16() },
    ...[0, 1, 2].map((offset) => ({
      name: `base64 of UTF-16LE at ${offset}`,
      bytes: Buffer.from(base64Inside(wide, offset)),
    })),
    { name: 'Latin-1', bytes: Buffer.from(text, 'latin1') },
    { name: 'URL', bytes: Buffer.from(encodeURIComponent(text)) },
    { name: 'form data', bytes: Buffer.from(new URLSearchParams([['', text]]).toString().slice(1)) },
    { name: 'UTF-7', bytes: Buffer.from(shifted(text, '+', '/')) },
    { name: 'UTF-7 of IMAP', bytes: Buffer.from(shifted(text, '&', ',')) },
    { name: 'JSON', bytes: Buffer.from(JSON.stringify(text).slice(1, -1)) },
    {
      name: 'JSON in ASCII',
      bytes: Buffer.from(JSON.stringify(escaped).slice(1, -1).replaceAll('\\\\u', '\\u')),
    },
    {
      name: 'HTML',
      bytes: Buffer.from(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')),
    },
    { name: 'reversed letters', bytes: Buffer.from([...text].toReversed().join('')) },
  ];
}

/** RFC 2045 §6.7: what is printable stands as it is, but for the sign itself. */
function quotedPrintable(byte: number): string {
  const isPlain = byte >= 0x20 && byte <= 0x7e && byte !== 0x3d;
  return isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).padStart(2, '0')}`;
}

/** RFC 2152, and RFC 9051 §A.1 with other signs: letters outside ASCII are base64 of their UTF-16. */
function shifted(text: string, sign: string, slash: string): string {
  return text.replaceAll(sign, `${sign}-`).replace(/[^\x20-\x7e]+/g, (letters) => {
    const base64 = Buffer.from(letters, 'utf16le').swap16().toString('base64').replace(/=+$/, '');
    return `${sign}${base64.replaceAll('/', slash)}-`;
  });
}

function unicodeEscape(letter: string): string {
  return letter
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

function hexOf(bytes: Buffer): readonly string[] {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
}

/** The letters of a base64 text that these bytes alone decide, where so many others stand before them. */
function base64Inside(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  return whole.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((whole.length * 8) / 6));
}

/** Pieces that overlap: wherever 23 bytes of a form stand together, one of them is whole. The last one ends with it. */
function piecesOf(form: Buffer): readonly Buffer[] {
  if (form.length <= PIECE_BYTES) return [form];
  const pieces: Buffer[] = [];
  for (let at = 0; at + PIECE_BYTES < form.length; at += STRIDE_BYTES) {
    pieces.push(form.subarray(at, at + PIECE_BYTES));
  }
  return [...pieces, form.subarray(-PIECE_BYTES)];
}

function longEnough(secret: Secret): Secret {
  if (secret.all.some(({ length }) => length < SHORTEST_BYTES))
    throw new RangeError(`${secret.name} is too short`);
  return secret;
}
