import type { DerElement } from '../tls/der.ts';

const OBJECT_IDENTIFIER = 0x06;
const MOST_BYTES = 32;

/** An OBJECT IDENTIFIER as the hexadecimal digits of its DER, by which our tables know it; null for anything else. */
export function objectIdentifier(element: DerElement | undefined): string | null {
  if (element?.tag !== OBJECT_IDENTIFIER || element.content.length > MOST_BYTES) return null;
  return Array.from(element.content, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
