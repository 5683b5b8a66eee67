import { expect, it } from 'vitest';
import { inTurn, type KeptMemory, type KeptOutcome } from '../../electron/node/memory/recall.ts';
import { EMPTY_MEMORY } from '../../shared/policy/host-memory.ts';

/** A memory that is busy for whoever comes while another one writes. */
function quarrelsome(): KeptMemory {
  let isBusy = false;
  return {
    read: () => Promise.resolve({ memory: EMPTY_MEMORY }),
    async update() {
      if (isBusy) return { kind: 'busy' };
      isBusy = true;
      await new Promise((resolve) => setImmediate(resolve));
      isBusy = false;
      return { kind: 'unchanged' };
    },
  };
}

async function outcomesOfThree(memory: KeptMemory): Promise<readonly KeptOutcome['kind'][]> {
  const outcomes = await Promise.all([1, 2, 3].map(() => memory.update((kept) => kept)));
  return outcomes.map(({ kind }) => kind);
}

it('lets runs that go side by side note what they saw without quarrel', async () => {
  expect(await outcomesOfThree(quarrelsome())).toEqual(['unchanged', 'busy', 'busy']);
  expect(await outcomesOfThree(inTurn(quarrelsome()))).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

it('lets the next one note what it saw where the one before could not', async () => {
  const { read } = quarrelsome();
  const outcomes = [
    Promise.reject(new Error('the disk is gone')),
    Promise.resolve({ kind: 'unchanged' } as const),
  ];
  const memory = inTurn({ read, update: () => outcomes.shift()! }); // two are asked for

  const [first, second] = await Promise.allSettled([
    memory.update((kept) => kept),
    memory.update((kept) => kept),
  ]);

  expect(first).toMatchObject({ status: 'rejected', reason: { message: 'the disk is gone' } });
  expect(second).toMatchObject({ status: 'fulfilled', value: { kind: 'unchanged' } });
});
