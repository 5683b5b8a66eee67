import type { SoftwareFacts } from '../../../shared/mail/observation.ts';
import type { Software } from '../../../shared/wire/software.ts';
import type { LineConnection } from '../net/line-connection.ts';
import type { Visit } from './context.ts';

/** Records what a server says that it is, where it does. */
export function noteSoftware(
  visit: Visit,
  software: Software | null,
  toldBy: SoftwareFacts['toldBy'],
  connection: LineConnection,
): void {
  const { log } = visit.context;
  if (software === null) return;
  log.observe(visit, { kind: 'software', ...software, toldBy }, log.now(), connection.place);
}
