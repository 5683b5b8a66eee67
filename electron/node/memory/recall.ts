import { isSameEndpoint, type Endpoint } from '../../../shared/mail/endpoint.ts';
import { compare } from '../../../shared/policy/compare.ts';
import { EMPTY_MEMORY, rememberedAt, type HostMemory } from '../../../shared/policy/host-memory.ts';
import { remember } from '../../../shared/policy/remember.ts';
import type { RunLog } from '../run-log.ts';

/** Where a run finds what was offered at earlier ones, and keeps what it has seen itself. */
export interface KeptMemory {
  read(): Promise<{ readonly memory: HostMemory }>;
  /** Says whether anything was written. */
  update(change: (memory: HostMemory) => HostMemory): Promise<{ readonly kind: string }>;
}

/**
 * Compares what was seen with what is remembered, and records every difference, of an endpoint only once. Changes nothing.
 */
export async function recall(endpoints: readonly Endpoint[], kept: KeptMemory, log: RunLog): Promise<void> {
  const { memory } = await kept.read();
  for (const endpoint of new Set(endpoints)) {
    const own = log.observations.filter((observation) => isSameEndpoint(observation.endpoint, endpoint));
    if (own.some(({ kind }) => kind === 'remembered')) continue;
    for (const facts of compare(rememberedAt(memory, endpoint), own)) {
      log.observe({ endpoint, address: null }, facts, log.now());
    }
  }
}

/**
 * Keeps what was seen for the next run.
 *
 * @returns true where something was written
 */
export async function keep(kept: KeptMemory, log: RunLog, now: Date): Promise<boolean> {
  const updated = await kept.update((memory) => remember(memory, log.observations, now));
  return updated.kind === 'written';
}

/** For runs that neither know nor keep anything. */
export const NO_MEMORY: KeptMemory = {
  read: async () => ({ memory: EMPTY_MEMORY }),
  update: async () => ({ kind: 'unchanged' }),
};
