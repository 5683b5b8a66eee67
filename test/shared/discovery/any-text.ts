import fc from 'fast-check';

/** Any text of characters below U+0100: control characters, letters outside ASCII, and what means something to parsers. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.uint8Array({ maxLength }).map((bytes) => String.fromCharCode(...bytes));
}
