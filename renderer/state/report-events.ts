import type { RunEvent } from '../../shared/report/events.ts';
import { serversIn, type Report } from '../../shared/report/report.ts';

/** The events that a run with this report told, without its steps: what shows a run can show a report. */
export function eventsOf(report: Report): readonly RunEvent[] {
  const { startedAt, subject, observations } = report;
  return [
    { type: 'started', startedAt, subject, endpoints: serversIn(report) },
    ...observations.map((observation) => ({ type: 'observation' as const, observation })),
    { type: 'finished', report },
  ];
}
