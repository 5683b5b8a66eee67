import type { Observation, RememberedFacts } from '../mail/observation.ts';
import { mechanisms } from '../sasl/mechanisms.ts';
import type { RememberedCertificate, RememberedHost, Sighting } from './host-memory.ts';
import { offerIn, tlsRank, type Offer, type OfferedCertificate } from './offer.ts';

/**
 * What an endpoint offered before and does not offer now, as plain facts. What was added is none, and neither is anything
 * that was not reached: a look that ended early says nothing about what comes later.
 *
 * @param remembered of this endpoint; null where it was never seen, and then there is nothing to compare with
 * @param observations of this endpoint only, over one family of addresses or over all
 */
export function compare(
  remembered: RememberedHost | null,
  observations: readonly Observation[],
): readonly RememberedFacts[] {
  if (remembered === null) return [];
  const offer = offerIn(observations);
  return [
    ...compareStarttls(remembered, offer),
    ...compareTls(remembered, offer),
    ...compareCertificates(remembered, offer),
    ...compareMechanisms(remembered, offer),
  ];
}

function compareStarttls({ starttls }: RememberedHost, offer: Offer): readonly RememberedFacts[] {
  if (starttls === null || offer.starttls !== 'not-offered') return [];
  return [factOf('starttls-gone', starttls, 'STARTTLS', null)];
}

function compareTls({ tls }: RememberedHost, { tlsVersion }: Offer): readonly RememberedFacts[] {
  if (tls === null || tlsVersion === null || tlsRank(tlsVersion) >= tlsRank(tls.version)) return [];
  return [factOf('tls-older', tls, tls.version, tlsVersion)];
}

function compareCertificates(
  { certificates: known }: RememberedHost,
  { certificates }: Offer,
): readonly RememberedFacts[] {
  const latest = known.at(-1);
  if (latest === undefined) return [];
  return certificates.flatMap((certificate) => compareCertificate(known, latest, certificate) ?? []);
}

/**
 * A key that was there before is the same server's, whoever vouches for it now. And where only this computer vouched until
 * now (somebody reads along here, or an organisation has its own authority), a public authority is no step back.
 */
function compareCertificate(
  known: readonly RememberedCertificate[],
  latest: RememberedCertificate,
  { issuer, anchor, spkiFingerprint, notAfter }: OfferedCertificate,
): RememberedFacts | null {
  if (known.some((one) => one.spkiFingerprint === spkiFingerprint)) return null;
  if (anchor === 'bundled' && known.every((one) => one.anchor !== 'bundled')) return null;
  const ofSameIssuer = known.findLast((one) => one.issuer.toLowerCase() === issuer.toLowerCase());
  return ofSameIssuer === undefined
    ? factOf('issuer-changed', sinceOf(latest, known), latest.issuer, issuer)
    : factOf('certificate-renewed', ofSameIssuer, ofSameIssuer.notAfter, notAfter);
}

/** An authority has been the issuer since its first certificate that is remembered. */
function sinceOf(latest: RememberedCertificate, known: readonly RememberedCertificate[]): Sighting {
  const first = known.find(({ issuer }) => issuer === latest.issuer) ?? latest;
  return { firstSeen: first.firstSeen, lastSeen: latest.lastSeen };
}

/** The strongest that is gone, if what is left is weaker: a server may well give up CRAM-MD5 and keep SCRAM. */
function compareMechanisms(
  { mechanisms: known }: RememberedHost,
  { mechanisms: offered }: Offer,
): readonly RememberedFacts[] {
  if (offered === null) return [];
  const ranked = mechanisms(); // strongest first
  const strongest = ranked.find(({ name }) => known.some((one) => one.name === name));
  const before = known.find(({ name }) => name === strongest?.name);
  if (strongest === undefined || before === undefined) return [];
  const left = offered[0];
  const isGone = left === undefined || ranked.indexOf(left) > ranked.indexOf(strongest);
  return isGone ? [factOf('mechanism-gone', before, before.name, left?.name ?? null)] : [];
}

function factOf(
  change: RememberedFacts['change'],
  { firstSeen, lastSeen }: Sighting,
  before: string | null,
  now: string | null,
): RememberedFacts {
  return { kind: 'remembered', change, before, now, firstSeen, lastSeen };
}
