import { forbidsMoreTries } from '../../shared/findings/refusals/refusal-of.ts';
import { observedAt } from '../../shared/mail/observation.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { SignInRefusal } from '../../shared/mail/sign-in.ts';
import { allEnded } from './all-ended.ts';
import type { Credential } from './credential.ts';
import type { Examination, GivenPassword, Surroundings } from './examination.ts';
import { MailWorks, type SignedIn } from './mail-works/mail-works.ts';
import { recall } from './memory/recall.ts';
import { findDoors, planOf, toAgreeTo, withMemory, type Door, type Doors } from './plan.ts';
import type { LookContext } from './probe/context.ts';
import type { LookedAt } from './probe/look.ts';
import { offersOf } from './recipes/offers.ts';
import type { Servers } from './servers.ts';
import { signInWithKey } from './sign-in/sign-in-with-key.ts';
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
  const doors = await decide(examination, around, context, servers);
  around.onSettled?.(offersOf(doors));
  const plan = planOf(doors);
  const wanted = [doors.incoming, doors.outgoing].filter((door) => door !== null);
  // Servers count connections: those that nobody will sign in over are not kept while a person types.
  servers.looking.close(wanted);
  for (const door of wanted) {
    const obstacle = obstacleAt(door);
    if (obstacle !== null) recordRefusal(door, obstacle, examination.mechanism, context);
  }
  around.emit({ type: 'plan', plan });
  const planned = wanted.filter((door) => door.planned !== null);
  if (planned.length === 0) return plan;
  const given = await unlessAborted(around.askPassword(plan), around.signal);
  if (given !== null) await signInWith(given, planned, examination, around, context);
  return plan;
}

/** Waits until it is settled where to sign in, and finds out what was offered there before: it may be more than now. */
async function decide(
  examination: Examination,
  around: Surroundings,
  context: LookContext,
  servers: Servers,
): Promise<Doors> {
  const doorsAmong = (ended: readonly LookedAt[]): Doors =>
    findDoors(
      ended,
      (endpoint) => servers.accountAt(endpoint, examination.username),
      examination.mechanism ?? undefined,
      examination.credential?.kind,
    );
  // Asked at every change of a look; what a look that has ended can be used for stays the same.
  const usable = new Map<LookedAt, boolean>();
  await servers.waitUntilDecided((lookedAt) => {
    const known = usable.get(lookedAt);
    if (known !== undefined) return known;
    const { incoming, outgoing } = doorsAmong([lookedAt]);
    const isUsable = canSignIn(incoming) || canSignIn(outgoing);
    usable.set(lookedAt, isUsable);
    return isUsable;
  });
  if (examination.search !== null) around.emit({ type: 'servers', endpoints: servers.endpoints });
  await recall(
    servers.ended.map(({ endpoint }) => endpoint),
    around.memory,
    context.log,
  );
  return remembering(doorsAmong(servers.ended), context);
}

/** Signs in where nothing has to be agreed to, or where it was, and looks at what that opens. */
async function signInWith(
  given: GivenPassword,
  planned: readonly Door[],
  examination: Examination,
  around: Surroundings,
  context: LookContext,
): Promise<void> {
  const credential = credentialOf(given, examination);
  if (credential === null) return;
  const confirmed = planned.filter((door) => given.isConfirmed || toAgreeTo(door) === null);
  for (const door of planned) {
    const refusal = confirmed.includes(door) ? null : toAgreeTo(door);
    if (refusal !== null) recordRefusal(door, refusal, null, context);
  }
  const works = new MailWorks(examination.address, context);
  try {
    await signInSideBySide(confirmed, credential, examination, context, async (signedIn) =>
      works.take(signedIn, given.looksAtMail),
    );
    if (given.sendsTestMail) await works.sendTestMail({ language: given.language, ...around });
    await works.end();
  } finally {
    works.close();
  }
}

function remembering({ incoming, outgoing }: Doors, { log }: LookContext): Doors {
  const remembered = (door: Door): Door => {
    const gone = observedAt(log.observations, door.endpoint).find(
      (one) => one.kind === 'remembered' && one.change === 'mechanism-gone',
    );
    return withMemory(door, gone?.kind === 'remembered' ? gone.before : null);
  };
  return {
    incoming: incoming === null ? null : remembered(incoming),
    outgoing: outgoing === null ? null : remembered(outgoing),
  };
}

function canSignIn(door: Door | null): boolean {
  return door !== null && door.planned !== null;
}

/**
 * Signs in at all doors side by side, and looks at what that opens. Where one of them has refused before another has begun
 * (its connection had to be made anew), that one is not tried: some servers lock accounts after few wrong passwords.
 */
async function signInSideBySide(
  doors: readonly Door[],
  credential: Credential,
  { address }: Examination,
  context: LookContext,
  onSignedIn: (signedIn: SignedIn) => Promise<void>,
): Promise<void> {
  if (credential.kind === 'password') context.secrets.addPassword(credential.password);
  if (credential.kind === 'token') context.secrets.addPassword(credential.token);
  for (const { account } of doors) context.secrets.addName(account.username);
  let isStopped = false;
  await allEnded(
    doors.map(async (door) => {
      const obstacle = (): SignInRefusal | null => (isStopped ? 'stopped-after-other' : null);
      const { facts, ready } =
        credential.kind === 'key'
          ? await signInWithKey(door, { ...credential, address }, context, obstacle)
          : await signIn(door, { authcid: door.account.username, ...credential }, context, obstacle);
      isStopped ||= forbidsMoreTries(facts, door.endpoint.protocol);
      if (ready !== null) await onSignedIn({ door, ready });
    }),
  );
}

/** What the plan was made for, and nothing in its place: a key or a token, or the password. */
function credentialOf({ password }: GivenPassword, { credential }: Examination): Credential | null {
  return credential ?? (password === null ? null : { kind: 'password', password });
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
