import { setMaxListeners } from 'node:events';
import { rank } from '../../shared/discovery/rank.ts';
import { judge } from '../../shared/findings/judge.ts';
import { rejectionOf } from '../../shared/findings/rejection.ts';
import { formatEmailAddress, maskName, type EmailAddress } from '../../shared/mail/email-address.ts';
import type { AddressFamily } from '../../shared/mail/family.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { PlacedCandidate } from '../../shared/mail/candidate.ts';
import type { SignInFacts } from '../../shared/mail/sign-in.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import type { Report, Subject } from '../../shared/report/report.ts';
import { placeOf, Search } from './discovery/search.ts';
import type { SearchSettings } from './discovery/search-context.ts';
import { deadlinesOf } from './net/deadlines.ts';
import { registrableDomain } from './net/registrable-domain.ts';
import { hostLookup, type NameSources } from './net/resolve.ts';
import { createTrust } from './net/trust.ts';
import { FETCH_TIMEOUT_MS } from './http/fetch-context.ts';
import { observeCrash } from './looking.ts';
import { keep, recall, type KeptMemory } from './memory/recall.ts';
import { findDoors, planOf, type Door, type Doors } from './plan.ts';
import type { LookContext } from './probe/context.ts';
import { lookAtControlPorts } from './probe/control.ts';
import type { LookedAt } from './probe/look.ts';
import { maySuggest } from './probe/suggested-address.ts';
import { lookAtOwnNetwork } from './probe/own-network.ts';
import { doorsToLookAtBeside } from './probe/tls-beside.ts';
import { RunLog } from './run-log.ts';
import { Secrets } from './secrets.ts';
import { Servers } from './servers.ts';
import { madeAt } from './tool.ts';
import { obstacleAt, recordRefusal, signIn } from './sign-in/sign-in.ts';

/** What a run is asked to do. Everything in it was parsed before. */
export interface Examination {
  /** Whose mail it is about; null for a look at servers without an account. */
  readonly address: EmailAddress | null;
  /** The user name, where it is not the address. */
  readonly username: string | null;
  /** What a person named, preferred endpoints first; none where the settings are searched for. */
  readonly endpoints: readonly Endpoint[];
  /** Those of them that nobody named: usual ports of a host that was named. */
  readonly guessed: readonly Endpoint[];
  /** Where the settings are searched for; null for not at all. */
  readonly search: SearchSettings | null;
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

/** A password, and what goes with it. */
export interface GivenPassword {
  readonly password: string;
  /** True where a person has seen and confirmed the servers of the plan that have to be confirmed. */
  readonly isConfirmed: boolean;
}

/** What a run needs from outside. */
export interface Surroundings {
  readonly emit: (event: RunEvent) => void;
  /**
   * Asked once, when the plan is made and was emitted. Null goes on without signing in. The password is used for this run
   * and kept nowhere.
   */
  readonly askPassword: (plan: Plan) => Promise<GivenPassword | null>;
  /** Ends the run at any moment; the report then says that it is unfinished. */
  readonly signal: AbortSignal;
  /** A monotonic clock, in milliseconds. */
  readonly clock: () => number;
  readonly date: () => Date;
  readonly randomBytes: (length: number) => Uint8Array;
  /** The kinds of network that this computer is connected to. */
  readonly families: () => readonly AddressFamily[];
  /** What hosts offered at earlier runs. */
  readonly memory: KeptMemory;
  /** Letterlock's version and what it runs on, for the report. */
  readonly tool: Report['tool'];
}

/**
 * The run: searches for the settings where no server was named, looks at all endpoints at once, says the plan, asks for the
 * password, signs in, judges, and reports. It emits events as things happen, sends no secret before it was asked for one,
 * and always comes to an end with a report: a check that breaks becomes an observation, and so does a cancelled run.
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
  let servers: Servers | null = null;
  let plan: Plan = { incoming: null, outgoing: null };
  let hasKept = false;
  around.emit({ type: 'started', startedAt, subject, endpoints: examination.endpoints });
  try {
    const context = contextOf(examination, around, log, secrets);
    servers = new Servers(namedCandidates(examination), examination.address, context);
    startSearch(examination, around, context, servers);
    plan = await signInWhereWanted(examination, around, context, servers);
    await servers.waitForAll();
    // More may have been found while somebody typed.
    if (examination.search !== null) around.emit({ type: 'servers', endpoints: servers.endpoints });
    await lookAtControlPorts(servers.endpoints, context);
    lookAtOwnNetwork(log, around.families);
    await recall(servers.endpoints, around.memory, log);
    hasKept = await keep(around.memory, log, around.date());
  } catch (error) {
    // Cancelled: what was seen until now is reported as that. Anything else is a bug of ours, and is reported, too.
    if (!around.signal.aborted) observeCrash(error, null, log);
  } finally {
    servers?.looking.close();
  }
  const endpoints = servers?.endpoints ?? examination.endpoints;
  const candidates = rank(servers?.candidates ?? [])
    .flatMap((option) => option.candidates)
    // Masked, and only as it is shown: what goes to a server is never made of it.
    .map((one) => (one.source.kind === 'person' ? { ...one, username: usernameOf(examination) } : one));
  const report = buildReport({
    tool: around.tool,
    startedAt,
    durationMs: log.now(),
    subject,
    isCancelled: around.signal.aborted,
    candidates,
    observations: log.observations,
    findings: judge({
      endpoints,
      guessed: examination.guessed,
      candidates,
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

/** What a person named, as candidates: nothing is above their word, and usual ports are nobody's. */
function namedCandidates(examination: Examination): readonly PlacedCandidate[] {
  const named = { kind: 'person', uri: null, trust: 'person' } as const;
  const usual = { kind: 'well-known-port', uri: null, trust: 'guess' } as const;
  return examination.endpoints.map((endpoint) => ({
    endpoint,
    username: null,
    signIn: [],
    source: examination.guessed.includes(endpoint) ? usual : named,
    ...placeOf(endpoint.host),
  }));
}

function startSearch(
  { search, names }: Examination,
  { randomBytes, signal }: Surroundings,
  context: LookContext,
  servers: Servers,
): void {
  if (search === null) return;
  const { log, resolve, trust, deadlines } = context;
  const timeoutMs = Math.min(FETCH_TIMEOUT_MS, deadlines.dnsMs);
  servers.follow(
    (onChange) =>
      new Search(
        {
          settings: search,
          log,
          dns: { names, timeoutMs: deadlines.dnsMs, signal },
          fetch: { resolve, trust, timeoutMs, signal, ...search.web },
          resolve,
          randomBytes,
        },
        onChange,
      ),
  );
}

async function signInWhereWanted(
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
  await signInOneByOne(confirmed, given.password, context);
  return plan;
}

function canSignIn(door: Door | null): boolean {
  return door !== null && door.planned !== null;
}

/**
 * Signs in at each door, one after the other, and stops where the first one refuses: the same password at a second door
 * would be a second wrong try, and some servers lock accounts after few.
 */
async function signInOneByOne(doors: readonly Door[], password: string, context: LookContext): Promise<void> {
  context.secrets.addPassword(password);
  let isStopped = false;
  for (const door of doors) {
    if (isStopped) {
      recordRefusal(door, 'stopped-after-other', null, context);
      continue;
    }
    const authcid = door.account.username;
    context.secrets.addName(authcid);
    isStopped = forbidsMore(await signIn(door, { authcid, password }, context));
  }
}

/** A password that was judged and refused, or a server that could not prove itself, ends all trying. */
function forbidsMore({ outcome, failure, words, scramError }: SignInFacts): boolean {
  if (outcome === 'rejected') return rejectionOf(words, scramError) !== 'unavailable';
  return failure === 'server-proof-missing' || failure === 'server-proof-wrong';
}

function contextOf(
  { endpoints, search, isThorough, trustAnchors, systemAnchors, timeoutMs, names }: Examination,
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
    mayReach: (address, endpoint) =>
      search === null ||
      maySuggest(address, endpoint) ||
      search.web.mayReach?.(address, endpoint.host) === true,
    beside: { open: isThorough ? doorsToLookAtBeside(endpoints) : new Set(), looks: [] },
    roundTrips: [],
    resolve,
    signal,
    date,
  };
}

function subjectOf({ address, search, endpoints }: Examination): Subject {
  const domain = address?.domain ?? search?.domain ?? endpoints[0]?.host ?? null;
  return {
    domain,
    site: domain === null ? null : registrableDomain(domain),
    address: address === null ? null : maskName(formatEmailAddress(address)),
  };
}

/** The user name as reports show it; the address, where nobody named another. */
function usernameOf({ username, address }: Examination): string | null {
  const name = username ?? (address === null ? null : formatEmailAddress(address));
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
