import { isCallName, type CallName, type Calls, type Envelope } from './contract.ts';
import { guardArguments } from './guards.ts';

/** Who answers the calls: one function for each. */
export type Handlers = {
  readonly [N in CallName]: (args: Calls[N]['args']) => Promise<Calls[N]['value']>;
};

/** A handler's way to say that a call cannot be carried out for a reason that the contract has a code for. */
export class UnknownRunError extends Error {
  override readonly name = 'UnknownRunError';
}

/**
 * Carries out one call from outside: a known name, guarded arguments, and always an envelope, never a throw. Whoever
 * carries the bytes has checked before who is calling.
 *
 * @param handlers all of them, or those of one who answers some calls; others are unknown then
 */
export async function dispatch(
  handlers: Partial<Handlers>,
  name: unknown,
  args: unknown,
): Promise<Envelope<unknown>> {
  if (!isCallName(name)) return { ok: false, error: 'unknown-call' };
  return carryOut(handlers, name, args);
}

async function carryOut<N extends CallName>(
  handlers: Partial<Handlers>,
  name: N,
  args: unknown,
): Promise<Envelope<Calls[N]['value']>> {
  const handler: Partial<Handlers>[N] = handlers[name];
  if (handler === undefined) return { ok: false, error: 'unknown-call' };
  const guarded = guardArguments(name, args);
  if (guarded === undefined) return { ok: false, error: 'bad-request' };
  try {
    return { ok: true, value: await handler(guarded) };
  } catch (error) {
    // The message stays here: an exception's text could hold anything, and nothing of it helps a person.
    return { ok: false, error: error instanceof UnknownRunError ? 'unknown-run' : 'internal' };
  }
}
