import { describe, expect, it } from 'vitest';
import { NOTHING } from './behaviours.ts';
import { practicePlaying, search } from './searching.ts';
import { activeResources, leftBeyond, watchSockets } from './sockets.ts';

const MOMENTS = 12;

describe('a search that is cancelled', () => {
  it.each([
    ['everything is published', {}],
    ['nothing is published', NOTHING],
    ['nothing is published and every name exists', { ...NOTHING, everyNameResolves: true }],
    ['the files never come', { autoconfigDelivery: 'slow', pacc: 'absent' }],
  ] as const)('ends at any moment and leaves nothing open where %s', async (_what, behaviour) => {
    const practice = await practicePlaying(behaviour);
    const before = activeResources();
    const count = await eventsUntilPlan(practice);
    await leftBeyond(before);
    const sockets = watchSockets();

    for (let moment = 0; moment < MOMENTS; moment += 1) {
      const abort = new AbortController();
      let left = Math.floor((count * moment) / MOMENTS);
      const report = await search(practice, {
        signal: abort.signal,
        onEvent: () => {
          if (left === 0) abort.abort();
          left -= 1;
        },
      });

      expect(report.verdict).toBe('unfinished');
      expect(await leftBeyond(before)).toEqual([]);
      expect(sockets.open()).toHaveLength(0);
    }
  });

  it('does nothing at all where it is cancelled before it begins', async () => {
    const practice = await practicePlaying({});
    const before = activeResources();

    const report = await search(practice, { signal: AbortSignal.abort() });

    expect(report.verdict).toBe('unfinished');
    expect(report.observations).toEqual([]);
    expect(await leftBeyond(before)).toEqual([]);
  });

  it('asks for no password, and says nothing more after its end', async () => {
    const practice = await practicePlaying({});
    const before = activeResources();
    const abort = new AbortController();
    const events: string[] = [];

    await search(practice, {
      signal: abort.signal,
      onEvent: ({ type }) => {
        events.push(type);
        if (type === 'observation') abort.abort();
      },
      onPlan: () => void events.push('asked'),
    });
    await leftBeyond(before);

    expect(events).not.toContain('asked');
    expect(events.at(-1)).toBe('finished');
  });
});

/** How many events there are until a person is asked for the password. */
async function eventsUntilPlan(practice: Awaited<ReturnType<typeof practicePlaying>>): Promise<number> {
  let count = 0;
  const abort = new AbortController();
  await search(practice, {
    signal: abort.signal,
    onEvent: ({ type }) => {
      count += 1;
      if (type === 'plan') abort.abort();
    },
  });
  return count;
}
