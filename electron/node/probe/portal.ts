import type { GreetingFacts } from '../../../shared/mail/observation.ts';
import { recogniseService } from '../../../shared/wire/recognise.ts';
import { deadlineIn } from '../net/deadlines.ts';
import type { LineConnection } from '../net/line-connection.ts';
import type { Visit } from './context.ts';

// A web server sends its page at once and hangs up; nothing else of it is of use.
const PATIENCE_MS = 2_000;
const MOST_LINES = 40;

/**
 * Where a web server answered in place of a mail server, hears it out: whether it is a captive portal shows only behind its
 * first line. Every other greeting comes back as it was.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function withPortalNamed(
  facts: GreetingFacts,
  connection: LineConnection,
  { endpoint, context }: Visit,
): Promise<GreetingFacts> {
  if (facts.service !== 'http') return facts;
  const deadline = deadlineIn(Math.min(PATIENCE_MS, context.deadlines.greetingMs));
  const heard = [Buffer.from(facts.words?.text ?? '')];
  for (let count = 0; count < MOST_LINES; count++) {
    const line = await connection.readLine(deadline);
    if (typeof line === 'string') break;
    heard.push(Buffer.from(line));
  }
  heard.push(Buffer.from(connection.unread()));
  const said = heard.flatMap((line) => [line, Buffer.from('\n')]);
  return { ...facts, service: recogniseService(Buffer.concat(said), endpoint.host) ?? 'http' };
}
