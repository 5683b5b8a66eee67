import { rejectionOf } from '../../shared/findings/rejection.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { SignInFacts } from '../../shared/mail/sign-in.ts';
import { allEnded } from './all-ended.ts';
import type { Examination, Surroundings } from './examination.ts';
import { recall } from './memory/recall.ts';
import { findDoors, planOf, type Door, type Doors } from './plan.ts';
import type { LookContext } from './probe/context.ts';
import type { LookedAt } from './probe/look.ts';
import type { Servers } from './servers.ts';
import { obstacleAt, recordRefusal, signIn } from './sign-in/sign-in.ts';

/**
 * Waits until it is settled where to sign in, says the plan, asks for the password and signs in. A look without an account
 * waits for nothing.
 *
 * @returns the plan as it was said
 * @throws the signal's reason, when it is aborted
 */
export async function signInWhereWanted(
  examination: Examination,
  around: Surroundings,
  context: LookContext,
  servers: Servers,
): Promise<Plan> {
  if (examination.address === null && examination.username === null) {
    return { incoming: null, outgoing: null };
  }
  const doorsAmong = (ended: readonly LookedAt[]): Doors =>
    findDoors(
      ended,
      (endpoint) => servers.accountAt(endpoint, examination.username),
      examination.mechanism ?? undefined,
    );
  await servers.waitUntilDecided((lookedAt) => {
    const { incoming, outgoing } = doorsAmong([lookedAt]);
    return canSignIn(incoming) || canSignIn(outgoing);
  });
  if (examination.search !== null) around.emit({ type: 'servers', endpoints: servers.endpoints });
  // Before anything is planned: what a server offered before may be more than what it offers now.
  await recall(
    servers.ended.map(({ endpoint }) => endpoint),
    around.memory,
    context.log,
  );
  const doors = doorsAmong(servers.ended);
  const plan = planOf(doors);
  const wanted = [doors.incoming, doors.outgoing].filter((door) => door !== null);
  // Servers count connections: those that nobody will sign in over are not kept while a person types.
  servers.looking.close(wanted);
  for (const door of wanted) {
    const obstacle = obstacleAt(door);
    if (obstacle !== null) recordRefusal(door, obstacle, examination.mechanism, context);
  }
  around.emit({ type: 'plan', plan });
  const usable = wanted.filter((door) => door.planned !== null);
  if (usable.length === 0) return plan;
  const given = await unlessAborted(around.askPassword(plan), around.signal);
  if (given === null) return plan;
  const confirmed = usable.filter((door) => given.isConfirmed || door.account.toConfirm === null);
  for (const door of usable) {
    if (!confirmed.includes(door)) recordRefusal(door, 'not-confirmed', null, context);
  }
  await signInSideBySide(confirmed, given.password, context);
  return plan;
}

function canSignIn(door: Door | null): boolean {
  return door !== null && door.planned !== null;
}

/**
 * Signs in at all doors side by side. Where one of them has refused before another has begun (its connection had to be made
 * anew), that one is not tried: some servers lock accounts after few wrong passwords.
 */
async function signInSideBySide(
  doors: readonly Door[],
  password: string,
  context: LookContext,
): Promise<void> {
  context.secrets.addPassword(password);
  for (const { account } of doors) context.secrets.addName(account.username);
  let isStopped = false;
  await allEnded(
    doors.map(async (door) => {
      const credentials = { authcid: door.account.username, password };
      const facts = await signIn(door, credentials, context, () =>
        isStopped ? 'stopped-after-other' : null,
      );
      isStopped ||= forbidsMore(facts);
    }),
  );
}

/** A password that was judged and refused, or a server that could not prove itself, ends all trying. */
function forbidsMore({ outcome, failure, words, scramError }: SignInFacts): boolean {
  if (outcome === 'rejected') return rejectionOf(words, scramError) !== 'unavailable';
  return failure === 'server-proof-missing' || failure === 'server-proof-wrong';
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
