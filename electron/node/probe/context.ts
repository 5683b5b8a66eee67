import type { Socket } from 'node:net';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import type { Hostname } from '../../../shared/mail/hostname.ts';
import type { DnsFacts } from '../../../shared/mail/observation.ts';
import type { Deadlines } from '../net/deadlines.ts';
import { connectTcp } from '../net/tcp.ts';
import type { KeyToShow } from '../net/tls-with-key.ts';
import type { Trust } from '../net/trust.ts';
import type { RunLog, Spot, TranscriptWriter } from '../run-log.ts';
import type { Secrets } from '../secrets.ts';
import type { Talk } from '../talk/talk.ts';

/** What every look of a run shares. */
export interface LookContext {
  readonly log: RunLog;
  readonly secrets: Secrets;
  readonly trust: Trust;
  readonly deadlines: Deadlines;
  /** The addresses of a host: asked for once in a run, however many endpoints it has. */
  readonly resolve: (host: Hostname) => Promise<DnsFacts>;
  /** Whether an address of a server is gone to: what a person named always, what somebody suggests not everywhere. */
  readonly mayReach: (address: string, endpoint: Endpoint) => boolean;
  /** Looks at TLS from outside: where one is still to be made, and those that are going on. */
  readonly beside: { readonly open: Set<Endpoint>; readonly looks: Promise<void>[] };
  /** What connecting took at the ports that answered, in milliseconds: it grows while a run goes on. */
  readonly roundTrips: number[];
  /** The key that is shown to servers that ask for one. Looks have none: only a sign-in with it does. */
  readonly key?: KeyToShow;
  readonly signal: AbortSignal;
  /** The time of day, to judge validity by. */
  readonly date: () => Date;
}

/** A look on its way: where it is made, and how the server there is talked to. */
export interface Visit extends Spot {
  readonly context: LookContext;
  readonly talk: Talk;
  readonly transcript: TranscriptWriter;
}

/**
 * One more connection to the address that a look is made over, for a look that is recorded as one fact of its own. Null
 * where there is none.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function reachAgain(
  { endpoint, address }: Spot,
  { deadlines, signal }: LookContext,
): Promise<Socket | null> {
  if (address === null) return null;
  const result = await connectTcp(address, endpoint.port, deadlines.connectMs, signal);
  return result.outcome === 'connected' ? result.socket : null;
}
