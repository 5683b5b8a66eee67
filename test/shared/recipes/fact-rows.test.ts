import { describe, expect, it } from 'vitest';
import { keyProgramOf } from '../../../shared/mail/key-programs.ts';
import type { SideFacts } from '../../../shared/recipes/facts/program-facts.ts';
import { programRows, programs } from '../../../shared/recipes/facts/programs.ts';
import { RECIPES } from '../../../shared/recipes/programs/recipes.ts';
import { recipeFor } from '../../../shared/recipes/recipe.ts';
import { byStrength, isKeyWay } from '../../../shared/recipes/way-in.ts';
import { REQUEST } from './request.ts';

const ROWS = programRows().map((row) => [`${row.id} ${row.since ?? ''}`.trim(), row] as const);

describe.each(ROWS)('What is known of %s', (_, row) => {
  const sides: readonly SideFacts[] = Object.values(row.sides);

  it('names ways in that there are, each once', () => {
    for (const { ways } of sides) expect([...byStrength(ways)].toSorted()).toEqual([...ways].toSorted());
  });

  it('does not say of a way in that it works and fails', () => {
    for (const { ways, fails } of sides) expect(ways.filter((way) => way in fails)).toEqual([]);
  });

  it('has a recipe, and a kind of key where it takes one', () => {
    const takesKey = sides.some(({ ways }) => ways.some(isKeyWay));

    expect(RECIPES[row.id]).toBeDefined();
    expect(row.key !== null).toBe(takesKey);
    expect(takesKey && keyProgramOf(row.key?.takenAs ?? row.id) === null).toBe(false);
  });

  it('names every way in as the program does, or none', () => {
    const names = row.fields?.ways ?? {};
    const ways = new Set(sides.flatMap((side) => side.ways));
    const named = [...ways].filter((way) => way in names);
    // With a key that is enough by itself, nothing has to be chosen.
    const wanted = [...ways].filter((way) => way in names || (way !== 'PREAUTH' && way !== 'CERTIFICATE'));

    // The page for any other program has SCRAM by its own name, as programs do.
    if (named.length > 0 && row.id !== 'other') expect(named).toEqual(wanted);
  });

  it('gets the password from a command exactly where that is said of it', () => {
    const recipe = recipeFor(row, { ...REQUEST, password: { kind: 'command', store: 'pass' } }, 'en');

    expect(JSON.stringify(recipe).includes('pass insert letterlock')).toBe(row.passwordByCommand);
  });

  it('says where each fact is from, and of which month', () => {
    const known = [row.known, ...row.traps.map((trap) => trap.known)];

    for (const { from, asOf } of known) {
      expect(from).not.toBe('');
      expect(asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
    }
  });
});

describe('The programs', () => {
  it('are each there once, and any other program last', () => {
    const ids = programs().map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.at(-1)).toBe('other');
  });
});
