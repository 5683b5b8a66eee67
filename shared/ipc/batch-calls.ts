import type { Language } from '../findings/explain.ts';
import type { Finding } from '../findings/finding.ts';
import type { AccountProblem, TypedAccount } from '../mail/account-fields.ts';
import type { Report, Verdict } from '../report/report.ts';
import type { ReportSaved } from './report-calls.ts';

/** Checks of several accounts began, or what has to be corrected first; nothing was sent in that case. */
export type BatchStart =
  | {
      readonly kind: 'started';
      readonly batchId: string;
      /** The run of each account, in their order. Accounts that ask the same of the same servers share one. */
      readonly runIds: readonly string[];
    }
  | {
      readonly kind: 'refused';
      /** The place of the account in the list, and everything that is wrong with it. */
      readonly problems: readonly {
        readonly account: number;
        readonly problems: readonly AccountProblem[];
      }[];
    };

/** What a table shows of a check; the report itself is asked for where somebody wants it. */
export interface RunResult {
  readonly verdict: Verdict;
  /** What is said first; null where nothing is. */
  readonly headline: Finding | null;
  readonly durationMs: number;
  readonly changedOnDisk: Report['changedOnDisk'];
}

/** What a batch tells while it goes on. Of 500 runs only this: all of their events would be a flood. */
export type BatchEvent =
  | { readonly type: 'run-ended'; readonly runId: string; readonly result: RunResult }
  /** Nothing more comes: runs of which nothing came were not begun. */
  | { readonly type: 'batch-ended' };

/** The calls about several accounts at once. No password is asked for, and there is no way to give one. */
export interface BatchCalls {
  /** Begins the checks; those of the batch before are ended, and its reports are gone. Other runs go on. */
  'batch.start': {
    readonly args: { readonly accounts: readonly TypedAccount[] };
    readonly value: BatchStart;
  };
  /** Ends what goes on, and begins nothing more. */
  'batch.cancel': { readonly args: { readonly batchId: string }; readonly value: null };
  /** The report of a run of the batch that has ended; `report.save` then knows it, too. */
  'batch.report': { readonly args: { readonly runId: string }; readonly value: Report };
  /** Writes what came of all accounts as CSV, where the person says. The addresses in it are those that were given. */
  'batch.save': {
    readonly args: { readonly batchId: string; readonly language: Language };
    readonly value: ReportSaved;
  };
}
