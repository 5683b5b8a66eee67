import type { RedactionLevel } from './formats.ts';
import { helpdeskWays } from './redaction/helpdesk.ts';
import { Pseudonyms, type Hidden } from './redaction/hidden.ts';
import { knownInAll, type Known } from './redaction/known.ts';
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
  const { reports, hidden } = redactReports([report], level);
  return { report: reports[0] ?? report, hidden };
}

/**
 * Reports that are to be compared, each redacted as `redactReport` does it, with the same pseudonyms in all of them: what is
 * different in two of them stays different, and what is the same in them the same.
 */
export function redactReports(
  reports: readonly Report[],
  level: RedactionLevel,
): { readonly reports: readonly Report[]; readonly hidden: readonly Hidden[] } {
  if (level === 'full') return { reports, hidden: [] };
  const names = new Pseudonyms();
  const redact = reportRule(WAYS[level](knownInAll(reports), names));
  return { reports: reports.map((one) => redact(one)), hidden: names.hidden };
}
