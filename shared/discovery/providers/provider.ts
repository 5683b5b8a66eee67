import type { Endpoint } from '../../mail/endpoint.ts';
import type { Precondition, ProviderAccess, ProviderSignIn } from '../../mail/provider-access.ts';

/**
 * Where the facts of a provider are from: its own pages; Mozilla's public database of providers; or the lists that other mail
 * programs bring and publish, several of which agree.
 */
export type FactSource = 'own-page' | 'ispdb' | 'other-programs';

/** A user name as providers want it, in the words of the autoconfig draft. */
export type UsernameForm = '%EMAILADDRESS%' | '%EMAILLOCALPART%';

/** One server of a provider. Never one that would go without encryption. */
export interface ProviderServer {
  readonly endpoint: Endpoint;
  /** Null where the user name cannot be told from the address. */
  readonly username: UsernameForm | null;
}

/** A large mail provider, as Letterlock knows it. */
export interface Provider {
  /** Short and lasting; in lower case. */
  readonly id: string;
  /** What it calls itself; a proper name, the same in every language. */
  readonly name: string;
  /** Where its customers' addresses end, in lower case. None for a provider that only hosts the domains of others. */
  readonly domains: readonly string[];
  /** The MX hosts of the domains that it hosts are these, or below them. None where that would not tell it safely. */
  readonly mxSuffixes: readonly string[];
  readonly access: ProviderAccess;
  /** Preferred first, protocol by protocol; those of a local bridge are on this computer. None where there is no access. */
  readonly servers: readonly ProviderServer[];
  readonly signIn: ProviderSignIn;
  readonly preconditions: readonly Precondition[];
  /** The provider's own page about setting up mail programs (`https:`); null where none is known for sure. */
  readonly help: string | null;
  readonly known: ProviderFacts;
}

/** How fresh what is known of a provider is. */
export interface ProviderFacts {
  readonly from: FactSource;
  /** The month in which it was last compared with its source: `2026-11`. */
  readonly asOf: string;
}
