import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { AppInfo } from '../../shared/ipc/app-calls.ts';
import type { Calls, Push, RunRequest, RunStart } from '../../shared/ipc/contract.ts';
import { UnknownRunError, type Handlers } from '../../shared/ipc/dispatch.ts';
import { formatEmailAddress } from '../../shared/mail/email-address.ts';
import type { AccountProblem } from '../../shared/mail/account-fields.ts';
import type { Report } from '../../shared/report/report.ts';
import { createAboutDesk } from './about-desk.ts';
import { createBatchDesk } from './batch-desk.ts';
import type { Keyring } from './devices/keyring-seal.ts';
import { examine } from './doctor.ts';
import type { GivenPassword } from './examination.ts';
import type { Handing } from './handing.ts';
import type { FetchContext } from './http/fetch-context.ts';
import { refusal } from './key-answers.ts';
import { createKeyDesk } from './key-desk.ts';
import { createRecipeDesk } from './recipe-desk.ts';
import { createReportDesk } from './report-desk.ts';
import { systemRoots } from './net/system-roots.ts';
import { ownSurroundings } from './own-surroundings.ts';
import { PracticeHost } from './practice/practice-host.ts';
import { readPracticeRequest, readProbe, readRequest, type ReadRequest } from './run-requests.ts';
import { ToldRuns } from './told-runs.ts';

/** Takes what came of a run, before the window is told that it has ended. */
type Note = (report: Report) => Promise<void>;

const noNote: Note = () => Promise.resolve();

/** The engine as a window sees it. */
export interface Service {
  readonly handlers: Handlers;
  /** Cancels everything. */
  close(): void;
}

/** What a service is made with. */
export interface ServiceOptions {
  readonly shell: AppInfo['shell'];
  readonly push: (push: Push) => void;
  /** PEM certificates to trust beside the public roots. */
  readonly trustAnchors?: readonly string[];
  /** The system's proxy for an address; nobody's, where it is not given. */
  readonly proxyFor?: FetchContext['proxyFor'];
  /** What seals keys; a passphrase does, where it is not given. */
  readonly keyring?: Keyring;
  /** How files with keys get to the person. */
  readonly handing: Handing;
  /** The folder of what was built (`dist`), which has the licences; without it they are not known. */
  readonly builtFolder?: string;
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
 * have more than one run's connections open, beside those of one batch, which bounds itself.
 */
export function createService({
  shell,
  push,
  trustAnchors = [],
  proxyFor,
  keyring,
  handing,
  builtFolder,
}: ServiceOptions): Service {
  const runs = new Map<string, Run>();
  const told = new ToldRuns();
  const practice = new PracticeHost();
  const about = createAboutDesk(shell, builtFolder ?? null);
  const reports = createReportDesk(handing);
  const recipes = createRecipeDesk(handing, (id) => keys.deviceOf(id));
  const keys = createKeyDesk({ practice, keyring: keyring ?? null, handing, computerName: hostname() });

  let isClosed = false;

  function start(
    { examination, isPractice, needsTestMail = false }: Extract<ReadRequest, { ok: true }>,
    note: Note = noNote,
  ): string {
    closeAll();
    const runId = randomUUID();
    const abort = new AbortController();
    const run: Run = { cancel: () => abort.abort(), needsTestMail, answer: null };
    runs.set(runId, run);
    told.begin(runId);
    void examine(examination, {
      emit: (event) => {
        const tell = (): void => {
          told.tell(runId, event);
          push({ runId, event });
        };
        if (event.type !== 'finished') return tell();
        reports.keep(runId, event.report);
        void note(event.report).finally(tell);
      },
      onSettled: (offers) => {
        const { address } = examination;
        if (address !== null)
          recipes.settle(runId, { address: formatEmailAddress(address), offers, isPractice });
      },
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

  async function read(request: RunRequest): Promise<ReadRequest> {
    if (request.isPractice) return readPracticeRequest(request, practice);
    return readOwn(request);
  }

  async function readOwn(request: Omit<RunRequest, 'isPractice'>): Promise<ReadRequest<AccountProblem>> {
    return readRequest(request, { trustAnchors, systemAnchors: await systemRoots() }, proxyFor);
  }

  const batches = createBatchDesk({
    read: (account) => readOwn({ ...account, tellsAddress: false }),
    push,
    reports,
    handing,
  });

  function begin(read: ReadRequest, note?: Note): RunStart {
    if (isClosed) throw new UnknownRunError(); // it was read while the window closed, and nobody would end it
    return read.ok
      ? { kind: 'started', runId: start(read, note) }
      : { kind: 'refused', problems: read.problems };
  }

  return {
    close() {
      isClosed = true;
      closeAll();
      batches.close();
      void practice.stop();
    },
    handlers: {
      ...about.handlers,
      ...keys.handlers,
      ...reports.handlers,
      ...batches.handlers,
      ...recipes.handlers,
      'run.start': async (request) => begin(await read(request)),
      'run.probe': async ({ host }) =>
        begin(readProbe(host, { trustAnchors, systemAnchors: await systemRoots() })),
      'keys.check': async ({ deviceId, passphrase, request }) => {
        const asked = await read({ ...request, username: '' });
        if (!asked.ok) return begin(asked);
        const opened = await keys.open(deviceId, passphrase);
        if (!opened.ok) return { kind: 'refused', problems: [refusal(opened.problem)] };
        const { login, key, isRevoked, note } = opened.value;
        const examination = {
          ...asked.examination,
          username: login,
          credential: { kind: 'key', key, isRevoked } as const,
        };
        return begin({ ...asked, examination }, note);
      },
      'run.signIn': async ({ runId, password, ...how }: Calls['run.signIn']['args']) => {
        const run = runOf(runId);
        if (run.answer === null) throw new UnknownRunError();
        const given = { ...how, sendsTestMail: how.sendsTestMail || run.needsTestMail, looksAtMail: true };
        told.answered(runId, password === null ? 'no-password' : 'password');
        run.answer(password === null ? null : { ...given, password: password === '' ? null : password });
        run.answer = null;
        return null;
      },
      'run.cancel': async ({ runId }) => {
        runOf(runId).cancel();
        return null;
      },
      'run.replay': async ({ runId }) => {
        const run = told.of(runId);
        if (run === undefined) throw new UnknownRunError();
        return run;
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
