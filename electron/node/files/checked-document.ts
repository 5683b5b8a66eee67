import { createHash } from 'node:crypto';
import { isFields, type Fields } from './fields.ts';

/** What a document is, and what it says: the fields of `content` stand behind the others. */
export interface Document {
  /** A name that no other kind of document has. */
  readonly format: string;
  /** From 1. */
  readonly version: number;
  readonly content: Fields;
}

/** What the bytes of a document are. */
export type DocumentRead =
  /** Of the version that was asked for, or of an older one. */
  | { readonly kind: 'whole'; readonly version: number; readonly content: Fields }
  /** Whole, and of a version that is not known here. */
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

const DAMAGED: DocumentRead = { kind: 'damaged' };

/** Writes a document: JSON that a person can read, with a checksum over everything else in it. */
export function encodeDocument({ format, version, content }: Document): Uint8Array {
  const sha256 = checksumOf({ format, version, ...content });
  return new TextEncoder().encode(textOf({ format, version, sha256, ...content }));
}

/**
 * Reads such a document. Whatever the version, the checksum is made in the same way and the text is written in the same way,
 * so that any bit that is not as it was written is noticed, and a broken file is never taken for a newer one. What the fields
 * are is not judged. The checksum is against accidents: whoever can write the file can make another one.
 *
 * @param version the newest that the caller can read
 */
export function decodeDocument(
  bytes: Uint8Array,
  { format, version }: Omit<Document, 'content'>,
): DocumentRead {
  const { format: written, version: own, ...content } = checkedFields(bytes) ?? {};
  if (written !== format || typeof own !== 'number' || !Number.isSafeInteger(own) || own < 1) return DAMAGED;
  return own > version ? { kind: 'newer', version: own } : { kind: 'whole', version: own, content };
}

/** What the checksum vouches for; null where it does not. */
function checkedFields(bytes: Uint8Array): Fields | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const document: unknown = JSON.parse(text);
    if (!isFields(document) || textOf(document) !== text) return null;
    const { sha256, ...checked } = document;
    return sha256 === checksumOf(checked) ? checked : null;
  } catch {
    return null; // no UTF-8, no JSON, or nested deeper than anything that we write
  }
}

function textOf(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function checksumOf(checked: object): string {
  return createHash('sha256').update(JSON.stringify(checked)).digest('hex');
}
