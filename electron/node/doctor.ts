import { setMaxListeners } from 'node:events';
import { rank } from '../../shared/discovery/rank.ts';
import { shownUsername } from '../../shared/discovery/settle.ts';
import { judge } from '../../shared/findings/judge.ts';
import type { PlacedCandidate } from '../../shared/mail/candidate.ts';
import { formatEmailAddress, maskName } from '../../shared/mail/email-address.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import { buildReport } from '../../shared/report/build-report.ts';
import type { Report, Subject } from '../../shared/report/report.ts';
import { placeOf, Search } from './discovery/search.ts';
import type { Examination, Surroundings } from './examination.ts';
import { FETCH_TIMEOUT_MS } from './http/fetch-context.ts';
import { observeCrash } from './looking.ts';
import { keep, recall } from './memory/recall.ts';
import { deadlinesOf } from './net/deadlines.ts';
import { registrableDomain } from './net/registrable-domain.ts';
import { hostLookup } from './net/resolve.ts';
import { createTrust } from './net/trust.ts';
import type { LookContext } from './probe/context.ts';
import { lookAtControlPorts } from './probe/control.ts';
import { lookAtOwnNetwork } from './probe/own-network.ts';
import { maySuggest } from './probe/suggested-address.ts';
import { doorsToLookAtBeside } from './probe/tls-beside.ts';
import { RunLog } from './run-log.ts';
import { Secrets } from './secrets.ts';
import { Servers } from './servers.ts';
import { signInWhereWanted } from './signing-in.ts';
import { madeAt } from './tool.ts';

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
  for (const known of [examination.address, examination.search?.toldAddress ?? null]) {
    if (known !== null) secrets.addName(formatEmailAddress(known));
  }
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
  const judgedWith = {
    endpoints: servers?.endpoints ?? examination.endpoints,
    username: usernameOf(examination),
    madeAt,
  };
  const candidates = rank(servers?.candidates ?? [])
    .flatMap((option) => option.candidates)
    // Masked, and only as it is shown: what goes to a server is never made of it.
    .map((one) => ({
      ...one,
      username: one.source.kind === 'person' ? usernameOf(examination) : shownUsername(one.username),
    }));
  const report = buildReport({
    tool: around.tool,
    startedAt,
    durationMs: log.now(),
    subject,
    isCancelled: around.signal.aborted,
    candidates,
    observations: log.observations,
    findings: judge({
      ...judgedWith,
      guessed: examination.guessed,
      candidates,
      observations: log.observations,
      subject,
      isCancelled: around.signal.aborted,
      clock: { now: startedAt, madeAt },
    }),
    plan,
    changedOnDisk: hasKept ? ['host-memory'] : [],
    transcripts: log.transcripts,
    judgedWith,
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
