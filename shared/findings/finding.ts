import type { ObservationId } from '../mail/observation.ts';
import { findingFacts } from './catalogue.generated.ts';

/** How much a finding matters: mail does not work or is not safe · may fail soon · worth knowing · as it should be. */
export type Severity = 'problem' | 'warning' | 'note' | 'good';

/** Who can change it. */
export type Actor = 'you' | 'provider' | 'network' | 'it' | 'nobody';

/** Seen with our own eyes, or concluded from it. */
export type Confidence = 'seen' | 'likely';

/** The permanent name of a finding; its pages are `pages/<language>/<code>.md`. */
export type FindingCode = keyof typeof findingFacts;

/** The values that the pages of a code put into their text. */
export type FindingParams<C extends FindingCode> = Readonly<
  Record<(typeof findingFacts)[C]['params'][number], string | number>
>;

/** A judged observation. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly actor: Actor;
  readonly confidence: Confidence;
  readonly params: Readonly<Record<string, string | number>>;
  /** The observations that prove it. */
  readonly evidence: readonly ObservationId[];
}

/** Makes a finding whose parameters are the ones that its pages name; severity and actor stand in the page. */
export function finding<C extends FindingCode>(
  code: C,
  params: FindingParams<C>,
  evidence: readonly ObservationId[],
  confidence: Confidence = 'seen',
): Finding {
  const { severity, actor } = findingFacts[code];
  return { code, severity, actor, confidence, params, evidence };
}
