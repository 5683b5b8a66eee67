import type { SourceKind, Suggestion } from './candidate.ts';
import type { Precondition, ProviderAccess, ProviderSignIn } from './provider-access.ts';

/** One hop of a web request that was sent on to another address. */
export interface Redirect {
  readonly status: number;
  readonly from: string;
  readonly to: string;
}

/** What became of one question of the search for settings. */
export type LookupOutcome =
  /** Something usable came, or at least a word about what is not offered. */
  | 'found'
  /** There is none: no such record, no such document. */
  | 'absent'
  /** The name of the server that would be asked does not exist. */
  | 'name-unknown'
  /** A web server wants to be told a name and a password first (401, 407). It is told neither. */
  | 'credentials-wanted'
  /** Answered with another status that is no document. */
  | 'refused'
  /** Sent on to where Letterlock does not follow; `detail` says why. */
  | 'redirect-refused'
  /** The name leads to an address of this computer or of the network that it is in. */
  | 'private-address'
  | 'bad-certificate'
  | 'unreachable'
  | 'silent'
  | 'failed'
  /** A network answers in the place of the server, and wants people to sign in to it first. */
  | 'portal'
  /** It is no settings document, or a broken or a dangerous one; `detail` says which. */
  | 'unusable'
  /** The digest that vouches for the document is not in DNS. */
  | 'digest-missing'
  /** There is a digest, and of another document. */
  | 'digest-mismatch';

/** One question of the search for settings, and what came of it: a line of the ledger of all that was asked. */
export interface LookupFacts {
  readonly kind: 'lookup';
  /** What for. */
  readonly source: SourceKind;
  /** What was asked, as in {@link Source.uri}. A person's address stands in it masked, where it was told. */
  readonly uri: string;
  /** Whom: a host with the address that it was reached at, or `DNS`. Null where nobody outside this computer was asked. */
  readonly asked: string | null;
  readonly outcome: LookupOutcome;
  /** HTTP status, where one came. */
  readonly status: number | null;
  readonly redirects: readonly Redirect[];
  readonly detail: string | null;
  /** What it suggests; null where nothing came. */
  readonly suggestion: Suggestion | null;
  /** The person's address, masked, where it was told with their consent; not there where only the domain was. */
  readonly toldAddress?: string;
}

/** What is known of a domain's provider without asking anybody. */
export interface ProviderFacts {
  readonly kind: 'provider';
  readonly name: string;
  /** How it was recognised: by the domain of the address, or by that of its MX host, which anybody on the way can change. */
  readonly by: 'domain' | 'mx';
  readonly access: ProviderAccess;
  readonly signIn: ProviderSignIn;
  readonly preconditions: readonly Precondition[];
  /** The provider's own page about mail programs (`https:`); null where none is known. */
  readonly help: string | null;
  /** The month in which this was looked up: `2026-11`. */
  readonly asOf: string;
}

/** Whether names that cannot exist have addresses here: then no answer of DNS says that a name exists. */
export interface WildcardFacts {
  readonly kind: 'wildcard-dns';
  readonly domain: string;
  readonly isWildcard: boolean;
}
