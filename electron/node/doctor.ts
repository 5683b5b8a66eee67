import { setMaxListeners } from 'node:events';
import { judge } from '../../shared/findings/judge.ts';
import { rejectionOf } from '../../shared/findings/rejection.ts';
import { formatEmailAddress, maskName, type EmailAddress } from '../../shared/mail/email-address.ts';
import type { AddressFamily } from '../../shared/mail/family.ts';
import type { Endpoint, Protocol } from '../../shared/mail/endpoint.ts';
import type { SignInFacts } from '../../shared/mail/sign-in.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import type { Report, Subject } from '../../shared/report/report.ts';
import { deadlinesOf } from './net/deadlines.ts';
import { hostLookup, type NameSources } from './net/resolve.ts';
import { createTrust } from './net/trust.ts';
import { Looking, observeCrash } from './looking.ts';
import { keep, recall, type KeptMemory } from './memory/recall.ts';
import { findDoors, planOf, type Door, type Doors } from './plan.ts';
import type { LookContext } from './probe/context.ts';
import { lookAtControlPorts } from './probe/control.ts';
import type { LookedAt } from './probe/look.ts';
import { lookAtOwnNetwork } from './probe/own-network.ts';
import { doorsToLookAtBeside } from './probe/tls-beside.ts';
import { RunLog } from './run-log.ts';
import { Secrets } from './secrets.ts';
import { madeAt } from './tool.ts';
import { obstacleAt, recordRefusal, signIn } from './sign-in/sign-in.ts';

/** What a run is asked to do. Everything in it was parsed before. */
export interface Examination {
  /** Whose mail it is about; null for a look at servers without an account. */
  readonly address: EmailAddress | null;
  /** The user name, where it is not the address. */
  readonly username: string | null;
  /** What to look at, preferred endpoints first. */
  readonly endpoints: readonly Endpoint[];
  /** Those of them that nobody named: usual ports of a host that was named. */
  readonly guessed: readonly Endpoint[];
  /** True: TLS is looked at from outside, too, on connections of its own. For a look at a host, not for an account. */
  readonly isThorough: boolean;
  /** The one mechanism to use. */
  readonly mechanism: string | null;
  /** PEM certificates to trust beside the public roots. */
  readonly trustAnchors: readonly string[];
  /** PEM certificates that this computer trusts: they verify, and one that only they know may be reading along. */
  readonly systemAnchors: readonly string[];
  readonly names: NameSources;
  /** The longest that any single wait may take, in milliseconds; null for the usual deadlines. */
  readonly timeoutMs: number | null;
}

/** What a run needs from outside. */
export interface Surroundings {
  readonly emit: (event: RunEvent) => void;
  /**
   * Asked once, when the plan is made and was emitted. Null goes on without signing in. The password is used for this run
   * and kept nowhere.
   */
  readonly askPassword: (plan: Plan) => Promise<string | null>;
  /** Ends the run at any moment; the report then says that it is unfinished. */
  readonly signal: AbortSignal;
  /** A monotonic clock, in milliseconds. */
  readonly clock: () => number;
  readonly date: () => Date;
  /** The kinds of network that this computer is connected to. */
  readonly families: () => readonly AddressFamily[];
  /** What hosts offered at earlier runs. */
  readonly memory: KeptMemory;
  /** Letterlock's version and what it runs on, for the report. */
  readonly tool: Report['tool'];
}

/**
 * The run: looks at all endpoints at once, says the plan, asks for the password, signs in, judges, and reports. It emits
 * events as things happen, sends no secret before it was asked for one, and always comes to an end with a report:
 * a check that breaks becomes an observation, and so does a cancelled run.
 */
export async function examine(examination: Examination, around: Surroundings): Promise<Report> {
  const startedAt = around.date().toISOString();
  // One for each wait, and those are bounded by the endpoints.
  setMaxListeners(0, around.signal);
  const secrets = new Secrets();
  const log = new RunLog(around.emit, around.clock, secrets);
  const subject = subjectOf(examination);
  if (examination.address !== null) secrets.addName(formatEmailAddress(examination.address));
  if (examination.username !== null) secrets.addName(examination.username);
  let looking: Looking | null = null;
  let plan: Plan = { incoming: null, outgoing: null };
  let hasKept = false;
  around.emit({ type: 'started', startedAt, subject, endpoints: examination.endpoints });
  try {
    const context = contextOf(examination, around, log, secrets);
    looking = new Looking(examination.endpoints, context);
    plan = await signInWhereWanted(examination, around, context, looking);
    await looking.waitForAll();
    await lookAtControlPorts(examination.endpoints, context);
    lookAtOwnNetwork(log, around.families);
    await recall(examination.endpoints, around.memory, log);
    hasKept = await keep(around.memory, log, around.date());
  } catch (error) {
    // Cancelled: what was seen until now is reported as that. Anything else is a bug of ours, and is reported, too.
    if (!around.signal.aborted) observeCrash(error, null, log);
  } finally {
    looking?.close();
  }
  const report = buildReport({
    tool: around.tool,
    startedAt,
    durationMs: log.now(),
    subject,
    isCancelled: around.signal.aborted,
    endpoints: examination.endpoints,
    guessed: examination.guessed,
    username: examination.username === null ? subject.address : maskName(examination.username),
    observations: log.observations,
    findings: judge({
      endpoints: examination.endpoints,
      guessed: examination.guessed,
      observations: log.observations,
      subject,
      username: usernameOf(examination),
      isCancelled: around.signal.aborted,
      clock: { now: startedAt, madeAt },
    }),
    plan,
    changedOnDisk: hasKept ? ['host-memory'] : [],
    transcripts: log.transcripts,
  });
  for (const finding of report.findings) around.emit({ type: 'finding', finding });
  around.emit({ type: 'finished', report });
  return report;
}

async function signInWhereWanted(
  examination: Examination,
  around: Surroundings,
  context: LookContext,
  looking: Looking,
): Promise<Plan> {
  const username = nameToSend(examination);
  if (username === null) return { incoming: null, outgoing: null };
  const doorsAmong = (ended: readonly LookedAt[]): Doors =>
    findDoors(ended, username, examination.mechanism ?? undefined);
  await looking.wait((ended) => isEnough(doorsAmong(ended), examination));
  // Before anything is planned: what a server offered before may be more than what it offers now.
  await recall(
    looking.ended.map(({ endpoint }) => endpoint),
    around.memory,
    context.log,
  );
  const doors = doorsAmong(looking.ended);
  const plan = planOf(doors);
  const wanted = [doors.incoming, doors.outgoing].filter((door) => door !== null);
  // Servers count connections: those that nobody will sign in over are not kept while a person types.
  looking.close(wanted);
  for (const door of wanted) {
    const obstacle = obstacleAt(door);
    if (obstacle !== null) recordRefusal(door, obstacle, examination.mechanism, context);
  }
  around.emit({ type: 'plan', plan });
  const usable = wanted.filter((door) => door.planned !== null);
  if (usable.length === 0) return plan;
  const password = await unlessAborted(around.askPassword(plan), around.signal);
  if (password !== null) await signInOneByOne(usable, { authcid: username, password }, context);
  return plan;
}

function canSignIn(door: Door | null): boolean {
  return door !== null && door.planned !== null;
}

/** Whether there is a way in for each direction that was asked for. */
function isEnough({ incoming, outgoing }: Doors, { endpoints }: Examination): boolean {
  const isAsked = (protocol: Protocol): boolean =>
    endpoints.some((endpoint) => endpoint.protocol === protocol);
  return (!isAsked('imap') || canSignIn(incoming)) && (!isAsked('submission') || canSignIn(outgoing));
}

/**
 * Signs in at each door, one after the other, and stops where the first one refuses: the same password at a second door
 * would be a second wrong try, and some servers lock accounts after few.
 */
async function signInOneByOne(
  doors: readonly Door[],
  credentials: { readonly authcid: string; readonly password: string },
  context: LookContext,
): Promise<void> {
  context.secrets.addPassword(credentials.password);
  let isStopped = false;
  for (const door of doors) {
    if (isStopped) {
      recordRefusal(door, 'stopped-after-other', null, context);
      continue;
    }
    isStopped = forbidsMore(await signIn(door, credentials, context));
  }
}

/** A password that was judged and refused, or a server that could not prove itself, ends all trying. */
function forbidsMore({ outcome, failure, words, scramError }: SignInFacts): boolean {
  if (outcome === 'rejected') return rejectionOf(words, scramError) !== 'unavailable';
  return failure === 'server-proof-missing' || failure === 'server-proof-wrong';
}

function contextOf(
  { endpoints, isThorough, trustAnchors, systemAnchors, timeoutMs, names }: Examination,
  { signal, date }: Surroundings,
  log: RunLog,
  secrets: Secrets,
): LookContext {
  const deadlines = deadlinesOf(timeoutMs ?? undefined);
  const resolve = hostLookup({ names, timeoutMs: deadlines.dnsMs, signal });
  // DNS is asked before the trust is made, which keeps this thread for some 40 ms.
  for (const { host } of endpoints) resolve(host).catch(() => undefined); // whoever needs the answer is told
  return {
    log,
    secrets,
    trust: createTrust(trustAnchors, systemAnchors),
    deadlines,
    beside: { open: isThorough ? doorsToLookAtBeside(endpoints) : new Set(), looks: [] },
    roundTrips: [],
    resolve,
    signal,
    date,
  };
}

function subjectOf({ address, endpoints }: Examination): Subject {
  return {
    domain: address?.domain ?? endpoints[0]?.host ?? null,
    address: address === null ? null : maskName(formatEmailAddress(address)),
  };
}

/** The name that goes to the server: the one that was given, or the whole address. */
function nameToSend({ username, address }: Examination): string | null {
  return username ?? (address === null ? null : formatEmailAddress(address));
}

function usernameOf(examination: Examination): string | null {
  const name = nameToSend(examination);
  return name === null ? null : maskName(name);
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
