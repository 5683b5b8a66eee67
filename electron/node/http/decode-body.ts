import { promisify } from 'node:util';
import { unzip, type ZlibOptions } from 'node:zlib';
import type { NoDocument } from '../../../shared/mail/fetch-outcome.ts';
import { codeOf } from '../files/system-code.ts';
import { BODY_LIMIT_BYTES } from './fetch-context.ts';

// RFC 9110 §8.4.1: `deflate` is zlib's format.
const PACKED: ReadonlySet<string> = new Set(['gzip', 'x-gzip', 'deflate']);

/** How a body cannot be unpacked. */
export type DecodeFailure = Extract<NoDocument, { outcome: 'too-large' | 'malformed' }>;

/**
 * A body as it was before it was packed. We ask for it as it is; some servers have only a packed file and send that to
 * everybody. Those are packed with gzip or deflate: whoever packs with something else asks first, and all else is refused.
 *
 * It makes no more than the limit of it, whatever it would unfold to.
 *
 * @param encoding the header field, as it came
 */
export async function decodeBody(
  bytes: Uint8Array,
  encoding: string | undefined,
): Promise<Uint8Array | DecodeFailure> {
  const name = encoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return bytes;
  if (!PACKED.has(name)) return { outcome: 'malformed', part: 'packing' };
  try {
    return await unpack(bytes, { maxOutputLength: BODY_LIMIT_BYTES });
  } catch (error) {
    return failureOf(codeOf(error));
  }
}

const unpack = promisify<Uint8Array, ZlibOptions, Uint8Array>(unzip);

function failureOf(code: string): DecodeFailure {
  return code === 'ERR_BUFFER_TOO_LARGE'
    ? { outcome: 'too-large', part: 'body' }
    : { outcome: 'malformed', part: 'packing' };
}
