import { judge } from '../../shared/findings/judge.ts';
import { rejectionOf } from '../../shared/findings/rejection.ts';
import { formatEmailAddress, maskName, type EmailAddress } from '../../shared/mail/email-address.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { SignInFacts } from '../../shared/mail/sign-in.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import type { Report, Subject } from '../../shared/report/report.ts';
import { deadlinesOf } from './net/deadlines.ts';
import type { NameSources } from './net/resolve.ts';
import { createTrust } from './net/trust.ts';
import { findDoors, planOf, type Door, type LookedAt } from './plan.ts';
import type { LookContext } from './probe/context.ts';
import { look } from './probe/look.ts';
import { RunLog } from './run-log.ts';
import { Secrets } from './secrets.ts';
import { obstacleAt, recordRefusal, signIn } from './sign-in/sign-in.ts';

/** What a run is asked to do. Everything in it was parsed before. */
export interface Examination {
  /** Whose mail it is about; null for a look at servers without an account. */
  readonly address: EmailAddress | null;
  /** The user name, where it is not the address. */
  readonly username: string | null;
  /** What to look at, preferred endpoints first. */
  readonly endpoints: readonly Endpoint[];
  /** The one mechanism to use. */
  readonly mechanism: string | null;
  /** PEM certificates to trust beside the public roots. */
  readonly trustAnchors: readonly string[];
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
  const secrets = new Secrets();
  const log = new RunLog(around.emit, around.clock, secrets);
  const subject = subjectOf(examination);
  if (examination.address !== null) secrets.addName(formatEmailAddress(examination.address));
  if (examination.username !== null) secrets.addName(examination.username);
  const all: LookedAt[] = [];
  let plan: Plan = { incoming: null, outgoing: null };
  around.emit({ type: 'started', startedAt, subject, endpoints: examination.endpoints });
  try {
    const context = contextOf(examination, around, log, secrets);
    await Promise.all(examination.endpoints.map((endpoint) => lookGuarded(endpoint, context, all)));
    plan = await signInWhereWanted(examination, around, context, inOrder(all, examination.endpoints));
  } catch (error) {
    // Cancelled: what was seen until now is reported as that. Anything else is a bug of ours, and is reported, too.
    if (!around.signal.aborted) observeCrash(error, examination.endpoints[0], log);
  } finally {
    for (const { looked } of all) if (looked.kind === 'ready') looked.connection.close();
  }
  const report = buildReport({
    tool: around.tool,
    startedAt,
    durationMs: log.now(),
    subject,
    isCancelled: around.signal.aborted,
    endpoints: examination.endpoints,
    username: examination.username === null ? subject.address : maskName(examination.username),
    observations: log.observations,
    findings: judge({
      endpoints: examination.endpoints,
      observations: log.observations,
      subject,
      username: usernameOf(examination),
      isCancelled: around.signal.aborted,
    }),
    plan,
    transcripts: log.transcripts,
  });
  for (const finding of report.findings) around.emit({ type: 'finding', finding });
  around.emit({ type: 'finished', report });
  return report;
}

/** Looks at one endpoint; a bug in there ends this look and not the run. */
async function lookGuarded(endpoint: Endpoint, context: LookContext, all: LookedAt[]): Promise<void> {
  try {
    all.push({ endpoint, looked: await look(endpoint, context) });
  } catch (error) {
    if (context.signal.aborted) throw error;
    observeCrash(error, endpoint, context.log);
  }
}

/** Keeps the name of what was thrown and nothing else: its message could hold anything. */
function observeCrash(error: unknown, endpoint: Endpoint | undefined, log: RunLog): void {
  const detail = error instanceof Error ? error.name : typeof error;
  if (endpoint !== undefined) log.observe(endpoint, { kind: 'check-crashed', detail }, log.now());
}

async function signInWhereWanted(
  examination: Examination,
  around: Surroundings,
  context: LookContext,
  all: readonly LookedAt[],
): Promise<Plan> {
  const username = nameToSend(examination);
  if (username === null) return { incoming: null, outgoing: null };
  const doors = findDoors(all, username, examination.mechanism ?? undefined);
  const plan = planOf(doors);
  const wanted = [doors.incoming, doors.outgoing].filter((door) => door !== null);
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
  { trustAnchors, timeoutMs, names }: Examination,
  { signal, date }: Surroundings,
  log: RunLog,
  secrets: Secrets,
): LookContext {
  return {
    log,
    secrets,
    trust: createTrust(trustAnchors),
    deadlines: deadlinesOf(timeoutMs ?? undefined),
    names,
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

/** Looks end in any order; preference goes by the order in which they were asked for. */
function inOrder(all: readonly LookedAt[], endpoints: readonly Endpoint[]): readonly LookedAt[] {
  return all.toSorted((left, right) => endpoints.indexOf(left.endpoint) - endpoints.indexOf(right.endpoint));
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
