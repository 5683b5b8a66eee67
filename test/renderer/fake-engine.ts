import type {
  CallName,
  Calls,
  Envelope,
  ProblemField,
  RunPush,
  RunStart,
} from '../../shared/ipc/contract.ts';
import type { InputProblemCode } from '../../shared/mail/parsed.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Page } from 'playwright-core';
import { practiceMailbox } from './practice-mailbox.ts';

declare global {
  interface Window {
    fakeInvoke(name: CallName, args: unknown): Promise<Envelope<unknown>>;
    fakePush(push: RunPush): void;
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
  /** What the next `run.start` or `run.probe` is answered with. */
  nextStart: RunStart = { kind: 'started', runId: 'run-1' };
  /** What happens before either is answered. */
  onStart: () => Promise<void> = async () => undefined;
  /** What happens before `practice.start` is answered. */
  onPracticeStart: () => Promise<void> = async () => undefined;
  /** What the next call of a name is answered with instead of its value. */
  readonly failures = new Map<CallName, Envelope<never>>();
  #page: Page | null = null;

  /** Puts the transport into a page that has not been opened yet. */
  async installIn(page: Page): Promise<void> {
    this.#page = page;
    await page.exposeFunction('fakeInvoke', (name: CallName, args: unknown) => this.#answer(name, args));
    await page.addInitScript(() => {
      const listeners = new Set<(push: RunPush) => void>();
      Object.assign(window, {
        letterlock: {
          invoke: (name: CallName, args: unknown) => window.fakeInvoke(name, args),
          subscribe(listener: (push: RunPush) => void) {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
        },
        fakePush: (push: RunPush) => listeners.forEach((listener) => listener(push)),
      });
    });
  }

  /** Has something to correct in the next `run.start` or `run.probe`: the field, what is wrong, and what was given. */
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

  /** Pushes events of a run to the window, one after the other. */
  async push(events: readonly RunEvent[], runId = 'run-1'): Promise<void> {
    const pushes: readonly RunPush[] = events.map((event) => ({ runId, event }));
    await this.#page?.evaluate((all) => all.forEach((push) => window.fakePush(push)), pushes);
  }

  /** The arguments of every call of one name, in order. */
  argumentsOf(name: CallName): readonly unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ args }) => args);
  }

  async #answer(name: CallName, args: unknown): Promise<Envelope<unknown>> {
    this.calls.push({ name, args });
    if (isStart(name)) await this.onStart();
    if (name === 'practice.start') await this.onPracticeStart();
    const failure = this.failures.get(name);
    this.failures.delete(name);
    return failure ?? { ok: true, value: this.#valueOf(name, args) };
  }

  #valueOf(name: CallName, args: unknown): unknown {
    if (isStart(name)) return this.nextStart;
    if (name !== 'practice.start') return null;
    const { fault } = args as Calls['practice.start']['args']; // the window's api has this type
    return practiceMailbox(fault);
  }
}

function isStart(name: CallName): boolean {
  return name === 'run.start' || name === 'run.probe';
}
