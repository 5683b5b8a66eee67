import type { Socket } from 'node:net';
import type { StarttlsFacts } from '../../../shared/mail/observation.ts';
import type { CleartextConnection } from '../net/cleartext-connection.ts';
import type { Visit } from './context.ts';

/**
 * The one STARTTLS of all protocols: offered, asked for, agreed, and not one byte more (RFC 3207 §4.2, RFC 9051 §6.2.1).
 * Records how it went; null where there can be no TLS, and then the attempt is over.
 */
export async function askForTls(
  connection: CleartextConnection,
  visit: Visit,
  capabilities: readonly string[],
): Promise<Socket | null> {
  const { context, talk } = visit;
  const begunAt = context.log.begin(visit, 'starttls');
  const record = (outcome: StarttlsFacts['outcome'], words: StarttlsFacts['words']): void =>
    context.log.observe(visit, { kind: 'starttls', outcome, words }, begunAt, connection.place);

  if (!talk.offersStarttls(capabilities)) {
    record('not-offered', null);
    return null;
  }
  const { outcome, words } = await talk.starttls(connection, context.deadlines);
  if (outcome !== 'agreed') {
    record(outcome, words);
    return null;
  }
  const socket = connection.takeSocketForTls();
  record(socket === 'extra-bytes' ? 'extra-bytes' : 'agreed', words);
  if (socket !== 'extra-bytes') return socket;
  return null;
}
