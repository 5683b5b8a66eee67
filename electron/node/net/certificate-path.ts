import { createHash } from 'node:crypto';
import type { CertificatePath } from '../../../shared/mail/certificate.ts';
import { isSameBytes, readCertificate, type Certificate } from '../../../shared/wire/x509/certificate.ts';
import type { Anchor, Anchors } from './anchors.ts';
import { certificateFacts, hasSigned, isNamedAsIssuer } from './certificate-facts.ts';

// All ports of a host show the same chain, and so do hosts at every sign-in.
const MOST_REMEMBERED = 64;
// Each link costs the check of a few signatures: a server can send many certificates of the same name.
const LONGEST_PATH = 10;
const MOST_CANDIDATES = 4;

/**
 * Follows a chain from the end-entity certificate through what else was sent to a trust anchor: to a public one where there
 * is a way to one. It does not judge what it meets, and is no replacement for the check that the TLS library makes; of a
 * chain that was verified it tells whom it ends at.
 *
 * @param sent DER, the end-entity certificate first; the order of the others does not matter
 */
export function followPath(sent: readonly Uint8Array[], anchors: Anchors): CertificatePath {
  const key = keyOf(sent);
  const known = anchors.followed.get(key);
  if (known !== undefined) return known;
  const path = follow(sent, anchors);
  if (anchors.followed.size >= MOST_REMEMBERED) anchors.followed.clear();
  anchors.followed.set(key, path);
  return path;
}

function keyOf(sent: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const der of sent) hash.update(`${der.length} `).update(der);
  return hash.digest('base64');
}

function follow(sent: readonly Uint8Array[], anchors: Anchors): CertificatePath {
  const [own, ...others] = sent.flatMap((der) => readCertificate(der) ?? []);
  if (own === undefined) return { chain: [], anchor: null, brokenLink: null };
  const links = linksFrom(own, others);
  const ends = links.flatMap((link, at) => {
    const anchor = anchorOf(link, anchors);
    return anchor === null ? [] : [{ anchor, links: links.slice(0, at + 1) }];
  });
  // Somebody may trust a certificate in the middle of a way that goes on to a public root.
  const end = ends.find(({ anchor }) => anchor.kind === 'bundled') ?? ends[0];
  if (end !== undefined) return anchored(end.links, end.anchor);
  return {
    chain: links.map(certificateFacts),
    anchor: null,
    brokenLink: brokenLinkOf(links, others, anchors),
  };
}

/** Each certificate with its issuer behind it, as far as they were sent. */
function linksFrom(own: Certificate, others: readonly Certificate[]): readonly Certificate[] {
  const links = [own];
  for (let last: Certificate | null = own; last !== null && links.length < LONGEST_PATH;) {
    last = issuerAmong(
      others.filter((one) => !links.includes(one)),
      last,
    );
    if (last !== null) links.push(last);
  }
  return links;
}

/** The one that has signed it. Names are hints: two ways to write the same one are equal to TLS libraries, and not to us. */
function issuerAmong(others: readonly Certificate[], certificate: Certificate): Certificate | null {
  const isNamed = (one: Certificate): boolean => isNamedAsIssuer(one, certificate);
  const named = others.filter(isNamed);
  const candidates = [...named, ...others.filter((one) => !isNamed(one))].slice(0, MOST_CANDIDATES);
  const signer = candidates.find((one) => hasSigned(one, certificate) === 'yes');
  return (
    signer ?? candidates.filter(isNamed).find((one) => hasSigned(one, certificate) === 'unknown') ?? null
  );
}

/** The anchor that a certificate is, or that has signed it. */
function anchorOf(certificate: Certificate, anchors: Anchors): Anchor | null {
  const issuers = anchors.namedBy(certificate);
  return (
    anchors.same(certificate) ??
    issuers.find((anchor) => hasSigned(anchor.certificate, certificate) === 'yes') ??
    null
  );
}

function anchored(links: readonly Certificate[], { kind, certificate }: Anchor): CertificatePath {
  const last = links.at(-1);
  // One that is the anchor itself is not followed by itself; the copy that was sent is what counts.
  const isLast = last !== undefined && isSameBytes(last.spki, certificate.spki);
  return {
    chain: (isLast ? links : [...links, certificate]).map(certificateFacts),
    anchor: kind,
    brokenLink: null,
  };
}

/** Which link names an issuer that is there and has not signed it: if any it is the last, or the path would go on. */
function brokenLinkOf(
  links: readonly Certificate[],
  others: readonly Certificate[],
  anchors: Anchors,
): number | null {
  const last = links.at(-1);
  if (last === undefined) return null;
  const named = [last, ...others].filter((one) => isNamedAsIssuer(one, last));
  const issuers = [...anchors.namedBy(last).map(({ certificate }) => certificate), ...named];
  const isBroken =
    issuers.length > 0 && issuers.slice(0, MOST_CANDIDATES).every((one) => hasSigned(one, last) === 'no');
  return isBroken ? links.length - 1 : null;
}
