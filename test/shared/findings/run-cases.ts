import type { FindingCode } from '../../../shared/findings/finding.ts';
import type { RunFacts } from '../../../shared/mail/observation.ts';

/** What belongs to no endpoint: for each finding the fact that reaches it. */
export const RUN_CASES: readonly (readonly [FindingCode, RunFacts])[] = [
  ['memory_file_damaged', { kind: 'memory-file', outcome: 'damaged', detail: 'hosts.json.damaged-1' }],
  ['memory_file_newer', { kind: 'memory-file', outcome: 'newer', detail: null }],
  ['memory_file_busy', { kind: 'memory-file', outcome: 'busy', detail: null }],
  ['memory_file_unusable', { kind: 'memory-file', outcome: 'unusable', detail: 'EACCES' }],
  ['run_check_crashed', { kind: 'check-crashed', detail: 'TypeError' }],
];
