import type { Language } from '../findings/explain.ts';
import type { InputProblem } from '../mail/parsed.ts';
import type { RedactionLevel, ReportFormat } from '../report/formats.ts';

/** What came of a report that a person wanted as a file. */
export type ReportSaved =
  | { readonly kind: 'saved'; readonly path: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly problem: InputProblem };

/** The calls about reports. */
export interface ReportCalls {
  /** Writes the report of a run that has ended, redacted, where the person says. The window names the run and no content. */
  'report.save': {
    readonly args: {
      readonly runId: string;
      readonly level: RedactionLevel;
      readonly format: ReportFormat;
      readonly language: Language;
    };
    readonly value: ReportSaved;
  };
}
