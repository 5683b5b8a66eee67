import type { Endpoint, Protocol } from '../../shared/mail/endpoint.ts';
import { maskName } from '../../shared/mail/email-address.ts';
import type { Plan, PlannedSignIn } from '../../shared/mail/plan.ts';
import { chooseMechanism, type Choice } from '../../shared/sasl/choose.ts';
import type { Looked, LookedAt } from './probe/look.ts';

/** An endpoint that can be signed in to, and what would be done there. */
export interface Door extends LookedAt {
  readonly account: Account;
  readonly choice: Choice;
  readonly planned: PlannedSignIn | null;
}

/** Whose mailbox it would be at an endpoint, and whether a person has to confirm that it is the right one. */
export interface Account {
  readonly username: string;
  /** The registrable domain to confirm, or null. */
  readonly toConfirm: string | null;
}

/** The way in for incoming and for outgoing mail. */
export interface Doors {
  readonly incoming: Door | null;
  readonly outgoing: Door | null;
}

/**
 * Picks for each direction the first endpoint that can sign in, or else the first one that was reached; endpoints come in
 * the order in which they are preferred.
 *
 * @param accountAt whose mailbox it would be there
 * @param only the one mechanism that a person wants, or undefined
 */
export function findDoors(
  all: readonly LookedAt[],
  accountAt: (endpoint: Endpoint) => Account,
  only: string | undefined,
): Doors {
  const best = (protocol: Protocol): Door | null => {
    const doors = all
      .filter(
        ({ endpoint, looked }) =>
          endpoint.protocol === protocol && (looked.kind === 'ready' || looked.kind === 'cleartext'),
      )
      .map((lookedAt) => doorOf(lookedAt, accountAt(lookedAt.endpoint), only));
    return doors.find((door) => door.planned !== null) ?? doors[0] ?? null;
  };
  return { incoming: best('imap'), outgoing: best('submission') };
}

/** What the doors mean, to be said before anything is sent. */
export function planOf({ incoming, outgoing }: Doors): Plan {
  return { incoming: incoming?.planned ?? null, outgoing: outgoing?.planned ?? null };
}

/**
 * Whether what was planned, its channel binding included, is still what would be done after its endpoint was looked at
 * anew. The plan was shown to a person; nothing else is done in its place.
 */
export function isPlanStillGood(door: Door, looked: Looked): boolean {
  const planned = door.choice.chosen;
  const again = doorOf({ ...door, looked }, door.account, planned?.mechanism.name);
  const chosen = again.choice.chosen;
  return (
    chosen?.mechanism === planned?.mechanism &&
    chosen?.gs2CbindFlag === planned?.gs2CbindFlag &&
    chosen?.channelBinding === planned?.channelBinding
  );
}

function doorOf(lookedAt: LookedAt, account: Account, only: string | undefined): Door {
  const { endpoint, looked } = lookedAt;
  const isReady = looked.kind === 'ready';
  const choice = chooseMechanism({
    advertised: isReady ? looked.mechanisms : [],
    hasVerifiedTls: isReady,
    channelBindings: isReady ? looked.connection.channelBindings.map(({ type }) => type) : [],
    atHand: { password: true, key: false, token: false },
    policy: {
      ...(only === undefined ? {} : { only }),
      // Whoever has put an authority into this computer may read along, and would have the password for ever.
      keepsSecret: isReady && looked.connection.anchor === 'system',
    },
  });
  return { ...lookedAt, account, choice, planned: plannedFor(endpoint, account, choice) };
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
    serverLearns: mechanism.sendsSecret ? 'password' : 'proof',
    serverProves: mechanism.provesServer,
    toConfirm,
    leftOut,
  };
}
