import type { XmlElement } from './document.ts';
import { textOf } from './autoconfig-text.ts';

// What an <authentication> can say, and the word of the draft for it. `plain` and `secure` are version 1.0; the head of
// the draft says `OAuth` in its text and `OAuth2` in its example.
const WORDS: ReadonlyMap<string, string> = new Map([
  ['password-cleartext', 'password-cleartext'],
  ['plain', 'password-cleartext'],
  ['password-encrypted', 'password-encrypted'],
  ['secure', 'password-encrypted'],
  ['NTLM', 'NTLM'],
  ['GSSAPI', 'GSSAPI'],
  ['TLS-client-cert', 'TLS-client-cert'],
  ['OAuth2', 'OAuth2'],
  ['OAuth', 'OAuth2'],
  ['client-IP-address', 'client-IP-address'],
  ['smtp-after-pop', 'smtp-after-pop'],
  ['none', 'none'],
]);

// RFC 4422 §3.1: 1 to 20 upper-case letters, digits, hyphens and underscores.
const SASL_NAME = /^[A-Z0-9_-]{1,20}$/;
const MOST_SIGN_INS = 20;

/** How a section says that one signs in. */
export interface SignInOfSection {
  /** The known ones, each once, preferred first: words of the draft, and SASL names. */
  readonly known: readonly string[];
  /** Everything that is written, known or not. */
  readonly given: readonly string[];
}

/**
 * Reads the `<authentication>` elements of a section. Those that are not known are skipped, as the draft demands, and so
 * are ways of signing in over HTTP (`system="http"`).
 */
export function readSignIn(section: XmlElement): SignInOfSection {
  const elements = section.children.filter(({ name }) => name === 'authentication').slice(0, MOST_SIGN_INS);
  const known = elements.map(wordOf).filter((word) => word !== null);
  return { known: [...new Set(known)], given: elements.map(textOf) };
}

function wordOf(element: XmlElement): string | null {
  const written = textOf(element);
  const system = element.attributes.get('system');
  if (system === undefined) return WORDS.get(written) ?? null;
  return system === 'sasl' && SASL_NAME.test(written) ? written : null;
}
