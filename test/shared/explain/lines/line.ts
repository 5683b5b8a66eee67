import type { FindingCode } from '../../../../shared/findings/finding.ts';

/** A line as a program prints it, and the row of the tables that it is for. */
export interface Line {
  readonly row: string;
  readonly code: FindingCode;
  /** Where it comes from: the program was run, its messages are documented, or a standard names the code. */
  readonly from: `run: ${string}` | `documented: ${string}` | `standard: ${string}`;
  readonly text: string;
}
