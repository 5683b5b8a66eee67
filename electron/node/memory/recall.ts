import { basename } from 'node:path';
import type { Endpoint } from '../../../shared/mail/endpoint.ts';
import { observedAt, type MemoryFileFacts } from '../../../shared/mail/observation.ts';
import { compare } from '../../../shared/policy/compare.ts';
import { EMPTY_MEMORY, rememberedAt, type HostMemory } from '../../../shared/policy/host-memory.ts';
import { remember } from '../../../shared/policy/remember.ts';
import type { RunLog } from '../run-log.ts';

/** Where a run finds what was offered at earlier ones, and keeps what it has seen itself. */
export interface KeptMemory {
  read(): Promise<{ readonly memory: HostMemory }>;
  update(change: (memory: HostMemory) => HostMemory): Promise<KeptOutcome>;
}

/** Whether anything was written, and why not. */
export type KeptOutcome =
  | { readonly kind: 'written'; readonly setAside: string | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'unusable'; readonly detail: string };

/**
 * Compares what was seen with what is remembered, and records every difference, of an endpoint only once. Changes nothing.
 */
export async function recall(endpoints: readonly Endpoint[], kept: KeptMemory, log: RunLog): Promise<void> {
  const { memory } = await kept.read();
  for (const endpoint of new Set(endpoints)) {
    const own = observedAt(log.observations, endpoint);
    if (own.some(({ kind }) => kind === 'remembered')) continue;
    for (const facts of compare(rememberedAt(memory, endpoint), own)) {
      log.observe({ endpoint, address: null }, facts, log.now());
    }
  }
}

/**
 * Keeps what was seen for the next run, and records where that was not possible as it should be.
 *
 * @returns true where something was written
 */
export async function keep(kept: KeptMemory, log: RunLog, now: Date): Promise<boolean> {
  const begunAt = log.now();
  const updated = await kept.update((memory) => remember(memory, log.observations, now));
  const facts = troubleIn(updated);
  if (facts !== null) log.observeRun(facts, begunAt);
  return updated.kind === 'written';
}

function troubleIn(updated: KeptOutcome): MemoryFileFacts | null {
  switch (updated.kind) {
    case 'unchanged':
      return null;
    case 'written': {
      const { setAside } = updated;
      return setAside === null
        ? null
        : { kind: 'memory-file', outcome: 'damaged', detail: basename(setAside) };
    }
    case 'busy':
      return { kind: 'memory-file', outcome: 'busy', detail: null };
    case 'newer':
      return { kind: 'memory-file', outcome: 'newer', detail: null };
    case 'unusable':
      return { kind: 'memory-file', outcome: 'unusable', detail: updated.detail };
  }
}

/**
 * The same memory for runs that go side by side: each waits for those before it here, where it takes no time, and not for the
 * file's lock, which is waited for two seconds only.
 */
export function inTurn(kept: KeptMemory): KeptMemory {
  let before: Promise<unknown> = Promise.resolve();
  return {
    read: () => kept.read(),
    update(change) {
      const updated = before.then(() => kept.update(change));
      before = updated.catch(() => undefined); // whoever asked is told
      return updated;
    },
  };
}

/** For runs that neither know nor keep anything. */
export const NO_MEMORY: KeptMemory = {
  read: async () => ({ memory: EMPTY_MEMORY }),
  update: async () => ({ kind: 'unchanged' }),
};
