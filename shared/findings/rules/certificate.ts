import type { CertificateFacts, CertificateProblem, CertificateProblemKind } from '../../mail/certificate.ts';
import { dayOf } from '../../mail/day.ts';
import type { ObservationOf } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';
import { interceptorIn, shortNameOf } from '../interceptors.ts';
import { place, type EndpointView } from '../view.ts';

type TlsSeen = ObservationOf<'tls-handshake'>;

/** What is known where a problem is told. */
interface Told {
  readonly tls: TlsSeen;
  readonly host: string;
  /** The certificate that has the problem. */
  readonly link: CertificateFacts | undefined;
  /** Its place: 0 is the server's own. */
  readonly at: number;
}

type CertificateJudge = (told: Told) => Finding;

const unusable: CertificateJudge = ({ tls, host }) =>
  finding('tls_certificate_unusable', { host, detail: tls.detail ?? '?' }, [tls.id]);

const FINDINGS: Readonly<Record<CertificateProblemKind, CertificateJudge>> = {
  expired: ({ tls, host, link, at }) => {
    const date = dateOf(link?.notAfter);
    return at === 0
      ? finding('tls_certificate_expired', { host, date }, [tls.id])
      : finding('tls_certificate_chain_expired', { host, date, link: nameOf(link) }, [tls.id]);
  },
  'not-yet-valid': ({ tls, host, link }) =>
    finding('tls_certificate_not_yet_valid', { host, date: dateOf(link?.notBefore) }, [tls.id]),
  'wrong-name': ({ tls, host, link }) =>
    finding('tls_certificate_wrong_name', { host, names: namesOf(link?.names) }, [tls.id]),
  'without-names': ({ tls, host, link }) =>
    finding('tls_certificate_without_names', { host, subject: link?.subject ?? '?' }, [tls.id]),
  'self-signed': ({ tls, host }) => finding('tls_certificate_self_signed', { host }, [tls.id]),
  'unknown-issuer': ({ tls, host, link }) =>
    finding('tls_certificate_unknown_issuer', { host, issuer: link?.issuer ?? '?' }, [tls.id]),
  'chain-incomplete': ({ tls, host, link }) => {
    const { issuer = '?', issuerUrl } = link ?? {};
    return finding(
      'tls_certificate_chain_incomplete',
      { host, issuer, url: issuerUrl ?? '?' },
      [tls.id],
      'likely',
    );
  },
  'weak-signature': ({ tls, host, link }) => {
    const hash = hashName(link?.signature.hash);
    return finding('tls_certificate_weak_signature', { host, link: nameOf(link), hash }, [tls.id]);
  },
  'weak-key': ({ tls, host, link }) => {
    const key = `${link?.key.kind.toUpperCase() ?? '?'} ${link?.key.bits ?? '?'}`;
    return finding('tls_certificate_weak_key', { host, link: nameOf(link), key }, [tls.id]);
  },
  'wrong-purpose': unusable,
  'not-authority': unusable,
  'broken-signature': unusable,
  unusable,
};

// Who opens connections shows a certificate of an issuer of his own: that nobody knows it is only the consequence.
const OF_AN_UNKNOWN_ISSUER: readonly CertificateProblemKind[] = [
  'self-signed',
  'unknown-issuer',
  'chain-incomplete',
];

/** What is wrong with a certificate that was rejected. */
export function judgeCertificate(tls: TlsSeen, view: EndpointView): readonly Finding[] {
  const { host } = place(view);
  const interceptor = interceptorOf(tls, host);
  if (interceptor !== null) return [interceptor];
  const found = causesOf(tls.certificateProblems).map(({ kind, link: at }) =>
    FINDINGS[kind]({ tls, host, link: tls.chain[at], at }),
  );
  // Several links, or several things that make one of them unusable, are told in the same words.
  return found.filter((one, at) => at === found.findIndex(({ code }) => code === one.code));
}

/**
 * A self-signed certificate is for a wrong name as a rule, and what else is wrong with it does not matter: its being
 * self-signed is the cause, so it comes alone.
 */
function causesOf(problems: readonly CertificateProblem[]): readonly CertificateProblem[] {
  const selfSigned = problems.filter(({ kind }) => kind === 'self-signed');
  return selfSigned.length > 0 ? selfSigned : problems;
}

/** Known software that stands in between with a certificate that nobody trusts: told by its name alone. */
function interceptorOf(tls: TlsSeen, host: string): Finding | null {
  if (!tls.certificateProblems.some(({ kind }) => OF_AN_UNKNOWN_ISSUER.includes(kind))) return null;
  const product = interceptorIn(tls.chain.flatMap(({ subject, issuer }) => [subject, issuer]));
  if (product === null) return null;
  const issuer = tls.chain.at(-1)?.issuer ?? '?';
  return finding('tls_interceptor_untrusted', { host, product, issuer }, [tls.id], 'likely');
}

const MOST_NAMES_SHOWN = 4;

function namesOf(names: readonly string[] | undefined): string {
  if (names === undefined || names.length === 0) return '–';
  const shown = names.slice(0, MOST_NAMES_SHOWN).join(', ');
  return names.length > MOST_NAMES_SHOWN ? `${shown} …` : shown;
}

/** Which link of the chain is meant. */
function nameOf(link: CertificateFacts | undefined): string {
  return link === undefined ? '?' : shortNameOf(link.subject);
}

/** As people write it: `SHA-1`. */
function hashName(hash: string | null | undefined): string {
  return hash?.toUpperCase().replace(/^SHA/, 'SHA-') ?? '?';
}

/** The day of a date that may not be readable. */
function dateOf(iso: string | null | undefined): string {
  return iso === null || iso === undefined ? '?' : dayOf(iso);
}
