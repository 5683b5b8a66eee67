import type { Socket } from 'node:net';
import type { ConnectionSecurity, Endpoint } from '../../../shared/mail/endpoint.ts';
import { softwareAmong } from '../../../shared/wire/software.ts';
import { CleartextConnection } from '../net/cleartext-connection.ts';
import type { LineConnection } from '../net/line-connection.ts';
import type { VerifiedConnection } from '../net/verified-connection.ts';
import type { CapabilityAnswer, Talk } from '../talk/talk.ts';
import { talkOf } from '../talk/talk-of.ts';
import type { LookContext, Visit } from './context.ts';
import { addressesOf, reach } from './reach.ts';
import { lookBeside } from './tls-beside.ts';
import { askForTls } from './starttls.ts';
import { handshake } from './handshake.ts';
import { greet } from './greet.ts';
import { noteSoftware } from './software.ts';

/** What a look leaves behind: a connection that can sign in, or why there is none (the observations say). */
export type Looked =
  | {
      readonly kind: 'ready';
      readonly connection: VerifiedConnection;
      readonly talk: Talk;
      readonly capabilities: readonly string[];
      readonly mechanisms: readonly string[];
    }
  /**
   * The server says that we are signed in already (RFC 9051 §7.1.4): there is nothing to sign in to. The connection is open
   * where a key was shown on it, which is what signed in; else nobody was asked for a proof, and there is none.
   */
  | { readonly kind: 'preauthenticated'; readonly open: Extract<Looked, { kind: 'ready' }> | null }
  /** In verified TLS the server ended it because of the certificate that it was not shown, or was; its alert says more. */
  | { readonly kind: 'wants-key'; readonly alert: string }
  /** Reached in the clear, as a person wanted it. Nothing secret can go there. */
  | { readonly kind: 'cleartext' }
  | { readonly kind: 'stopped' };

/** A look that has come to its end. */
export interface LookedAt {
  readonly endpoint: Endpoint;
  /** The address that was looked at, or the first that could not be reached; null where there is none. */
  readonly address: string | null;
  readonly looked: Looked;
}

const STOPPED: Looked = { kind: 'stopped' };

/**
 * Looks at one endpoint without credentials, over IPv6 and IPv4 apart and side by side. Each look goes step by step, stops
 * at the first step that is not what the endpoint must be, and turns every step into an observation.
 *
 * @param onLooked called for each look when it ends
 * @throws the signal's reason, when it is aborted
 */
export async function look(
  endpoint: Endpoint,
  context: LookContext,
  onLooked: (lookedAt: LookedAt) => void,
): Promise<void> {
  const families = await addressesOf(endpoint, context);
  if (families.length === 0) onLooked({ endpoint, address: null, looked: STOPPED });
  await Promise.all(
    families.map(async (addresses) => onLooked(await lookOver(endpoint, addresses, context))),
  );
}

/**
 * Looks at one endpoint over the first of these addresses that answers.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function lookOver(
  endpoint: Endpoint,
  addresses: readonly string[],
  context: LookContext,
): Promise<LookedAt> {
  const reached = await reach(endpoint, addresses, context);
  if (reached === null) return { endpoint, address: addresses[0] ?? null, looked: STOPPED };
  const { socket, address } = reached;
  lookBeside({ endpoint, address }, context);
  const transcript = context.log.openTranscript({ endpoint, address });
  const visit: Visit = { endpoint, address, context, talk: talkOf(endpoint.protocol), transcript };
  try {
    return { endpoint, address, looked: await WAYS[endpoint.connectionSecurity](visit, socket) };
  } catch (error) {
    socket.destroy(); // cancelled, perhaps before anybody had taken it over
    throw error;
  }
}

const WAYS: Readonly<Record<ConnectionSecurity, (visit: Visit, socket: Socket) => Promise<Looked>>> = {
  'implicit-tls': lookInsideTls,
  starttls: lookThroughStarttls,
  cleartext: lookInTheClear,
};

async function lookInsideTls(visit: Visit, socket: Socket): Promise<Looked> {
  const connection = await handshake(socket, visit);
  if (connection === null) return STOPPED;
  return closingUnlessReady(connection, async () => {
    const greeted = await greet(connection, visit);
    if (greeted === null) return stoppedOn(connection);
    const looked = await listInside(connection, visit, greeted.capabilities);
    if (looked.kind !== 'ready' || greeted.facts.outcome !== 'preauthenticated') return looked;
    return { kind: 'preauthenticated', open: connection.hasShownKey ? looked : null };
  });
}

async function lookThroughStarttls(visit: Visit, socket: Socket): Promise<Looked> {
  const cleartext = new CleartextConnection(socket, visit.transcript, visit.context.signal);
  return closingUnlessReady(cleartext, async () => {
    const greeted = await greet(cleartext, visit);
    if (greeted === null) return STOPPED;
    const before = await list(cleartext, visit, 'before-tls', greeted.capabilities);
    if (before.outcome !== 'listed') return STOPPED;
    const bare = await askForTls(cleartext, visit, before.capabilities);
    if (bare === null) return STOPPED;
    // RFC 3207 §4.2, RFC 9051 §6.2.1: what was learned before TLS is thrown away; "before" is not used below.
    const connection = await handshake(bare, visit);
    if (connection === null) return STOPPED;
    return closingUnlessReady(connection, () => listInside(connection, visit, null));
  });
}

async function lookInTheClear(visit: Visit, socket: Socket): Promise<Looked> {
  const cleartext = new CleartextConnection(socket, visit.transcript, visit.context.signal);
  try {
    const greeted = await greet(cleartext, visit);
    if (greeted === null) return STOPPED;
    const listed = await list(cleartext, visit, 'before-tls', greeted.capabilities);
    return listed.outcome === 'listed' ? { kind: 'cleartext' } : STOPPED;
  } finally {
    cleartext.close();
  }
}

async function listInside(
  connection: VerifiedConnection,
  visit: Visit,
  known: readonly string[] | null,
): Promise<Looked> {
  const { outcome, capabilities, mechanisms } = await list(connection, visit, 'in-tls', known);
  if (outcome !== 'listed') return stoppedOn(connection);
  return { kind: 'ready', connection, talk: visit.talk, capabilities, mechanisms };
}

function stoppedOn({ certificateAlert }: VerifiedConnection): Looked {
  return certificateAlert === null ? STOPPED : { kind: 'wants-key', alert: certificateAlert };
}

/** The capabilities: the ones that came with the greeting, or asked for. */
async function list(
  connection: LineConnection,
  visit: Visit,
  phase: 'before-tls' | 'in-tls',
  known: readonly string[] | null,
): Promise<CapabilityAnswer> {
  const { context, talk } = visit;
  const begunAt = context.log.begin(visit, 'capabilities');
  const { id, ...answer }: CapabilityAnswer =
    known === null
      ? await talk.capabilities(connection, context.deadlines)
      : { outcome: 'listed', capabilities: known, mechanisms: talk.mechanisms(known), words: null };
  context.log.observe(visit, { kind: 'capabilities', phase, ...answer }, begunAt, connection.place);
  noteSoftware(visit, softwareAmong(answer.capabilities), 'capabilities', connection);
  noteSoftware(visit, id ?? null, 'id', connection);
  return answer;
}

async function closingUnlessReady(connection: LineConnection, body: () => Promise<Looked>): Promise<Looked> {
  let looked: Looked = STOPPED;
  try {
    looked = await body();
    return looked;
  } finally {
    // Closing the cleartext object after STARTTLS ends the TLS on top of its socket, too.
    const isOpen = looked.kind === 'ready' || (looked.kind === 'preauthenticated' && looked.open !== null);
    if (!isOpen) connection.close();
  }
}
