import type { Command } from './app-calls.ts';
import type { BatchPush, CallErrorCode, CallName, Calls, RunPush, Transport } from './contract.ts';

/** A call that was answered with a code instead of a value: a bug of ours, or an engine that is gone. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: CallErrorCode;

  constructor(call: CallName, code: CallErrorCode) {
    super(`${call}: ${code}`);
    this.code = code;
  }
}

/** What the window uses: one typed function for all calls, and a subscription for each kind of push. */
export interface Api {
  /** @throws {CallError} where the other side answers with a code */
  call<N extends CallName>(name: N, args: Calls[N]['args']): Promise<Calls[N]['value']>;
  onRunEvent(listener: (push: RunPush) => void): () => void;
  /** Hears what the menu of the app asks for; in a browser, which has no menu of ours, nothing. */
  onCommand(listener: (command: Command) => void): () => void;
  onBatchEvent(listener: (push: BatchPush) => void): () => void;
}

/** The api over a transport. */
export function createApi(transport: Transport): Api {
  return {
    async call(name, args) {
      const envelope = await transport.invoke(name, args);
      if (!envelope.ok) throw new CallError(name, envelope.error);
      return envelope.value as Calls[typeof name]['value']; // the handler table of the other side has this type
    },
    onRunEvent: (listener) => transport.subscribe((push) => 'runId' in push && listener(push)),
    onBatchEvent: (listener) => transport.subscribe((push) => 'batchId' in push && listener(push)),
    onCommand: (listener) => transport.subscribe((push) => 'command' in push && listener(push.command)),
  };
}
