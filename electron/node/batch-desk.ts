import { randomUUID } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { BatchCalls, BatchStart } from '../../shared/ipc/batch-calls.ts';
import type { BatchPush } from '../../shared/ipc/contract.ts';
import { UnknownRunError, type Handlers } from '../../shared/ipc/dispatch.ts';
import type { ReportSaved } from '../../shared/ipc/report-calls.ts';
import type { Language } from '../../shared/findings/explain.ts';
import type { AccountProblem, TypedAccount } from '../../shared/mail/account-fields.ts';
import { dayOf } from '../../shared/mail/day.ts';
import { endpointKey } from '../../shared/mail/endpoint.ts';
import { headlineOf } from '../../shared/report/headline.ts';
import { checkFactsOf, renderCsv, type CheckFacts } from '../../shared/report/render-csv.ts';
import type { Report } from '../../shared/report/report.ts';
import { inBatch } from './batch.ts';
import { examine } from './doctor.ts';
import type { Examination } from './examination.ts';
import type { Handing } from './handing.ts';
import { inTurn } from './memory/recall.ts';
import { ownSurroundings } from './own-surroundings.ts';
import { saveText, type ReportDesk } from './report-desk.ts';
import type { ReadRequest } from './run-requests.ts';

/** Checks of several accounts at once, for one window. */
export interface BatchDesk {
  readonly handlers: Pick<Handlers, keyof BatchCalls>;
  /** Ends what goes on; nothing begins after that. */
  close(): void;
}

/** What a batch needs of the window's engine. */
export interface BatchDeskOptions {
  /** Reads an account as a run does; nobody agreed that its domain is told the address. */
  readonly read: (account: TypedAccount) => Promise<ReadRequest<AccountProblem>>;
  readonly push: (push: BatchPush) => void;
  readonly reports: Pick<ReportDesk, 'keep'>;
  readonly handing: Handing;
}

/** One list of accounts, and what came of it until now. */
interface Batch {
  readonly id: string;
  readonly startedAt: string;
  readonly addresses: readonly string[];
  /** Of each account. */
  readonly runIds: readonly string[];
  readonly abort: AbortController;
  readonly ended: Map<string, EndedRun>;
}

/** A report of a search is some 120 kB, and 8 kB packed; of five hundred it matters. */
interface EndedRun {
  readonly facts: CheckFacts;
  readonly packed: Uint8Array;
}

/**
 * Checks accounts without signing in to any of them: a password is answered with none, whatever is planned, and no server is
 * told an address. Accounts of one domain with the same servers are looked at once: without a sign-in there is nothing at a
 * server that would differ between them, and five hundred looks at one host are what hosts shut somebody out for.
 */
export function createBatchDesk({ read, push, reports, handing }: BatchDeskOptions): BatchDesk {
  let current: Batch | null = null;
  let isClosed = false;

  async function start(accounts: readonly TypedAccount[]): Promise<BatchStart> {
    const all = await Promise.all(accounts.map(read));
    if (isClosed) throw new UnknownRunError(); // the window has closed meanwhile, and nobody would end it
    const problems = all.flatMap((one, account) => (one.ok ? [] : [{ account, problems: one.problems }]));
    if (problems.length > 0) return { kind: 'refused', problems };
    const examinations = all.flatMap((one) => (one.ok ? [one.examination] : []));
    end();
    const runs = runsOf(examinations);
    const batch: Batch = {
      id: randomUUID(),
      startedAt: new Date().toISOString(),
      addresses: accounts.map(({ address }) => address),
      runIds: examinations.map((one) => runs.get(lookOf(one))?.id ?? ''), // every look has a run
      abort: new AbortController(),
      ended: new Map(),
    };
    current = batch;
    void checkAll([...runs.values()], batch, push);
    return { kind: 'started', batchId: batch.id, runIds: batch.runIds };
  }

  function end(): void {
    current?.abort.abort();
    current = null;
  }

  function batchOf(batchId: string): Batch {
    if (current?.id !== batchId) throw new UnknownRunError();
    return current;
  }

  return {
    close() {
      isClosed = true;
      end();
    },
    handlers: {
      'batch.start': ({ accounts }) => start(accounts),
      'batch.cancel': async ({ batchId }) => {
        batchOf(batchId).abort.abort();
        return null;
      },
      'batch.report': async ({ runId }) => {
        const ended = current?.ended.get(runId);
        if (ended === undefined) throw new UnknownRunError();
        const report = unpack(ended);
        reports.keep(runId, report);
        return report;
      },
      'batch.save': ({ batchId, language }) => save(batchOf(batchId), language, handing),
    },
  };
}

/** A run, and what is examined in it. */
interface Run {
  readonly id: string;
  readonly examination: Examination;
}

/** One run for each look. */
function runsOf(examinations: readonly Examination[]): ReadonlyMap<string, Run> {
  const runs = new Map<string, Run>();
  for (const examination of examinations) {
    const look = lookOf(examination);
    if (!runs.has(look)) runs.set(look, { id: randomUUID(), examination });
  }
  return runs;
}

/** What is looked at, without a sign-in: alike for two accounts that ask for the same. */
function lookOf({ address, endpoints }: Examination): string {
  return [address?.domain ?? '', ...endpoints.map(endpointKey)].join('\n');
}

async function checkAll(
  runs: readonly Run[],
  { id: batchId, abort: { signal }, ended }: Batch,
  push: (push: BatchPush) => void,
): Promise<void> {
  const ids = new Map(runs.map(({ id, examination }) => [examination, id]));
  const around = ownSurroundings();
  const memory = inTurn(around.memory);
  await inBatch([...ids.keys()], {}, async (examination) => {
    const runId = ids.get(examination);
    if (signal.aborted || runId === undefined) return;
    const report = await examine(examination, {
      ...around,
      memory,
      emit: () => undefined,
      askPassword: () => Promise.resolve(null),
      signal,
    });
    ended.set(runId, { facts: checkFactsOf(report), packed: gzipSync(JSON.stringify(report)) });
    const { verdict, durationMs, changedOnDisk } = report;
    const result = { verdict, durationMs, changedOnDisk, headline: headlineOf(report) };
    push({ batchId, event: { type: 'run-ended', runId, result } });
  });
  push({ batchId, event: { type: 'batch-ended' } });
}

function unpack({ packed }: EndedRun): Report {
  return JSON.parse(gunzipSync(packed).toString()) as Report; // packed above
}

async function save(
  { startedAt, addresses, runIds, ended }: Batch,
  language: Language,
  handing: Handing,
): Promise<ReportSaved> {
  const { ALL_PAGES } = await import('../../shared/findings/all-pages.ts');
  const accounts = addresses.map((address, at) => ({
    address,
    check: ended.get(runIds[at] ?? '')?.facts ?? null,
  }));
  const name = `letterlock-${dayOf(startedAt)}.csv`;
  return saveText({ name, kind: 'table', language }, () => renderCsv(accounts, ALL_PAGES[language]), handing);
}
