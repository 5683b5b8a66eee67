import { parseEndpoint, type Protocol } from '../../mail/endpoint.ts';
import type { Precondition, ProviderAccess, ProviderSignIn } from '../../mail/provider-access.ts';
import type { Provider, ProviderFacts, ProviderServer, UsernameForm } from './provider.ts';

/**
 * A provider as the tables write it. Lists are one text, parted by white space. Servers are written as endpoints are:
 * `imap.example.org` is the usual port with implicit TLS, `imap.example.org:143` the one with STARTTLS.
 */
export interface ProviderRow {
  readonly id: string;
  readonly name: string;
  readonly domains?: string;
  readonly mx?: string;
  /** Not given: over mail protocols. */
  readonly access?: ProviderAccess;
  readonly imap?: string;
  readonly submission?: string;
  readonly pop3?: string;
  readonly managesieve?: string;
  /** Not given: the whole address. */
  readonly username?: UsernameForm | null;
  /** Where sending wants another user name than fetching. */
  readonly submissionUsername?: UsernameForm;
  readonly signIn: ProviderSignIn;
  readonly first?: readonly Precondition[];
  readonly help?: string;
  readonly known: ProviderFacts;
}

/** The protocols that a provider may offer to mail programs, in the order in which they are suggested. */
export const OFFERED_PROTOCOLS = ['imap', 'submission', 'pop3', 'managesieve'] as const satisfies Protocol[];

/**
 * Reads a row of the tables.
 *
 * @throws RangeError for a server that is not written as an endpoint, or that would go without encryption: the tables are
 * ours, and wrong
 */
export function readRow(row: ProviderRow): Provider {
  return {
    id: row.id,
    name: row.name,
    domains: words(row.domains),
    mxSuffixes: words(row.mx),
    access: row.access ?? 'mail-protocols',
    servers: OFFERED_PROTOCOLS.flatMap((protocol) =>
      words(row[protocol]).map((written) => readServer(row, protocol, written)),
    ),
    signIn: row.signIn,
    preconditions: row.first ?? [],
    help: row.help ?? null,
    known: row.known,
  };
}

function readServer(row: ProviderRow, protocol: Protocol, written: string): ProviderServer {
  const parsed = parseEndpoint(protocol, written);
  if (!parsed.ok || parsed.value.connectionSecurity === 'cleartext') {
    throw new RangeError(`${row.id} cannot have the server ${written}`);
  }
  const username = row.username === undefined ? '%EMAILADDRESS%' : row.username;
  const isOther = protocol === 'submission' && row.submissionUsername !== undefined;
  return { endpoint: parsed.value, username: isOther ? row.submissionUsername : username };
}

function words(text: string | undefined): readonly string[] {
  return text?.match(/\S+/g) ?? [];
}
