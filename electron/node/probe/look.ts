import type { Socket } from 'node:net';
import type { ConnectionSecurity, Endpoint } from '../../../shared/mail/endpoint.ts';
import { CleartextConnection } from '../net/cleartext-connection.ts';
import type { LineConnection } from '../net/line-connection.ts';
import type { VerifiedConnection } from '../net/verified-connection.ts';
import type { TranscriptWriter } from '../run-log.ts';
import type { CapabilityAnswer, Talk } from '../talk/talk.ts';
import { talkOf } from '../talk/talk-of.ts';
import { reach, type LookContext } from './context.ts';
import { askForTls } from './starttls.ts';
import { handshake } from './handshake.ts';
import { greet } from './greet.ts';

/** What a look leaves behind: a connection that can sign in, or why there is none (the observations say). */
export type Looked =
  | {
      readonly kind: 'ready';
      readonly connection: VerifiedConnection;
      readonly talk: Talk;
      readonly capabilities: readonly string[];
      readonly mechanisms: readonly string[];
    }
  /** The server says that we are signed in already (RFC 9051 §7.1.4): there is nothing to sign in to. */
  | { readonly kind: 'preauthenticated' }
  /** Reached in the clear, as a person wanted it. Nothing secret can go there. */
  | { readonly kind: 'cleartext' }
  | { readonly kind: 'stopped' };

const STOPPED: Looked = { kind: 'stopped' };

/**
 * Looks at one endpoint without credentials, step by step, and stops at the first step that is not what the endpoint must
 * be. Every step becomes an observation.
 *
 * @throws the signal's reason, when it is aborted
 */
export async function look(endpoint: Endpoint, context: LookContext): Promise<Looked> {
  const socket = await reach(endpoint, context);
  if (socket === null) return STOPPED;
  const transcript = context.log.openTranscript(endpoint);
  const talk = talkOf(endpoint.protocol);
  try {
    return await WAYS[endpoint.connectionSecurity]({ endpoint, context, talk, transcript }, socket);
  } catch (error) {
    socket.destroy(); // cancelled, perhaps before anybody had taken it over
    throw error;
  }
}

interface Visit {
  readonly endpoint: Endpoint;
  readonly context: LookContext;
  readonly talk: Talk;
  readonly transcript: TranscriptWriter;
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
    if (greeted === null) return STOPPED;
    const looked = await listInside(connection, visit, greeted.capabilities);
    const isSignedIn = looked.kind === 'ready' && greeted.facts.outcome === 'preauthenticated';
    return isSignedIn ? { kind: 'preauthenticated' } : looked;
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
  if (outcome !== 'listed') return STOPPED;
  return { kind: 'ready', connection, talk: visit.talk, capabilities, mechanisms };
}

/** The capabilities: the ones that came with the greeting, or asked for. */
async function list(
  connection: LineConnection,
  { endpoint, context, talk }: Visit,
  phase: 'before-tls' | 'in-tls',
  known: readonly string[] | null,
): Promise<CapabilityAnswer> {
  const begunAt = context.log.begin(endpoint, 'capabilities');
  const answer: CapabilityAnswer =
    known === null
      ? await talk.capabilities(connection, context.deadlines)
      : { outcome: 'listed', capabilities: known, mechanisms: talk.mechanisms(known), words: null };
  context.log.observe(endpoint, { kind: 'capabilities', phase, ...answer }, begunAt, connection.place);
  return answer;
}

async function closingUnlessReady(connection: LineConnection, body: () => Promise<Looked>): Promise<Looked> {
  let looked: Looked = STOPPED;
  try {
    looked = await body();
    return looked;
  } finally {
    // Closing the cleartext object after STARTTLS ends the TLS on top of its socket, too.
    if (looked.kind !== 'ready') connection.close();
  }
}
