import type { Candidate, Instruction, Source, Suggestion, Trust } from '../../mail/candidate.ts';
import type { ProviderSignIn } from '../../mail/provider-access.ts';
import { ALPS_AND_BENELUX } from './alps-and-benelux.ts';
import { ASIA } from './asia.ts';
import { EAST } from './east.ts';
import { FRANCE } from './france.ts';
import { GERMANY } from './germany.ts';
import { HOSTING } from './hosting.ts';
import { INDEPENDENT } from './independent.ts';
import { IONOS } from './ionos.ts';
import { ITALY } from './italy.ts';
import { NORTH } from './north.ts';
import { NORTH_AMERICA } from './north-america.ts';
import type { Provider } from './provider.ts';
import { OFFERED_PROTOCOLS, readRow } from './row.ts';
import { SOUTH } from './south.ts';
import { WITHOUT_PROTOCOLS } from './without-protocols.ts';
import { WORLDWIDE } from './worldwide.ts';
import { ZOHO } from './zoho.ts';

/** The large mail providers that Letterlock knows without asking anybody. */
export const PROVIDERS: readonly Provider[] = [
  ...WORLDWIDE,
  ...ZOHO,
  ...WITHOUT_PROTOCOLS,
  ...INDEPENDENT,
  ...HOSTING,
  ...IONOS,
  ...GERMANY,
  ...ALPS_AND_BENELUX,
  ...FRANCE,
  ...ITALY,
  ...NORTH,
  ...EAST,
  ...NORTH_AMERICA,
  ...ASIA,
  ...SOUTH,
].map(readRow);

const BY_DOMAIN = new Map(
  PROVIDERS.flatMap((provider) => provider.domains.map((domain) => [domain, provider])),
);
const BY_MX = new Map(
  PROVIDERS.flatMap((provider) => provider.mxSuffixes.map((suffix) => [suffix, provider])),
);

// In the words of the autoconfig draft. A password may be sent as it is, since every connection of the list is encrypted.
const SIGN_IN_WORDS: Readonly<Record<ProviderSignIn, readonly string[]>> = {
  password: ['password-cleartext'],
  'app-password': ['password-cleartext'],
  'password-or-app-password': ['password-cleartext'],
  'oauth-only': ['OAuth2'],
  'oauth-or-app-password': ['OAuth2', 'password-cleartext'],
  'oauth-or-password': ['OAuth2', 'password-cleartext'],
  'bridge-password': ['password-cleartext'],
  none: [],
};

/** The provider whose customers have addresses at a domain; null where none is known. Domains below it are others. */
export function providerOfDomain(domain: string): Provider | null {
  return BY_DOMAIN.get(plainName(domain)) ?? null;
}

/**
 * The provider that hosts a domain with this MX host; null where none is known. The MX record is plain DNS: whoever is on
 * the way can name another provider there, so that what is suggested because of it is to be confirmed by a person.
 */
export function providerOfMx(mxHost: string): Provider | null {
  const labels = plainName(mxHost).split('.');
  // From the whole name upwards, so that the longest suffix wins, and only whole labels are compared.
  for (let from = 0; from < labels.length; from += 1) {
    const provider = BY_MX.get(labels.slice(from).join('.'));
    if (provider !== undefined) return provider;
  }
  return null;
}

/** Tells whether a mail program can reach a provider without a program of the provider's in between. */
export function hasMailProtocols(provider: Provider): boolean {
  return provider.access === 'mail-protocols';
}

/**
 * What the list suggests for a provider, preferred first. Of a provider that is reached through a program of its own, the
 * servers are those of that program on this computer; of one that is not reached at all there are none, and every
 * protocol is said not to be had.
 *
 * @param trust of what led to the provider, where that was not the domain itself
 */
export function suggestionOf(provider: Provider, trust: Trust = 'provider-list'): Suggestion {
  const source: Source = { kind: 'provider-list', uri: null, trust };
  return {
    candidates: provider.servers.map(({ endpoint, username }): Candidate => ({
      endpoint,
      username,
      signIn: SIGN_IN_WORDS[provider.signIn],
      source,
    })),
    notOffered: hasMailProtocols(provider) ? [] : protocolsWithoutServer(provider),
    dropped: [],
    others: [],
    instructions: instructionsOf(provider),
    providerName: provider.name,
  };
}

// A list need not be complete: only where a provider is known to keep its mail to itself does a missing server mean none.
function protocolsWithoutServer({ servers }: Provider): Suggestion['notOffered'] {
  return OFFERED_PROTOCOLS.filter(
    (protocol) => !servers.some(({ endpoint }) => endpoint.protocol === protocol),
  );
}

function instructionsOf({ help, preconditions }: Provider): readonly Instruction[] {
  if (help === null && preconditions.length === 0) return [];
  return [{ kind: preconditions.length > 0 ? 'enable' : 'documentation', url: help, texts: [] }];
}

/** As the tables write names: in lower case, without the root's dot. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
