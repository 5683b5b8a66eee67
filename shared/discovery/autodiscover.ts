import { formatEmailAddress, type EmailAddress } from '../mail/email-address.ts';
import { parseHostname, type Hostname } from '../mail/hostname.ts';
import { readProtocol, writtenIn, type Asked } from './autodiscover-protocol.ts';
import { documentOf, type ReadDocument, type XmlElement } from './document.ts';
import { readHttpsAddress } from './https-address.ts';
import { shortText } from './short-text.ts';

/** What Autodiscover v1 answers. Of an answer that sends elsewhere nothing else is taken. */
export type AutodiscoverAnswer =
  | { readonly kind: 'settings'; readonly document: ReadDocument }
  /** Another server is to be asked; always `https:`. */
  | { readonly kind: 'redirect-url'; readonly url: string }
  /** The same is to be asked for an address of this domain, which can be the same one as before. */
  | { readonly kind: 'redirect-address'; readonly domain: Hostname }
  /** It sends to where nobody is to be followed, made safe to show. */
  | { readonly kind: 'redirect-refused'; readonly given: string }
  /** It says that it cannot tell: 500 is "no such mailbox here" in many words, 600 is "no request". Made safe to show. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string | null };

/** A request of Autodiscover v1, which is sent with POST. */
export interface AutodiscoverRequest {
  /** Sent as it is: some servers take this spelling and no other. */
  readonly contentType: string;
  readonly body: string;
}

const SCHEMAS = 'http://schemas.microsoft.com/exchange/autodiscover/outlook';
const MOST_PROTOCOLS = 50;
const LONGEST_CODE = 100;
const LONGEST_GIVEN = 500;

/**
 * The request for the settings of an address: the protocol cannot be spoken without one. It is that of `neutralAddress`, and
 * a person's own only where they agreed. It carries no credentials, and none are ever sent after it, whatever is answered.
 */
export function autodiscoverRequest(asked: EmailAddress): AutodiscoverRequest {
  // The one character of mail addresses here that XML wants escaped in a text.
  const address = formatEmailAddress(asked).replaceAll('&', '&amp;');
  return {
    contentType: 'text/xml; charset=utf-8',
    body: `<?xml version="1.0" encoding="utf-8"?>
<Autodiscover xmlns="${SCHEMAS}/requestschema/2006">
  <Request>
    <EMailAddress>${address}</EMailAddress>
    <AcceptableResponseSchema>${SCHEMAS}/responseschema/2006a</AcceptableResponseSchema>
  </Request>
</Autodiscover>
`,
  };
}

/**
 * Reads an answer of Autodiscover v1 (plain old XML, [MS-OXDSCLI]).
 *
 * It cannot say that passwords go encrypted (SCRAM): what it says about signing in is never the strongest that a server
 * has. Only the first account is read; real answers have one.
 *
 * @param root of a document that a strict parser has read
 */
export function readAutodiscover(root: XmlElement, asked: Asked): AutodiscoverAnswer {
  const response = childOf(root, 'Response');
  if (root.name !== 'Autodiscover' || response === undefined) return otherDocument();
  const account = childOf(response, 'Account');
  const error = childOf(response, 'Error');
  if (account === undefined) return error === undefined ? otherDocument() : readError(error);
  const action = writtenIn(account, 'Action')?.toLowerCase();
  if (action === 'redirecturl') return redirectUrl(writtenIn(account, 'RedirectUrl') ?? '');
  if (action === 'redirectaddr') return redirectAddress(writtenIn(account, 'RedirectAddr') ?? '');
  return { kind: 'settings', document: readAccount(account, asked) };
}

function otherDocument(): AutodiscoverAnswer {
  return { kind: 'settings', document: { ok: false, problem: 'other-document' } };
}

function readError(error: XmlElement): AutodiscoverAnswer {
  const message = writtenIn(error, 'Message');
  return {
    kind: 'error',
    code: shortText(writtenIn(error, 'ErrorCode') ?? '', LONGEST_CODE),
    message: message === null ? null : shortText(message, LONGEST_GIVEN),
  };
}

function redirectUrl(given: string): AutodiscoverAnswer {
  const url = readHttpsAddress(given);
  return url === null ? refusedRedirect(given) : { kind: 'redirect-url', url };
}

/** Only its domain is of use: what stands before the `@` was made out of an address that is nobody's. */
function redirectAddress(given: string): AutodiscoverAnswer {
  const domain = given.includes('@') ? parseHostname(given.slice(given.lastIndexOf('@') + 1)) : null;
  return domain?.ok === true ? { kind: 'redirect-address', domain: domain.value } : refusedRedirect(given);
}

function refusedRedirect(given: string): AutodiscoverAnswer {
  return { kind: 'redirect-refused', given: shortText(given, LONGEST_GIVEN) };
}

function readAccount(account: XmlElement, asked: Asked): ReadDocument {
  const read = account.children
    .filter(({ name }) => name === 'Protocol')
    .slice(0, MOST_PROTOCOLS)
    .map((protocol) => readProtocol(protocol, asked));
  return documentOf({
    candidates: read.filter((result) => 'endpoint' in result),
    notOffered: [],
    dropped: read.filter((result) => 'reason' in result),
    others: read.filter((result) => 'type' in result),
    instructions: [],
    // `User/DisplayName` is the name of a person, where servers mean it. It is not read.
    providerName: null,
  });
}

function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}
