import { isIpAddress } from '../mail/hostname.ts';
import { isSameSite } from '../mail/site.ts';

const STATUS_LINE = /^HTTP\/\d(?:\.\d)? (\d{3})\b/i;
const LOCATION = /^location:[ \t]*https?:\/\/(?:[^/@\s]*@)?(\[[^\]\s]+\]|[^/:?#\s]+)/im;
// A guess: words of such pages in English and German, since nothing says how they must look.
const SIGN_IN_PAGE =
  /type=["']?password|\b(?:sign|log)[ -]?(?:in|on)\b|\banmeld|\beinloggen|\bhotspot\b|\bcaptive\b|\bwi-?fi\b|\bwlan\b/i;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const NETWORK_AUTHENTICATION_REQUIRED = 511; // RFC 6585 §6
const OK = 200;

/**
 * Tells a captive portal (RFC 8952 §2) from any other web server by what it says on a port of a mail server: it demands a
 * sign-in to the network, it sends people to another host, or it shows a page to sign in at.
 *
 * @param text what came, as far as it came; each byte a character
 * @param host whose port it is
 */
export function isCaptivePortal(text: string, host: string | undefined): boolean {
  const status = Number(STATUS_LINE.exec(text)?.[1] ?? 0);
  if (status === NETWORK_AUTHENTICATION_REQUIRED) return true;
  const [head = '', page = ''] = text.split(/\r?\n\r?\n/, 2);
  if (status === OK) return SIGN_IN_PAGE.test(page);
  const target = LOCATION.exec(head)?.[1];
  if (!REDIRECTS.has(status) || target === undefined || host === undefined) return false;
  // Whose an address is nobody can say, so it is given the benefit of the doubt.
  return !isIpAddress(host) && !isSameSite(target, host);
}
