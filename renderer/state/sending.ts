// What makes a report fit to send, in one place: it is large, and loaded when somebody wants it.
export { letterFor } from '../../shared/report/letter.ts';
export { redactReport } from '../../shared/report/redact.ts';
export { renderReport } from '../../shared/report/render-report.ts';

/** How far the clock of this computer was from UTC at that time, in minutes; what a letter names beside UTC. */
export function localOffsetMinutes(iso: string): number {
  return -new Date(iso).getTimezoneOffset();
}
