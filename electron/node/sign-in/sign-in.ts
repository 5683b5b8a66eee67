import type { SignInFacts, SignInRefusal } from '../../../shared/mail/sign-in.ts';
import type { ChannelBinding, ClientBinding } from '../../../shared/sasl/channel-binding.ts';
import type { Chosen } from '../../../shared/sasl/choose.ts';
import { saslClient, type ClientCredentials } from '../../../shared/sasl/client.ts';
import { isPlanStillGood, type Door } from '../plan.ts';
import type { LookContext } from '../probe/context.ts';
import { lookOver, type Looked } from '../probe/look.ts';
import { nodeSaslCrypto } from '../sasl-crypto.ts';
import { exchange } from './exchange.ts';
import { otherwiseBound } from './otherwise-bound.ts';
import { usedToken } from './used-token.ts';

/** What came of an attempt, and the connection that is signed in on; null where none is. */
export interface Attempted {
  readonly facts: SignInFacts;
  readonly ready: Extract<Looked, { kind: 'ready' }> | null;
}

/**
 * One attempt to sign in at a door, over the connection that was looked at; where that was closed meanwhile (a person may
 * take their time with a password) the endpoint is looked at anew, and the mechanism of the plan must still be there. Where
 * the server takes the kind of channel binding of TLS 1.3 for none, before there was a proof to judge, it is asked once more
 * with the other kind.
 *
 * Records the outcome. The connection stays open where it was signed in on and the server proved what it owes; it is closed
 * in every other case.
 *
 * @param obstacle asked when all is ready, before the first byte of the sign-in: what forbids it by now, or null
 * @throws the signal's reason, when it is aborted
 */
export async function signIn(
  door: Door,
  credentials: ClientCredentials,
  context: LookContext,
  obstacle: () => SignInRefusal | null,
): Promise<Attempted> {
  const looked = await stillOpen(door, context);
  const attempted = await signInOver(looked, door, credentials, context, obstacle);
  const again = await otherwiseBound(door, attempted.facts, context);
  return again === null ? attempted : signInOver(again.looked, again, credentials, context, obstacle);
}

async function signInOver(
  looked: Looked,
  door: Door,
  credentials: ClientCredentials,
  context: LookContext,
  obstacle: () => SignInRefusal | null,
): Promise<Attempted> {
  try {
    const begunAt = context.log.begin(door, 'sign-in');
    const refusal = obstacle();
    const facts =
      refusal === null ? await attempt(door, looked, credentials, context) : refusedByUs(refusal, null);
    const place = looked.kind === 'ready' ? looked.connection.place : null;
    context.log.observe(door, facts, begunAt, place);
    if (looked.kind !== 'ready') return { facts, ready: null };
    if (isProved(facts) && looked.connection.isOpen) return { facts, ready: looked };
    sayGoodbye(looked);
    return { facts, ready: null };
  } catch (error) {
    if (looked.kind === 'ready') looked.connection.close();
    throw error;
  }
}

/**
 * Records that nothing was tried at a door, and why.
 *
 * @param mechanism the one that a person asked for, or null
 */
export function recordRefusal(
  door: Door,
  refusal: SignInRefusal,
  mechanism: string | null,
  { log }: LookContext,
): void {
  log.observe(door, refusedByUs(refusal, mechanism), log.now());
}

/** Why nothing can be tried at a door, or null where something can. */
export function obstacleAt({ looked, choice, planned }: Door): SignInRefusal | null {
  if (looked.kind === 'cleartext') return 'not-encrypted';
  if (planned !== null) return null;
  if (choice.leftOut.some(({ reason }) => reason === 'hands-over-secret')) return 'certificate-not-public';
  const isLimited = choice.leftOut.some(({ reason }) => reason === 'not-asked-for');
  return isLimited ? 'mechanism-not-offered' : 'no-safe-mechanism';
}

async function attempt(
  door: Door,
  looked: Looked,
  credentials: ClientCredentials,
  { deadlines, date }: LookContext,
): Promise<SignInFacts> {
  if (looked.kind !== 'ready') return { ...refusedByUs(null, null), outcome: 'failed', failure: 'closed' };
  const { chosen } = door.choice;
  const { talk, connection, capabilities } = looked;
  if (chosen === null || !isPlanStillGood(door, looked)) {
    return refusedByUs('mechanism-not-offered', chosen?.mechanism.name ?? null);
  }
  const client = saslClient(chosen.mechanism, credentials, {
    crypto: nodeSaslCrypto,
    channelBinding: bindingOf(chosen, connection.channelBindings),
  });
  const facts = await exchange({ connection, talk, capabilities }, chosen, client, deadlines);
  const { token } = credentials;
  return token === undefined ? facts : { ...facts, token: usedToken(token, client.peerError, date()) };
}

function bindingOf(
  { gs2CbindFlag, channelBinding }: Chosen,
  bindings: readonly ChannelBinding[],
): ClientBinding {
  const binding = bindings.find(({ type }) => type === channelBinding);
  if (gs2CbindFlag === 'p' && binding !== undefined) return { kind: 'bound', binding };
  return { kind: gs2CbindFlag === 'y' ? 'not-offered' : 'unable' };
}

/** What was looked at, or the same looked at anew, where it was closed meanwhile. */
export async function stillOpen({ endpoint, address, looked }: Door, context: LookContext): Promise<Looked> {
  if (looked.kind !== 'ready' || looked.connection.isOpen) return looked;
  looked.connection.close();
  // The same server as before, and no other behind the same name.
  return (await lookOver(endpoint, address === null ? [] : [address], context)).looked;
}

/** An OK without the proof that the mechanism owes is none: who sits there gets no further command. */
function isProved({ outcome, serverVerified }: SignInFacts): boolean {
  return outcome === 'accepted' && serverVerified !== false;
}

/** Ends a connection politely. */
export function sayGoodbye({ connection, talk }: Extract<Looked, { kind: 'ready' }>): void {
  if (connection.isOpen) connection.write(talk.goodbye);
  connection.end();
}

/** Facts of a sign-in that was not begun. */
export function refusedByUs(refusal: SignInRefusal | null, mechanism: string | null): SignInFacts {
  return {
    kind: 'sign-in',
    mechanism,
    channelBinding: null,
    sendsSecret: false,
    outcome: 'refused-by-us',
    serverVerified: null,
    refusal,
    failure: null,
    scramError: null,
    iterationCount: null,
    words: null,
  };
}
