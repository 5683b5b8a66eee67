import { randomUUID } from 'node:crypto';
import type {
  AppInfo,
  Calls,
  ProblemField,
  RunField,
  RunPush,
  RunRequest,
  RunStart,
} from '../../shared/ipc/contract.ts';
import { UnknownRunError, type Handlers } from '../../shared/ipc/dispatch.ts';
import { parseEmailAddress } from '../../shared/mail/email-address.ts';
import { parseEndpoint } from '../../shared/mail/endpoint.ts';
import type { InputProblem, Parsed } from '../../shared/mail/parsed.ts';
import { parseUsername } from '../../shared/mail/username.ts';
import { examine } from './doctor.ts';
import type { Examination, GivenPassword } from './examination.ts';
import { searchFor, tellingAddress } from './discovery/search-for.ts';
import { lookAtHosts } from './look-at-hosts.ts';
import { SYSTEM_NAMES } from './net/resolve.ts';
import { PracticeHost } from './practice/practice-host.ts';
import type { FetchContext } from './http/fetch-context.ts';
import { ownSurroundings } from './own-surroundings.ts';
import { systemRoots } from './net/system-roots.ts';
import { version } from './tool.ts';

/** The engine as a window sees it. */
export interface Service {
  readonly handlers: Handlers;
  /** Cancels everything. */
  close(): void;
}

/** What a service is made with. */
export interface ServiceOptions {
  readonly shell: AppInfo['shell'];
  readonly push: (push: RunPush) => void;
  /** PEM certificates to trust beside the public roots. */
  readonly trustAnchors?: readonly string[];
  /** The system's proxy for an address; nobody's, where it is not given. */
  readonly proxyFor?: FetchContext['proxyFor'];
}

interface Run {
  readonly cancel: () => void;
  /** True for a practice that shows something only in a test mail. */
  readonly needsTestMail: boolean;
  /** Set while the run waits for a password. */
  answer: ((given: GivenPassword | null) => void) | null;
}

/**
 * Answers the window's calls with the engine. One run at a time: a new one ends the one before, so that a window can never
 * have more than one run's connections open.
 */
export function createService({ shell, push, trustAnchors = [], proxyFor }: ServiceOptions): Service {
  const runs = new Map<string, Run>();
  const practice = new PracticeHost();

  function start(examination: Examination, needsTestMail = false): string {
    closeAll();
    const runId = randomUUID();
    const abort = new AbortController();
    const run: Run = { cancel: () => abort.abort(), needsTestMail, answer: null };
    runs.set(runId, run);
    void examine(examination, {
      emit: (event) => push({ runId, event }),
      askPassword: () =>
        new Promise((resolve) => {
          run.answer = resolve;
        }),
      signal: abort.signal,
      ...ownSurroundings(),
    }).finally(() => runs.delete(runId));
    return runId;
  }

  function closeAll(): void {
    for (const run of runs.values()) run.cancel();
    runs.clear();
  }

  function runOf(runId: string): Run {
    const run = runs.get(runId);
    if (run === undefined) throw new UnknownRunError();
    return run;
  }

  return {
    close() {
      closeAll();
      void practice.stop();
    },
    handlers: {
      'app.info': async () => ({ shell, version }),
      'run.start': async (request): Promise<RunStart> => {
        const read = request.isPractice
          ? await readPracticeRequest(request, practice)
          : readRequest(request, { trustAnchors, systemAnchors: await systemRoots() }, proxyFor);
        return read.ok
          ? { kind: 'started', runId: start(read.examination, read.needsTestMail) }
          : { kind: 'refused', problems: read.problems };
      },
      'run.probe': async ({ host }): Promise<RunStart> => {
        const read = readProbe(host, { trustAnchors, systemAnchors: await systemRoots() });
        return read.ok
          ? { kind: 'started', runId: start(read.examination) }
          : { kind: 'refused', problems: read.problems };
      },
      'run.signIn': async ({ runId, password, ...how }: Calls['run.signIn']['args']) => {
        const run = runOf(runId);
        if (run.answer === null) throw new UnknownRunError();
        const given = { ...how, sendsTestMail: how.sendsTestMail || run.needsTestMail, looksAtMail: true };
        run.answer(password === null ? null : { ...given, password: password === '' ? null : password });
        run.answer = null;
        return null;
      },
      'run.cancel': async ({ runId }) => {
        runOf(runId).cancel();
        return null;
      },
      'practice.start': ({ fault }) => practice.start(fault),
      'practice.stop': async () => {
        closeAll();
        await practice.stop();
        return null;
      },
    },
  };
}

interface FieldProblem {
  readonly field: ProblemField;
  readonly problem: InputProblem;
}

type KnownAnchors = Pick<Examination, 'trustAnchors' | 'systemAnchors'>;

type ReadRequest =
  | { readonly ok: true; readonly examination: Examination; readonly needsTestMail?: boolean }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

function readProbe(host: string, anchors: KnownAnchors): ReadRequest {
  const look = lookAtHosts([host]);
  if (!look.ok) return { ok: false, problems: [{ field: 'host', problem: look.problem }] };
  return { ok: true, examination: { ...look.value, ...anchors, names: SYSTEM_NAMES, timeoutMs: null } };
}

/** A practice request names an account only: servers, names and trust are the practice server's own. */
async function readPracticeRequest(
  { address, tellsAddress }: RunRequest,
  practice: PracticeHost,
): Promise<ReadRequest> {
  const run = await practice.run(address);
  return run.ok
    ? {
        ok: true,
        examination: tellsAddress ? tellingAddress(run.value.examination) : run.value.examination,
        needsTestMail: run.value.needsTestMail,
      }
    : { ok: false, problems: [{ field: 'address', problem: run.problem }] };
}

/** The request as an examination, or everything that is wrong with it. */
function readRequest(
  request: RunRequest,
  anchors: KnownAnchors,
  proxyFor: ServiceOptions['proxyFor'],
): ReadRequest {
  const problems: FieldProblem[] = [];
  const take = <T>(field: RunField, parsed: Parsed<T>): T | null => {
    if (parsed.ok) return parsed.value;
    problems.push({ field, problem: parsed.problem });
    return null;
  };
  const optional = <T>(field: RunField, parse: (text: string) => Parsed<T>): T | null =>
    request[field].trim() === '' ? null : take(field, parse(request[field]));

  const address = take('address', parseEmailAddress(request.address));
  const incoming = optional('incoming', (text) => parseEndpoint('imap', text));
  const outgoing = optional('outgoing', (text) => parseEndpoint('submission', text));
  const username = optional('username', parseUsername);
  if (problems.length > 0) return { ok: false, problems };
  const examination: Examination = {
    address,
    username,
    endpoints: [incoming, outgoing].filter((endpoint) => endpoint !== null),
    guessed: [],
    search:
      address === null || incoming !== null || outgoing !== null
        ? null
        : searchFor(address.domain, SYSTEM_NAMES, {
            toldAddress: request.tellsAddress ? address : null,
            proxyFor,
          }),
    isThorough: false,
    mechanism: null,
    ...anchors,
    names: SYSTEM_NAMES,
    timeoutMs: null,
  };
  return { ok: true, examination };
}
