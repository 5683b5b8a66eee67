import type { MemoryFileFacts, RunObservationOf } from '../../mail/observation.ts';
import { finding, type Finding } from '../finding.ts';

type Judge = (detail: string, evidence: readonly string[]) => Finding;

const JUDGES: Readonly<Record<MemoryFileFacts['outcome'], Judge>> = {
  damaged: (file, evidence) => finding('memory_file_damaged', { file }, evidence),
  newer: (_, evidence) => finding('memory_file_newer', {}, evidence),
  busy: (_, evidence) => finding('memory_file_busy', {}, evidence),
  unusable: (detail, evidence) => finding('memory_file_unusable', { detail }, evidence),
};

/** Why what hosts offered could not be compared with what they offered before, or is not kept for the next time. */
export function judgeMemoryFile({ id, outcome, detail }: RunObservationOf<'memory-file'>): Finding {
  return JUDGES[outcome](detail ?? '?', [id]);
}
