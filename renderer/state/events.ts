import type { RunEvent } from '../../shared/report/events.ts';

/** The last event of one type. */
export function eventOf<T extends RunEvent['type']>(
  events: readonly RunEvent[],
  type: T,
): Extract<RunEvent, { type: T }> | undefined {
  return events.findLast((event): event is Extract<RunEvent, { type: T }> => event.type === type);
}
