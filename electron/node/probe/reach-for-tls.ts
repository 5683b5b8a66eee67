import type { Socket } from 'node:net';
import { CleartextConnection } from '../net/cleartext-connection.ts';
import type { Spot } from '../run-log.ts';
import { talkOf } from '../talk/talk-of.ts';
import { reachAgain, type LookContext } from './context.ts';

/**
 * A fresh socket at the point where the server expects a TLS handshake, to look at how it does it. Null where there is none.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function reachForTls(spot: Spot, context: LookContext): Promise<Socket | null> {
  const { endpoint } = spot;
  const socket = await reachAgain(spot, context);
  if (socket === null || endpoint.connectionSecurity === 'implicit-tls') return socket;
  const cleartext = new CleartextConnection(socket, context.log.openTranscript(spot), context.signal);
  const talk = talkOf(endpoint.protocol);
  let bare: Socket | 'extra-bytes' | null = null;
  try {
    const { facts } = await talk.greeting(cleartext, context.deadlines);
    const listed = facts.outcome === 'ready' ? await talk.capabilities(cleartext, context.deadlines) : null;
    const answer = listed?.outcome === 'listed' ? await talk.starttls(cleartext, context.deadlines) : null;
    bare = answer?.outcome === 'agreed' ? cleartext.takeSocketForTls() : null;
    return bare === 'extra-bytes' ? null : bare;
  } finally {
    if (bare === null || bare === 'extra-bytes') cleartext.close();
  }
}
