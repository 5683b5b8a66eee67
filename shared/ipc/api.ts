import type { CallErrorCode, CallName, Calls, RunPush, Transport } from './contract.ts';

/** A call that was answered with a code instead of a value: a bug of ours, or an engine that is gone. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: CallErrorCode;

  constructor(call: CallName, code: CallErrorCode) {
    super(`${call}: ${code}`);
    this.code = code;
  }
}

/** What the window uses: one typed function for all calls, and one subscription. */
export interface Api {
  /** @throws {CallError} where the other side answers with a code */
  call<N extends CallName>(name: N, args: Calls[N]['args']): Promise<Calls[N]['value']>;
  onRunEvent(listener: (push: RunPush) => void): () => void;
}

/** The api over a transport. */
export function createApi(transport: Transport): Api {
  return {
    async call(name, args) {
      const envelope = await transport.invoke(name, args);
      if (!envelope.ok) throw new CallError(name, envelope.error);
      return envelope.value as Calls[typeof name]['value']; // the handler table of the other side has this type
    },
    onRunEvent: (listener) => transport.subscribe(listener),
  };
}
