import type { Candidate, DroppedSection, Instruction, OtherService, Source } from '../mail/candidate.ts';
import type { Protocol } from '../mail/endpoint.ts';
import type { Port } from '../mail/port.ts';
import { documentOf, type DocumentProblem, type ReadDocument } from './document.ts';
import { readHttpsAddress } from './https-address.ts';
import { memberOf, readJsonObject, textMemberOf } from './json-object.ts';
import { checkDigest } from './pacc-digest.ts';
import { readServerHost } from './server-host.ts';
import { shortText } from './short-text.ts';

/** What a PACC document is worth. Of one that its domain's DNS does not vouch for nothing is taken. */
export type PaccAnswer =
  /** The digest matches: the domain itself stands behind every byte. */
  | { readonly kind: 'verified'; readonly document: ReadDocument }
  /** It is a PACC document, and there is no digest of it. */
  | { readonly kind: 'digest-missing' }
  /** There is a digest, and it is that of another document: what came is stale, or somebody changed it. */
  | { readonly kind: 'digest-mismatch' }
  /** There is no digest, and what came is no PACC document either: most likely there was never meant to be one. */
  | { readonly kind: 'unreadable'; readonly problem: DocumentProblem };

/** What comes with the bytes of a PACC document. */
export interface PaccContext {
  /**
   * The TXT records at `_ua-auto-config`, each with its strings joined; none where DNS said that there are none. Where it
   * said nothing, nothing can be said of the document either.
   */
  readonly digestRecords: readonly string[];
  /** SHA-256 of the bytes as they came, in base64 with padding. */
  readonly digestBase64: string;
  /** Of the document. Its trust is that of a verified digest: of any other document nothing is taken. */
  readonly source: Source;
}

interface TextProtocol {
  /** What it is called in the document; the first that is there is taken. */
  readonly names: readonly string[];
  readonly protocol: Protocol;
  readonly port: number;
  readonly section: DroppedSection['section'];
}

// The draft fixes the ports, with implicit TLS on all of them. It says so of ManageSieve too, for which RFC 5804 knows
// only STARTTLS on the same port: a server that is looked at will show which of the two it means.
// Drafts up to 02 say `smtp`, as do the servers that are out there; later ones say `submit`.
const TEXT_PROTOCOLS: readonly TextProtocol[] = [
  { names: ['imap'], protocol: 'imap', port: 993, section: 'incoming' },
  { names: ['pop3'], protocol: 'pop3', port: 995, section: 'incoming' },
  { names: ['submit', 'smtp'], protocol: 'submission', port: 465, section: 'outgoing' },
  { names: ['managesieve'], protocol: 'managesieve', port: 4190, section: 'other' },
];

const USERNAME = '%EMAILADDRESS%';
const MOST_OTHERS = 20;
const LONGEST_GIVEN = 100;
const LONGEST_NAME = 60;

/**
 * Reads a PACC document (draft-ietf-mailmaint-pacc): which hosts a domain has for the mail protocols, over implicit TLS on
 * their fixed ports, with the mail address as the user name.
 *
 * The OAuth issuer is read as "one can sign in with OAuth" and never opened; addresses to write to, texts for developers
 * and logos are not read.
 */
export function readPacc(bytes: Uint8Array, context: PaccContext): PaccAnswer {
  const verdict = checkDigest(context.digestRecords, context.digestBase64);
  if (verdict === 'mismatching') return { kind: 'digest-mismatch' };
  const document = readDocument(bytes, context.source);
  if (verdict === 'matching') return { kind: 'verified', document };
  return document.ok || document.problem === 'no-servers'
    ? { kind: 'digest-missing' }
    : { kind: 'unreadable', problem: document.problem };
}

function readDocument(bytes: Uint8Array, source: Source): ReadDocument {
  const json = readJsonObject(bytes);
  if (!json.ok) return json;
  const protocols = memberOf(json.root, 'protocols');
  if (typeof protocols !== 'object' || protocols === null) return { ok: false, problem: 'other-document' };
  const signIn = signInWords(memberOf(json.root, 'authentication'));
  const read = TEXT_PROTOCOLS.flatMap((row) => readTextProtocol(row, protocols, { signIn, source }));
  const info = memberOf(json.root, 'info');
  return documentOf({
    candidates: read.filter((result) => 'endpoint' in result),
    notOffered: [],
    dropped: read.filter((result) => 'reason' in result),
    others: otherServices(protocols),
    instructions: documentation(info),
    providerName: providerName(info),
  });
}

function readTextProtocol(
  { names, protocol, port, section }: TextProtocol,
  protocols: object,
  rest: Pick<Candidate, 'signIn' | 'source'>,
): readonly (Candidate | DroppedSection)[] {
  const name = names.find((known) => memberOf(protocols, known) !== undefined);
  if (name === undefined) return [];
  const given = textMemberOf(memberOf(protocols, name), 'host');
  if (given === null) return [{ section, reason: 'host-missing', given: name }];
  const host = readServerHost(given);
  if (host === null) return [{ section, reason: 'host-unusable', given: shortText(given, LONGEST_GIVEN) }];
  const endpoint = {
    protocol,
    host,
    port: port as Port, // the table above holds valid ports only
    connectionSecurity: 'implicit-tls',
  } as const;
  return [{ endpoint, username: USERNAME, ...rest }];
}

/**
 * How one signs in, for all protocols alike, in autoconfig's words. The document gives no order. Passwords come first,
 * encrypted ones before all: with them a server can be made to prove that it knows the password, with a token it cannot.
 */
function signInWords(authentication: unknown): readonly string[] {
  return [
    ...(memberOf(authentication, 'password') === true ? ['password-encrypted', 'password-cleartext'] : []),
    ...(textMemberOf(memberOf(authentication, 'oauth-public'), 'issuer') === null ? [] : ['OAuth2']),
  ];
}

function otherServices(protocols: object): readonly OtherService[] {
  const known = new Set(TEXT_PROTOCOLS.flatMap(({ names }) => names));
  return Object.keys(protocols)
    .filter((name) => !known.has(name))
    .slice(0, MOST_OTHERS)
    .map((name) => {
      const service = memberOf(protocols, name);
      const at = textMemberOf(service, 'url') ?? textMemberOf(service, 'host');
      return {
        type: shortText(name, LONGEST_NAME),
        at: at === null ? null : shortText(at, LONGEST_GIVEN),
      };
    });
}

function documentation(info: unknown): readonly Instruction[] {
  const given = textMemberOf(memberOf(info, 'help'), 'documentation');
  const url = given === null ? null : readHttpsAddress(given);
  return url === null ? [] : [{ kind: 'documentation', url, texts: [] }];
}

function providerName(info: unknown): string | null {
  const given = textMemberOf(memberOf(info, 'provider'), 'name');
  return given === null ? null : shortText(given, LONGEST_NAME);
}
