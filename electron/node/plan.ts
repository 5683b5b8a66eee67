import type { Endpoint, Protocol } from '../../shared/mail/endpoint.ts';
import { maskName } from '../../shared/mail/email-address.ts';
import type { Plan, PlannedSignIn, ServerLearns } from '../../shared/mail/plan.ts';
import { chooseMechanism, type Choice } from '../../shared/sasl/choose.ts';
import { mechanisms, type Mechanism, type Need } from '../../shared/sasl/mechanisms.ts';
import type { Looked, LookedAt } from './probe/look.ts';

/** An endpoint that can be signed in to, and what would be done there. */
export interface Door extends LookedAt {
  readonly account: Account;
  readonly choice: Choice;
  readonly planned: PlannedSignIn | null;
  readonly atHand: AtHand;
}

/** What somebody signs in with. There is only one: nothing goes over to another by itself. */
export type AtHand = Exclude<Need, 'nothing'>;

/** Whose mailbox it would be at an endpoint, and whether a person has to confirm that it is the right one. */
export interface Account {
  readonly username: string;
  /** The registrable domain to confirm, or null. */
  readonly toConfirm: string | null;
}

// Mail is fetched over these, preferred first.
const FETCHING: readonly Protocol[] = ['imap', 'pop3'];

// Nobody knows how many wrong passwords a server takes before it locks an account.
const TRIES = 1;

/** The way in for incoming and for outgoing mail. */
export interface Doors {
  readonly incoming: Door | null;
  readonly outgoing: Door | null;
}

/**
 * The protocols that stand for incoming mail among these endpoints, preferred first. Nothing is fetched over ManageSieve: it
 * shows whether the password is right where nobody asked for more.
 */
export function incomingProtocols(endpoints: readonly Endpoint[]): readonly Protocol[] {
  const isFetched = endpoints.some(({ protocol }) => FETCHING.includes(protocol));
  return isFetched ? FETCHING : ['managesieve'];
}

/**
 * Picks for each direction the first endpoint that can sign in, or else the first one that was reached; endpoints come in
 * the order in which they are preferred, and those of a preferred protocol go first.
 *
 * @param accountAt whose mailbox it would be there
 * @param only the one mechanism that a person wants, or undefined
 */
export function findDoors(
  all: readonly LookedAt[],
  accountAt: (endpoint: Endpoint) => Account,
  only: string | undefined,
  atHand: AtHand = 'password',
): Doors {
  const reached = all.filter(({ looked }) => isReached(looked, atHand));
  const best = (protocols: readonly Protocol[]): Door | null => {
    const doors = protocols
      .flatMap((protocol) => reached.filter(({ endpoint }) => endpoint.protocol === protocol))
      .map((lookedAt) => doorOf(lookedAt, accountAt(lookedAt.endpoint), only, atHand));
    return doors.find((door) => door.planned !== null) ?? doors[0] ?? null;
  };
  const endpoints = all.map(({ endpoint }) => endpoint);
  return { incoming: best(incomingProtocols(endpoints)), outgoing: best(['submission']) };
}

/** What the doors mean, to be said before anything is sent. */
export function planOf({ incoming, outgoing }: Doors): Plan {
  return { incoming: incoming?.planned ?? null, outgoing: outgoing?.planned ?? null };
}

/**
 * The same door with what is remembered of its server.
 *
 * @param before the strongest mechanism that it offered before and does not offer now, or null
 */
export function withMemory(door: Door, before: string | null): Door {
  const { planned } = door;
  if (planned === null || before === null) return door;
  const names = mechanisms().map(({ name }) => name);
  const isWeaker = names.indexOf(before) < names.indexOf(planned.mechanism);
  return isWeaker ? { ...door, planned: { ...planned, strongerBefore: before } } : door;
}

/** What a person has to agree to before anything secret goes through a door; null for nothing. */
export function toAgreeTo({ planned }: Door): 'not-confirmed' | 'weaker-than-before' | null {
  if (planned === null) return null;
  if (planned.toConfirm !== null) return 'not-confirmed';
  return planned.strongerBefore === null ? null : 'weaker-than-before';
}

/**
 * Whether what was planned, its channel binding included, is still what would be done after its endpoint was looked at
 * anew. The plan was shown to a person; nothing else is done in its place.
 */
export function isPlanStillGood(door: Door, looked: Looked): boolean {
  const planned = door.choice.chosen;
  const { chosen } = doorOver(door, looked).choice;
  return (
    chosen?.mechanism === planned?.mechanism &&
    chosen?.gs2CbindFlag === planned?.gs2CbindFlag &&
    chosen?.channelBinding === planned?.channelBinding
  );
}

/** The same door after its endpoint was looked at anew, with the mechanism that was planned or none. */
export function doorOver(door: Door, looked: Looked): Door {
  return doorOf({ ...door, looked }, door.account, door.choice.chosen?.mechanism.name, door.atHand);
}

/** A server that talks only to those who show a key is no door for anybody else. */
function isReached({ kind }: Looked, atHand: AtHand): boolean {
  return kind === 'ready' || kind === 'cleartext' || (kind === 'wants-key' && atHand === 'key');
}

function doorOf(lookedAt: LookedAt, account: Account, only: string | undefined, atHand: AtHand): Door {
  const { endpoint, looked } = lookedAt;
  const isReady = looked.kind === 'ready';
  const offered = isReady ? looked.mechanisms : [];
  const choice = chooseMechanism({
    // Cyrus, Exim and others offer EXTERNAL only when they were shown a key: what is planned is to show it and to see.
    advertised: atHand === 'key' ? [...offered, ...mechanismsWith('key')] : offered,
    hasVerifiedTls: isReady || looked.kind === 'wants-key',
    channelBindings: isReady ? looked.connection.channelBindings.map(({ type }) => type) : [],
    atHand: { password: false, key: false, token: false, [atHand]: true },
    policy: {
      ...(only === undefined ? {} : { only }),
      // Whoever has put an authority into this computer may read along, and would have the password for ever.
      keepsSecret: isReady && looked.connection.anchor === 'system',
    },
  });
  return { ...lookedAt, account, choice, planned: plannedFor(endpoint, account, choice), atHand };
}

function mechanismsWith(need: AtHand): readonly string[] {
  return mechanisms()
    .filter(({ needs }) => needs === need)
    .map(({ name }) => name);
}

function plannedFor(
  endpoint: Endpoint,
  { username, toConfirm }: Account,
  { chosen, leftOut }: Choice,
): PlannedSignIn | null {
  if (chosen === null) return null;
  const { mechanism, channelBinding } = chosen;
  return {
    endpoint,
    username: maskName(username),
    mechanism: mechanism.name,
    channelBinding,
    serverLearns: learnedBy(mechanism),
    serverProves: mechanism.provesServer,
    toConfirm,
    strongerBefore: null,
    triesLeft: TRIES,
    leftOut,
  };
}

function learnedBy({ needs, sendsSecret }: Mechanism): ServerLearns {
  if (needs === 'key') return 'key-proof';
  if (needs === 'token') return 'token';
  return sendsSecret ? 'password' : 'proof';
}
