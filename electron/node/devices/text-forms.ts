import { decodeBase64 } from '../../../shared/sasl/base64.ts';

/** Whether a value is so many lower-case hex digits. */
export function isDigits(value: unknown, count: number): value is string {
  return typeof value === 'string' && value.length === count && /^[0-9a-f]+$/.test(value);
}

/** Whether a value is base64 of so many bytes, exactly as an encoder writes it. */
export function isBase64(value: unknown, leastBytes: number, mostBytes: number): value is string {
  if (typeof value !== 'string' || value.length > 4 * Math.ceil(mostBytes / 3)) return false;
  const bytes = decodeBase64(value);
  return bytes !== null && bytes.length >= leastBytes && bytes.length <= mostBytes;
}
