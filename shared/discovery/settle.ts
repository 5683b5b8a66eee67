import type { Candidate, PlacedCandidate, SourceKind, Trust } from '../mail/candidate.ts';
import { formatEmailAddress, maskName, type EmailAddress } from '../mail/email-address.ts';
import { TRUST_OF, TRUSTS, type Option } from './rank.ts';
import { isNamed } from './source-kind.ts';

/**
 * Ports that mail servers are at, that of HTTPS among them, which some use because networks let it through. What listens at
 * any other one may be no mail server at all.
 */
const MAIL_PORTS: ReadonlySet<number> = new Set([25, 110, 143, 443, 465, 587, 993, 995, 2525, 4190]);

/** Trust in which a person has to be asked before a credential goes where such a source points. */
const UNSURE: readonly Trust[] = ['other-https', 'dns', 'http', 'guess'];

/**
 * Tells whether no source that is still being asked could change which of these options come first: then credentials may
 * go to them. Of sources that are trusted alike the first to answer may not win, so that they are waited for, too.
 */
export function isSettled(chosen: readonly Option[], pending: readonly SourceKind[]): boolean {
  const most = Math.min(...pending.map((kind) => TRUSTS.indexOf(TRUST_OF[kind])));
  return chosen.every(({ trust }) => TRUSTS.indexOf(trust) < most);
}

/**
 * Tells whether a person has to confirm a server before a credential goes there: nobody who is trusted suggests it, it is
 * of another registrable domain than the address, or at a port that is none of mail. What they named themselves is confirmed.
 *
 * @param domainSite the registrable domain of the address
 * @param mailPorts where other ports than the usual ones stand for them
 */
export function needsConfirmation(
  { trust, site, endpoint }: Option,
  domainSite: string | null,
  mailPorts: ReadonlySet<number> = MAIL_PORTS,
): boolean {
  if (trust === 'person') return false;
  return UNSURE.includes(trust) || site !== domainSite || !mailPorts.has(endpoint.port);
}

/**
 * The user name that an option wants for an address: what its most trusted source says, or the whole address. What a person
 * gave is not among it; whoever has that takes it in place of this.
 */
export function usernameFor(
  { candidates }: Option,
  address: { readonly localPart: string; readonly domain: string },
): string {
  // The user name that a person gave is masked, and nobody's form.
  const forms = candidates.map(({ username, source }) => (isNamed(source) ? null : username));
  const form = forms.find((one) => one !== null) ?? '%EMAILADDRESS%';
  // Replaced literally and once, so that a local part with a placeholder in it stays what it is.
  return form.replace(/%EMAIL(ADDRESS|LOCALPART|DOMAIN)%/g, (_, part: string) => {
    if (part === 'LOCALPART') return address.localPart;
    return part === 'DOMAIN' ? address.domain : `${address.localPart}@${address.domain}`;
  });
}

/** The user name of a source as reports show it: its form, or masked where it is a name, because then it is somebody's. */
export function shownUsername(username: string | null): string | null {
  return username === null || /%EMAIL(ADDRESS|LOCALPART|DOMAIN)%/.test(username)
    ? username
    : maskName(username);
}

/**
 * What a source said to somebody who had told it an address: user names that are the address, or its local part, are the
 * forms that everybody else would have been told.
 */
export function withUsernameForms(
  candidates: readonly Candidate[],
  told: EmailAddress,
): readonly Candidate[] {
  const forms = new Map([
    [formatEmailAddress(told).toLowerCase(), '%EMAILADDRESS%'],
    [told.localPart.toLowerCase(), '%EMAILLOCALPART%'],
  ]);
  return candidates.map((one) => ({
    ...one,
    username: forms.get(one.username?.toLowerCase() ?? '') ?? one.username,
  }));
}

/** Settings as they are looked at: nothing goes without encryption because a document says so (RFC 8314 §3). */
export function securedEndpoint({ endpoint }: PlacedCandidate): PlacedCandidate['endpoint'] {
  return endpoint.connectionSecurity === 'cleartext'
    ? { ...endpoint, connectionSecurity: 'starttls' }
    : endpoint;
}
