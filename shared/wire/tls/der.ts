/** One element of DER (X.690 §8.1). */
export interface DerElement {
  readonly tag: number;
  /** A view of what is inside. */
  readonly content: Uint8Array;
  /** Where the next element begins. */
  readonly end: number;
}

const LONG_FORM = 0x80;
const LONG_TAG = 0x1f;
const MOST_LENGTH_BYTES = 3;

/**
 * Reads the element that begins at a place; null where there is none, it does not fit, or its form is none that names and
 * certificates have: a tag of several bytes, or a length that is not definite (X.690 §10.1).
 */
export function derElementAt(der: Uint8Array, at: number): DerElement | null {
  const tag = der[at];
  const first = der[at + 1];
  if (tag === undefined || first === undefined || (tag & LONG_TAG) === LONG_TAG) return null;
  const lengthBytes = first < LONG_FORM ? 0 : first - LONG_FORM;
  const start = at + 2 + lengthBytes;
  if (first === LONG_FORM || lengthBytes > MOST_LENGTH_BYTES || start > der.length) return null;
  const length =
    lengthBytes === 0 ? first : der.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = start + length;
  return end > der.length ? null : { tag, content: der.subarray(start, end), end };
}

/** The elements inside a SEQUENCE or SET, at most so many; null where one of them cannot be read or there are more. */
export function derElements(content: Uint8Array, most: number): readonly DerElement[] | null {
  const elements: DerElement[] = [];
  for (let at = 0; at < content.length;) {
    const element = elements.length < most ? derElementAt(content, at) : null;
    if (element === null) return null;
    elements.push(element);
    at = element.end;
  }
  return elements;
}
