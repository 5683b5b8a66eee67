import {
  hasWeakKey,
  hasWeakSignature,
  linksOf,
  type CertificateFacts,
  type CertificatePath,
  type CertificateProblem,
  type CertificateProblemKind,
} from './certificate.ts';
import { isSameSite } from './site.ts';

/** What a chain is judged by, besides itself. */
export interface CertificateSituation {
  /** The host that the chain was shown for. */
  readonly host: string;
  readonly now: Date;
  /** Whether the end-entity certificate is for that host (RFC 9525 §6). */
  readonly isNameRight: boolean;
}

/**
 * Everything that is wrong with a chain that was rejected, worst to explain first. TLS libraries stop at the first thing
 * that they find, and not at the same one; all is judged here from the certificates, so that the answer does not depend on
 * the library. What it finds nothing wrong with is unusable: the library had its reason.
 */
export function certificateProblems(
  path: CertificatePath,
  situation: CertificateSituation,
): readonly CertificateProblem[] {
  const [own] = path.chain;
  if (own === undefined) return [problem('unusable')];
  const found = [
    ...dateProblems(own, 0, situation.now),
    ...nameProblems(own, situation),
    ...issuerProblems(path, situation),
    // TLS libraries look at the dates of the trust anchor, too.
    ...path.chain.flatMap((link, at) => (at === 0 ? [] : dateProblems(link, at, situation.now))),
    ...weaknessesOf(path),
    ...linksOf(path).flatMap(roleProblems),
  ];
  return found.length === 0 ? [problem('unusable')] : found;
}

/**
 * The links of a chain that somebody could forge. One that is verified and has some is rejected all the same: Mozilla's
 * root programme forbids them, and Electron's TLS library takes them.
 */
export function weaknessesOf(path: Pick<CertificatePath, 'chain' | 'anchor'>): readonly CertificateProblem[] {
  return linksOf(path).flatMap((link, at) => [
    // What signs itself says nothing by it.
    ...(hasWeakSignature(link) && !link.isSelfSigned ? [problem('weak-signature', at)] : []),
    ...(hasWeakKey(link) ? [problem('weak-key', at)] : []),
  ]);
}

function problem(kind: CertificateProblemKind, link = 0): CertificateProblem {
  return { kind, link };
}

function dateProblems(
  { notBefore, notAfter }: CertificateFacts,
  link: number,
  now: Date,
): readonly CertificateProblem[] {
  if (notAfter !== null && now > new Date(notAfter)) return [problem('expired', link)];
  return notBefore !== null && now < new Date(notBefore) ? [problem('not-yet-valid', link)] : [];
}

function nameProblems(
  own: CertificateFacts,
  { isNameRight }: CertificateSituation,
): readonly CertificateProblem[] {
  if (!own.hasSubjectAltName) return [problem('without-names')];
  return isNameRight ? [] : [problem('wrong-name')];
}

function issuerProblems(
  { chain, anchor, brokenLink }: CertificatePath,
  { host }: CertificateSituation,
): readonly CertificateProblem[] {
  const last = chain.at(-1);
  if (brokenLink !== null) return [problem('broken-signature', brokenLink)];
  if (anchor !== null || last === undefined) return [];
  const link = chain.length - 1;
  if (last.isSelfSigned) return [problem(link === 0 ? 'self-signed' : 'unknown-issuer', link)];
  return [problem(seemsPublic(last, host) ? 'chain-incomplete' : 'unknown-issuer', link)];
}

/**
 * Whether the next certificate seems to exist for everybody, and only to have been left out. Public authorities write into
 * each certificate where that of its issuer is to be had (CA/Browser Forum Baseline Requirements §7.1.2.7.7), on the web
 * and at a place of theirs; organisations that issue for themselves write nothing, a directory, or a place of their own.
 */
function seemsPublic({ issuerUrl }: CertificateFacts, host: string): boolean {
  const place = issuerUrl === null ? null : hostOf(issuerUrl);
  return place !== null && /\.[a-z][a-z0-9-]*$/.test(place) && !isSameSite(place, host);
}

function hostOf(url: string): string | null {
  try {
    return new URL(url).hostname;
  } catch {
    return null; // what is no address leads nowhere
  }
}

function roleProblems(link: CertificateFacts, at: number): readonly CertificateProblem[] {
  return [
    ...(link.isForServers ? [] : [problem('wrong-purpose', at)]),
    ...(at === 0 || link.isAuthority ? [] : [problem('not-authority', at)]),
  ];
}
