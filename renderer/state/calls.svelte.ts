import type { Command } from '../../shared/ipc/app-calls.ts';
import { CallError, type Api } from '../../shared/ipc/api.ts';
import type { BatchPush, CallErrorCode, CallName, Calls, RunPush } from '../../shared/ipc/contract.ts';
import type { Loss } from '../transport.ts';

/** Why the window cannot go on: what the other side answered instead of a value, or that the way to it is lost. */
export type Failure = CallErrorCode | Loss;

/** The way to the engine that all state of the window shares, and why the last thing tried over it failed. */
export class CallsState {
  readonly #api: Api;
  #error = $state<CallErrorCode | null>(null);
  #loss = $state<Loss | null>(null);

  constructor(api: Api) {
    this.#api = api;
  }

  /** A lost transport outlasts every call. */
  get failure(): Failure | null {
    return this.#loss ?? this.#error;
  }

  /** What the last thing tried was answered with instead of a value. */
  get error(): CallErrorCode | null {
    return this.#error;
  }

  /** @throws {CallError} where the other side answers with a code; call it inside `attempt` */
  call<N extends CallName>(name: N, args: Calls[N]['args']): Promise<Calls[N]['value']> {
    return this.#api.call(name, args);
  }

  onRunEvent(listener: (push: RunPush) => void): void {
    this.#api.onRunEvent(listener);
  }

  onCommand(listener: (command: Command) => void): void {
    this.#api.onCommand(listener);
  }

  onBatchEvent(listener: (push: BatchPush) => void): void {
    this.#api.onBatchEvent(listener);
  }

  /** Tries something that calls; true where it came to its end, otherwise `failure` says why not. */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.#error = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.#error = error instanceof CallError ? error.code : 'internal';
      return false;
    }
  }

  /** The failure of the last thing tried is none after all. */
  forgive(): void {
    this.#error = null;
  }

  /** Nothing comes from the other side any more. */
  lose(loss: Loss): void {
    this.#loss = loss;
  }
}
