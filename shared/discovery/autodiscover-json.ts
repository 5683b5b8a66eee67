import type { EmailAddress } from '../mail/email-address.ts';
import type { Hostname } from '../mail/hostname.ts';
import type { DocumentProblem } from './document.ts';
import { readHttpsAddress } from './https-address.ts';
import { readJsonObject, textMemberOf } from './json-object.ts';
import { shortText } from './short-text.ts';

/** What Autodiscover v2 answers. */
export type AutodiscoverJsonAnswer =
  /** Where version 1 is; always `https:`. */
  | { readonly kind: 'pointer'; readonly url: string }
  /** It points to an address that is not to be asked, made safe to show. */
  | { readonly kind: 'pointer-refused'; readonly given: string }
  /** It says that it cannot tell, in its own words, made safe to show. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string | null }
  | { readonly kind: 'unreadable'; readonly problem: DocumentProblem };

const LONGEST_CODE = 100;
const LONGEST_GIVEN = 500;

/**
 * The address to ask Autodiscover v2 at: with the neutral address of `neutralAddress`, or with a person's, where they agreed.
 * The protocol that is asked for is version 1, which is the one that knows of IMAP, POP3 and submission.
 */
export function autodiscoverJsonUrl(host: Hostname, { localPart, domain }: EmailAddress): string {
  // Every character of a host name and of the neutral local part may stand in a query; `@` too (RFC 3986 §3.4).
  const address = `${encodeURIComponent(localPart)}@${domain}`;
  return `https://${host}/autodiscover/autodiscover.json?Email=${address}&Protocol=AutodiscoverV1&RedirectCount=1`;
}

/** Reads the JSON of Autodiscover v2. It names no mail servers itself, only where version 1 is. */
export function readAutodiscoverJson(bytes: Uint8Array): AutodiscoverJsonAnswer {
  const json = readJsonObject(bytes);
  if (!json.ok) return { kind: 'unreadable', problem: json.problem };
  const code = textMemberOf(json.root, 'ErrorCode');
  if (code !== null) {
    const message = textMemberOf(json.root, 'ErrorMessage');
    return {
      kind: 'error',
      code: shortText(code, LONGEST_CODE),
      message: message === null ? null : shortText(message, LONGEST_GIVEN),
    };
  }
  const given = textMemberOf(json.root, 'Url');
  if (given === null) return { kind: 'unreadable', problem: 'other-document' };
  const url = readHttpsAddress(given);
  return url === null
    ? { kind: 'pointer-refused', given: shortText(given, LONGEST_GIVEN) }
    : { kind: 'pointer', url };
}
