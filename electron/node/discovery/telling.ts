import { formatEmailAddress, maskName, type EmailAddress } from '../../../shared/mail/email-address.ts';
import { exactly } from '../../../shared/mail/exactly.ts';
import type { LookupFacts } from '../../../shared/mail/lookup.ts';
import { registrableDomain } from '../net/registrable-domain.ts';
import type { SearchContext } from './search-context.ts';

/** Why somebody who was told an address is not followed: what a redirect is called that would take it elsewhere. */
const AWAY = 'to-other-domain';

/**
 * Asks the domain's own servers with the person's address, where they agreed to that. Where those send on to another
 * domain, they are asked once more without, from the beginning, and only then followed there: an address that was told can
 * stand in everything that comes back for it, in any form.
 *
 * Known gap: what the domain's own server does with an address is its own affair. It can also name mail servers after a
 * person, and DNS is then asked for those.
 *
 * @param ask asks with the address, or with null without it; gives true where it was sent on to another domain
 */
export async function askTelling(
  { settings: { toldAddress } }: SearchContext,
  ask: (told: EmailAddress | null) => Promise<boolean>,
): Promise<void> {
  if (toldAddress !== null && !(await ask(toldAddress))) return;
  await ask(null);
}

/** Tells whether a web address is of the registrable domain whose settings are searched for. */
export function isOwn(url: URL, { settings }: SearchContext): boolean {
  return registrableDomain(url.hostname) === registrableDomain(settings.domain);
}

/** Tells whether a question ended because it would have gone on to another domain. */
export function leadsAway({ detail }: Pick<LookupFacts, 'detail'>): boolean {
  return detail?.startsWith(AWAY) === true;
}

/** The end of a question whose answer sends on to another domain. */
export function awayTo(url: string): Pick<LookupFacts, 'outcome' | 'detail'> {
  return { outcome: 'redirect-refused', detail: `${AWAY} ${url}` };
}

/** A line of the ledger as reports have it: with the address that was told masked, in whatever came back, too. */
export function withoutAddress(facts: LookupFacts, told: EmailAddress): LookupFacts {
  return {
    ...maskIn(facts, told),
    // Anything behind the host of an address that comes back can be the person's again.
    redirects: facts.redirects.map(({ status, from, to }) => ({
      status,
      from: hostOnly(from),
      to: hostOnly(to),
    })),
    detail: detailOf(facts, told),
    toldAddress: maskName(formatEmailAddress(told)),
  };
}

/** Plain data in which an address stands masked, as it is written and as it is written in web addresses. */
export function maskIn<T>(data: T, told: EmailAddress): T {
  if (typeof data === 'string') {
    return data.replace(formsOf(told), maskName(formatEmailAddress(told))) as T & string;
  }
  if (Array.isArray(data)) return data.map((item: unknown) => maskIn(item, told)) as T;
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data) as [string, unknown][];
  return Object.fromEntries(entries.map(([key, value]) => [key, maskIn(value, told)])) as T;
}

/** Of a detail that names an address only its host is kept. */
function detailOf({ outcome, detail }: LookupFacts, told: EmailAddress): string | null {
  if (detail === null || (outcome !== 'found' && outcome !== 'redirect-refused')) return maskIn(detail, told);
  const words = detail.split(' ').map((word) => (/^[a-z-]+$/.test(word) ? word : hostOnly(word)));
  return words.join(' ');
}

/** As much of an address that came back as can be shown: whose it is. */
export function hostOnly(address: string): string {
  return /^https?:/i.test(address) && URL.canParse(address) ? `${new URL(address).origin}/…` : '…';
}

function formsOf({ localPart, domain }: EmailAddress): RegExp {
  const locals = [...new Set([localPart, encodeURIComponent(localPart)])].map(exactly);
  return new RegExp(`(?:${locals.join('|')})(?:@|%40)${exactly(domain)}`, 'gi');
}
