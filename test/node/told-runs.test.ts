import { describe, expect, it } from 'vitest';
import { ToldRuns } from '../../electron/node/told-runs.ts';
import { LOOKED } from '../renderer/runs.ts';

describe('what the last runs have told', () => {
  it('is there in its order, with how the plan was answered', () => {
    const told = new ToldRuns();
    told.begin('a');
    for (const event of LOOKED) told.tell('a', event);
    expect(told.of('a')).toEqual({ events: LOOKED, answer: null });

    told.answered('a', 'password');

    expect(told.of('a')?.answer).toBe('password');
  });

  it('does not change for who has it when more is told', () => {
    const told = new ToldRuns();
    told.begin('a');
    const before = told.of('a');

    for (const event of LOOKED) told.tell('a', event);

    expect(before?.events).toEqual([]);
  });

  it('is unknown of a run that never began, and nothing is kept of it', () => {
    const told = new ToldRuns();

    for (const event of LOOKED) told.tell('a', event);
    told.answered('a', 'password');

    expect(told.of('a')).toBeUndefined();
  });

  it('is kept of the last five', () => {
    const told = new ToldRuns();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const id of ids) told.begin(id);

    expect(ids.filter((id) => told.of(id) !== undefined)).toEqual(['b', 'c', 'd', 'e', 'f']);
  });
});
