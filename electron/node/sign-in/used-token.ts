import type { UsedToken } from '../../../shared/mail/sign-in.ts';
import { safeText } from '../../../shared/wire/server-words.ts';

// RFC 7628 §3.2.2 and RFC 6750 §3.1; Google writes numbers of HTTP.
const STATUS = /^[a-z0-9_]{1,40}$/i;

/**
 * What may be told of a token, and of the server's error document about it.
 *
 * @param document as it came (RFC 7628 §3.2.2), or null where there was none
 */
export function usedToken(token: string, document: string | null, now: Date): UsedToken {
  const status = document === null ? null : memberOf(document, 'status');
  return {
    isExpired: isExpired(token, now),
    errorStatus: typeof status === 'string' && STATUS.test(status) ? status : null,
    text: document === null ? null : safeText(document),
  };
}

/** The time in a token that is a JWT (RFC 7519 §4.1.4); null where it says nothing. Its signature is for servers to check. */
function isExpired(token: string, now: Date): boolean | null {
  const [, claims, signature] = token.split('.');
  if (claims === undefined || signature === undefined) return null;
  const expiry = memberOf(Buffer.from(claims, 'base64url').toString('utf8'), 'exp');
  return typeof expiry === 'number' && Number.isFinite(expiry) ? now.getTime() >= expiry * 1000 : null;
}

function memberOf(json: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  } catch {
    return undefined; // some servers write text
  }
}
