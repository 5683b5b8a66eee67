import type { CertificateFacts, CertificateProblem } from './certificate.ts';

/**
 * Everything that is wrong with a certificate that was rejected, worst to explain first. TLS libraries stop at the first
 * thing that they find, and not at the same one; dates and names are judged here, so that the answer does not depend
 * on the library.
 *
 * @param certificate the end-entity certificate; undefined where none was sent
 */
export function certificateProblems(
  certificate: CertificateFacts | undefined,
  seen: { readonly now: Date; readonly isNameRight: boolean; readonly isIssuerUnknown: boolean },
): readonly CertificateProblem[] {
  if (certificate === undefined) return ['unusable'];
  const found: CertificateProblem[] = [];
  const { notBefore, notAfter } = certificate;
  if (notAfter !== null && seen.now > new Date(notAfter)) found.push('expired');
  if (notBefore !== null && seen.now < new Date(notBefore)) found.push('not-yet-valid');
  if (!seen.isNameRight) found.push('wrong-name');
  if (certificate.isSelfSigned) found.push('self-signed');
  else if (seen.isIssuerUnknown) found.push('unknown-issuer');
  return found.length === 0 ? ['unusable'] : found;
}
