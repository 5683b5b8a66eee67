/**
 * The name in a `From`, as readers show it: encoded words (RFC 2047 §2) or a phrase, quoted or not (RFC 5322 §3.2.4, §3.4); empty
 * where there is none.
 *
 * @param written what stands behind the colon, unfolded or not
 */
export function senderName(written: string, address: string): string {
  const phrase = unfolded(written)
    .replace(new RegExp(`\\s*<?${address.replaceAll('.', String.raw`\.`)}>?$`), '')
    .trim();
  const quoted = /^"(.*)"$/s.exec(phrase)?.[1];
  if (quoted !== undefined) return quoted.replaceAll(/\\(.)/gs, '$1');
  return phrase
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi, (_, charset: string, kind: string, text: string) =>
      new TextDecoder(charset).decode(
        kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : bytesIn(text),
      ),
    );
}

function unfolded(written: string): string {
  return written.replaceAll(/\r?\n(?=[ \t])/g, '');
}

function bytesIn(text: string): Buffer {
  const spaced = text.replaceAll('_', ' ');
  return Buffer.from(
    spaced.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
