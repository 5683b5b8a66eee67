import type { RedactionLevel } from './formats.ts';
import { helpdeskWays } from './redaction/helpdesk.ts';
import { Pseudonyms, type Hidden } from './redaction/hidden.ts';
import { knownIn, type Known } from './redaction/known.ts';
import { minimalWays } from './redaction/minimal.ts';
import { reportRule } from './redaction/report-rule.ts';
import type { Ways } from './redaction/ways.ts';
import type { Report } from './report.ts';

export type { Hidden, HiddenKind } from './redaction/hidden.ts';

const WAYS: Readonly<Record<Exclude<RedactionLevel, 'full'>, (known: Known, names: Pseudonyms) => Ways>> = {
  minimal: minimalWays,
  helpdesk: helpdeskWays,
};

/**
 * A report with what is nobody else's business replaced by pseudonyms, which are the same everywhere in it and numbered by
 * first appearance. Passwords, proofs and keys are not its matter: they are never in a report (`electron/node/secrets.ts`).
 *
 * `helpdesk` hides user names and mail addresses, where somebody's files are, and the computer and network of the person.
 * `minimal` hides hosts, addresses and authorities besides, drops transcripts and the words of servers, and leaves of moments
 * the day; judged again, it gives the same findings. `full` is the report as it was recorded, with nothing hidden.
 *
 * Every field has a rule of its own; free text is looked through for what has the form of a name, or is named elsewhere in the
 * report, also percent-encoded, in base64 and as quoted-printable. Not looked for, because they have no form: telephone
 * numbers, numbers of customers, names of persons, and words about them. A redacted report is redacted to itself.
 */
export function redactReport(
  report: Report,
  level: RedactionLevel,
): { readonly report: Report; readonly hidden: readonly Hidden[] } {
  if (level === 'full') return { report, hidden: [] };
  const names = new Pseudonyms();
  const redacted = reportRule(WAYS[level](knownIn(report), names))(report);
  return { report: redacted, hidden: names.hidden };
}
