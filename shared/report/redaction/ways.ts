import type { SoftwareFacts, TranscriptPlace } from '../../mail/observation.ts';
import type { Report } from '../report.ts';
import type { Rule } from './rules.ts';

/** How each sort of text in a report is shown at one level. Whatever a text is not, as what it is declared, is no reason to show it. */
export interface Ways {
  /** Text with names in it, most of it ours. */
  readonly text: Rule<string>;
  /** One word: a code, a mechanism, a version. */
  readonly code: Rule<string>;
  /** What a server or a document says in its own words. */
  readonly serverText: Rule<string>;
  readonly capability: Rule<string>;
  readonly software: Rule<SoftwareFacts['name']>;
  readonly softwareVersion: Rule<string | null>;
  /** What was given in the place of a host, and is none. */
  readonly given: Rule<string>;
  readonly host: Rule<string>;
  readonly ip: Rule<string>;
  readonly uri: Rule<string>;
  readonly username: Rule<string>;
  readonly provider: Rule<string>;
  readonly distinguishedName: Rule<string>;
  /** Who issued a certificate, by its organisation, where that was remembered. */
  readonly organisation: Rule<string>;
  readonly fingerprint: Rule<string>;
  /** ISO 8601. */
  readonly time: Rule<string>;
  /** A value of a finding: whatever of the above it was met as. */
  readonly param: Rule<string>;
  readonly place: Rule<TranscriptPlace | null>;
  readonly transcripts: (rule: Rule<Report['transcripts'][number]>) => Rule<Report['transcripts']>;
}
