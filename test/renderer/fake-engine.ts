import type {
  CallName,
  Calls,
  Envelope,
  ProblemField,
  Push,
  RunStart,
  ToldRun,
} from '../../shared/ipc/contract.ts';
import type { Command } from '../../shared/ipc/app-calls.ts';
import type { BatchEvent, BatchStart } from '../../shared/ipc/batch-calls.ts';
import type { RecipeCalls, RecipePlaced } from '../../shared/ipc/recipe-calls.ts';
import type { ReportSaved } from '../../shared/ipc/report-calls.ts';
import type { InputProblemCode } from '../../shared/mail/parsed.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import type { Page } from 'playwright-core';
import { INFO, PACKAGES } from './fake-about.ts';
import { FakeKeys } from './fake-keys.ts';
import { sampleRecipes } from './sample-recipes.ts';
import { practiceMailbox } from './practice-mailbox.ts';

declare global {
  interface Window {
    fakeInvoke(name: CallName, args: unknown): Promise<Envelope<unknown>>;
    fakePush(push: Push): void;
  }
}

/** One call that the window made. */
interface RecordedCall {
  readonly name: CallName;
  readonly args: unknown;
}

/**
 * Stands in for Electron's preload script and the engine behind it: `window.letterlock` in the page, the records and the
 * answers here in the test, so that nothing of them lies in the page's memory.
 */
export class FakeEngine {
  readonly calls: RecordedCall[] = [];
  /** The keys of the computer that it stands for. */
  readonly keys = new FakeKeys();
  /** What the next `run.start`, `run.probe` or `keys.check` is answered with. */
  nextStart: RunStart = { kind: 'started', runId: 'run-1' };
  /** What the next `report.save` is answered with. */
  nextReportSaved: ReportSaved = { kind: 'saved', path: '/home/ada/letterlock-2026-11-22.html' };
  /** What the next `recipe.place` is answered with. */
  nextPlaced: RecipePlaced = { kind: 'placed', path: '/home/ada/.mbsyncrc', backup: null };
  /** What the next `batch.start` is answered with; a batch in which every account has a run of its own, where it is null. */
  nextBatch: BatchStart | null = null;
  /** What `batch.report` finds. */
  readonly reports = new Map<string, Report>();
  /** What happens before either is answered. */
  onStart: () => Promise<void> = async () => undefined;
  /** What happens before `practice.start` is answered. */
  onPracticeStart: () => Promise<void> = async () => undefined;
  /** What the next call of a name is answered with instead of its value. */
  readonly failures = new Map<CallName, Envelope<never>>();
  /** What the next call of a name waits for. */
  readonly #held = new Map<CallName, Promise<void>>();
  readonly #told = new Map<string, RunEvent[]>();
  /** How the plan was answered, for a page that asks what was told. */
  #planAnswer: ToldRun['answer'] = null;
  readonly #recipes = sampleRecipes();
  #page: Page | null = null;

  /** Puts the transport into a page that has not been opened yet. */
  async installIn(page: Page): Promise<void> {
    this.#page = page;
    await page.exposeFunction('fakeInvoke', (name: CallName, args: unknown) => this.#answer(name, args));
    await page.addInitScript(() => {
      const listeners = new Set<(push: Push) => void>();
      Object.assign(window, {
        letterlock: {
          invoke: (name: CallName, args: unknown) => window.fakeInvoke(name, args),
          subscribe(listener: (push: Push) => void) {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
        },
        fakePush: (push: Push) => listeners.forEach((listener) => listener(push)),
      });
    });
  }

  /** Has something to correct in the next call that begins a run: the field, what is wrong, and what was given. */
  refuseNext(...problems: readonly (readonly [ProblemField, InputProblemCode, given: string])[]): void {
    this.nextStart = {
      kind: 'refused',
      problems: problems.map(([field, code, given]) => ({ field, problem: { code, given } })),
    };
  }

  /** Answers the next call of a name with an error of the engine's own. */
  failNext(name: CallName): void {
    this.failures.set(name, { ok: false, error: 'internal' });
  }

  /** Keeps the next call of a name waiting, until what this returns is called. */
  holdNext(name: CallName): () => void {
    let release = (): void => undefined;
    this.#held.set(name, new Promise((resolve) => (release = resolve)));
    return () => release();
  }

  /** Lets a run tell something that the window does not hear, because it is being loaded. */
  tell(events: readonly RunEvent[], runId = 'run-1'): void {
    this.#told.set(runId, [...(this.#told.get(runId) ?? []), ...events]);
  }

  /** Pushes events of a run to the window, one after the other. */
  async push(events: readonly RunEvent[], runId = 'run-1'): Promise<void> {
    this.tell(events, runId);
    await this.#pushAll(events.map((event) => ({ runId, event })));
  }

  /** Pushes events of a batch to the window, one after the other. */
  async pushBatch(events: readonly BatchEvent[], batchId = 'batch-1'): Promise<void> {
    await this.#pushAll(events.map((event) => ({ batchId, event })));
  }

  /** Chooses a command in the menu of the app. */
  async choose(command: Command): Promise<void> {
    await this.#pushAll([{ command }]);
  }

  async #pushAll(pushes: readonly Push[]): Promise<void> {
    await this.#page?.evaluate(async (all) => {
      for (const push of all) window.fakePush(push);
      // They are shown with the next picture.
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }, pushes);
  }

  /** The arguments of every call of one name, in order. */
  argumentsOf(name: CallName): readonly unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ args }) => args);
  }

  async #answer(name: CallName, args: unknown): Promise<Envelope<unknown>> {
    this.calls.push({ name, args });
    if (isStart(name)) await this.onStart();
    if (name === 'practice.start') await this.onPracticeStart();
    const held = this.#held.get(name);
    this.#held.delete(name);
    await held;
    if (name === 'run.replay' && !this.#told.has((args as { runId: string }).runId))
      return { ok: false, error: 'unknown-run' };
    const failure = this.failures.get(name);
    this.failures.delete(name);
    return failure ?? { ok: true, value: await this.#valueOf(name, args) };
  }

  async #valueOf(name: CallName, args: unknown): Promise<unknown> {
    if (isStart(name)) return this.nextStart;
    if (isOfKeys(name)) return this.keys.handlers[name](args as never); // the window's api has this type
    if (name === 'run.signIn') {
      const { password } = args as Calls['run.signIn']['args']; // the window's api has this type
      this.#planAnswer = password === null ? 'no-password' : 'password';
    }
    if (name === 'run.replay')
      return { events: this.#told.get((args as { runId: string }).runId), answer: this.#planAnswer };
    if (name === 'app.info') return INFO;
    if (name === 'app.licences') return PACKAGES;
    if (name === 'report.save' || name === 'batch.save' || name === 'recipe.save')
      return this.nextReportSaved;
    if (name === 'recipe.place') return this.nextPlaced;
    if (isOfRecipes(name)) return this.#recipes.handlers[name](args as never); // the window's api has this type
    if (name === 'batch.start') return this.nextBatch ?? batchOf(args as Calls['batch.start']['args']);
    if (name === 'batch.report') return this.reports.get((args as Calls['batch.report']['args']).runId);
    if (name !== 'practice.start') return null;
    const { fault } = args as Calls['practice.start']['args']; // the window's api has this type
    return practiceMailbox(fault);
  }
}

function batchOf({ accounts }: Calls['batch.start']['args']): BatchStart {
  return { kind: 'started', batchId: 'batch-1', runIds: accounts.map((_, place) => `account-${place}`) };
}

function isOfRecipes(name: CallName): name is keyof RecipeCalls {
  return name.startsWith('recipe.');
}

function isStart(name: CallName): boolean {
  return name === 'run.start' || name === 'run.probe' || name === 'keys.check';
}

function isOfKeys(name: CallName): name is keyof FakeKeys['handlers'] {
  return name.startsWith('keys.') && name !== 'keys.check';
}
