import { formatHost, type Endpoint } from '../../mail/endpoint.ts';
import type { ObservationOf } from '../../mail/observation.ts';
import type { CertificateFacts } from '../../mail/certificate.ts';
import { isIpAddress } from '../../mail/hostname.ts';
import { isPrivateAddress } from '../../mail/private-address.ts';
import { siteOf } from '../../mail/site.ts';
import { finding, type Finding } from '../finding.ts';
import { interceptorIn, shortNameOf } from '../interceptors.ts';
import type { JudgedEndpoint, Pattern, PatternRule } from '../judged.ts';
import { wasPublic } from '../public-once.ts';
import { lastSeen } from '../view.ts';

/** A connection whose chain ends at somebody whom only this computer trusts. */
interface Vouched {
  readonly endpoint: Endpoint;
  readonly tls: ObservationOf<'tls-handshake'>;
  readonly anchor: CertificateFacts;
  readonly findings: readonly Finding[];
}

/**
 * Somebody whom only this computer trusts vouches for a server: something that reads along, or the authority of the
 * server's own organisation. Which of the two is concluded, from names, addresses, and whom else the same one vouches for.
 */
export const judgeBetween: PatternRule = (judged) => {
  const all = judged.flatMap(vouchedAt);
  return all.map((one) => judgeVouched(one, all));
};

function vouchedAt({ endpoint, best: { view, findings } }: JudgedEndpoint): readonly Vouched[] {
  const tls = lastSeen(view, 'tls-handshake');
  const anchor = tls?.chain.at(-1);
  if (tls?.outcome !== 'established' || tls.anchor !== 'system' || anchor === undefined) return [];
  return [{ endpoint, tls, anchor, findings }];
}

function judgeVouched(one: Vouched, all: readonly Vouched[]): Pattern {
  const { endpoint, tls, anchor, findings } = one;
  const product = interceptorIn(tls.chain.flatMap(({ subject, issuer }) => [subject, issuer]));
  const isBetween = product !== null || vouchesForStrangers(anchor, all) || !seemsRight(one);
  const code = isBetween ? 'tls_intercepted' : 'tls_authority_not_public';
  const params = { host: formatHost(endpoint.host), who: product ?? shortNameOf(anchor.subject) };
  // Another issuer than before is what it looks like when somebody has come in between.
  const swallows = isBetween ? findings.filter((other) => other.code === 'memory_issuer_changed') : [];
  return { finding: finding(code, params, [tls.id], 'likely'), swallows };
}

/** No organisation issues certificates for the servers of others, but who reads along does. */
function vouchesForStrangers(anchor: CertificateFacts, all: readonly Vouched[]): boolean {
  const same = all.filter((one) => one.anchor.spkiFingerprint === anchor.spkiFingerprint);
  return (
    new Set(same.map(({ endpoint }) => siteOf(endpoint.host))).size > 1 && !wasPublic(anchor.spkiFingerprint)
  );
}

/** Whether there is a better reason for such an authority: the server is near, is called like it, or it is public elsewhere. */
function seemsRight({ endpoint, tls, anchor }: Vouched): boolean {
  const isNear = tls.address !== null && isPrivateAddress(tls.address);
  return isNear || isCalledLike(endpoint.host, anchor.subject) || wasPublic(anchor.spkiFingerprint);
}

// Shorter ones stand in other words by chance.
const SHORTEST_NAME = 4;

/**
 * Tells whether an authority is called like a host, and so perhaps is its organisation's own: `imap.example.org` and
 * `O=Example Ltd, CN=Example Root CA`.
 */
export function isCalledLike(host: string, name: string): boolean {
  const [label = ''] = siteOf(host).split('.');
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return !isIpAddress(host) && label.length >= SHORTEST_NAME && letters(name).includes(letters(label));
}
