import type { CertificateFacts } from '../../mail/certificate.ts';
import { DAY_MS, dayOf } from '../../mail/day.ts';
import { finding, type Confidence, type FindingCode } from '../finding.ts';
import type { JudgedEndpoint, Pattern, PatternRule } from '../judged.ts';
import { lastSeen } from '../view.ts';

/** What the clock of this computer is held against. All in ISO 8601. */
export interface ClockEvidence {
  /** What the clock said when the run began. */
  readonly now: string;
  /** The day on which this Letterlock was made. */
  readonly madeAt: string;
}

const YEAR_MS = 365 * DAY_MS;

/** What a wrong clock makes of certificates that are right. */
const CONSEQUENCES: readonly FindingCode[] = [
  'tls_certificate_expired',
  'tls_certificate_not_yet_valid',
  'tls_certificate_chain_expired',
];

/**
 * The clock of this computer is wrong: it says a time at which this Letterlock was not made yet (that is seen), or one that
 * fits the certificates of none of several servers (that is likely).
 */
export function judgeClock({ now, madeAt }: ClockEvidence): PatternRule {
  return (judged) => {
    const shown = judged.flatMap(certificateAt);
    const confidence = confidenceThatWrong(new Date(now).getTime(), new Date(madeAt).getTime(), shown);
    if (confidence === null) return [];
    const expected = [madeAt, ...shown.flatMap(({ certificate }) => certificate.notBefore ?? [])]
      .toSorted()
      .at(-1);
    const params = { today: dayOf(now), expected: dayOf(expected ?? madeAt) };
    const evidence = shown.map(({ id }) => id);
    return [
      { finding: finding('clock_wrong', params, evidence, confidence), swallows: consequencesIn(judged) },
    ];
  };
}

/** The end-entity certificate that a server showed, whatever came of it. */
interface Shown {
  readonly id: string;
  readonly host: string;
  readonly certificate: CertificateFacts;
}

function certificateAt({ endpoint, best: { view } }: JudgedEndpoint): readonly Shown[] {
  const tls = lastSeen(view, 'tls-handshake');
  const certificate = tls?.chain[0];
  if (tls === undefined || certificate === undefined) return [];
  return [{ id: tls.id, host: endpoint.host, certificate }];
}

function confidenceThatWrong(nowMs: number, madeMs: number, shown: readonly Shown[]): Confidence | null {
  // A day: it was perhaps made where the day begins earlier.
  if (nowMs < madeMs - DAY_MS) return 'seen';
  // One certificate is one mistake, on however many doors it hangs.
  const isSeveral =
    new Set(shown.map(({ certificate }) => certificate.fingerprint)).size > 1 &&
    new Set(shown.map(({ host }) => host)).size > 1;
  if (!isSeveral) return null;
  const isBehind = shown.every(({ certificate }) => nowMs < timeOf(certificate.notBefore));
  const isAhead = shown.every(({ certificate }) => nowMs > timeOf(certificate.notAfter) + YEAR_MS);
  return isBehind || isAhead ? 'likely' : null;
}

function consequencesIn(judged: readonly JudgedEndpoint[]): Pattern['swallows'] {
  return judged.flatMap(({ best }) => best.findings).filter(({ code }) => CONSEQUENCES.includes(code));
}

/** Not a number for a date that is not there: comparing with it is false. */
function timeOf(iso: string | null): number {
  return iso === null ? NaN : new Date(iso).getTime();
}
