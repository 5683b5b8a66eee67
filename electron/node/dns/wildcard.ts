import { parseHostname, type Hostname } from '../../../shared/mail/hostname.ts';
import type { DnsFacts } from '../../../shared/mail/observation.ts';

/** What became of the question for a name that nobody can have made. */
export type WildcardAnswer =
  /** It has addresses: so has every name, and that a guessed one exists says nothing. */
  | { readonly kind: 'wildcard'; readonly addresses: readonly string[] }
  | { readonly kind: 'none' }
  /** DNS did not say. */
  | { readonly kind: 'unknown' };

const RANDOM_BYTES = 10;

/**
 * Asks for one random name below a domain, to find out whether every name has an address there. It does not tell who does
 * that: the domain, with a record for `*`, or an internet provider that answers for names that do not exist.
 *
 * @param randomBytes so many unpredictable bytes
 * @param lookUp asks for the addresses of a host, and has a deadline
 * @throws what `lookUp` throws
 */
export async function askWildcard(
  domain: Hostname,
  randomBytes: (length: number) => Uint8Array,
  lookUp: (host: Hostname) => Promise<DnsFacts>,
): Promise<WildcardAnswer> {
  const label = Buffer.from(randomBytes(RANDOM_BYTES)).toString('hex');
  const host = parseHostname(`${label}.${domain}`);
  if (!host.ok) return { kind: 'unknown' }; // the domain is as long as a name gets, and nothing is below it
  const { outcome, addresses } = await lookUp(host.value);
  if (outcome === 'resolved') return { kind: 'wildcard', addresses };
  return { kind: outcome === 'not-found' ? 'none' : 'unknown' };
}
