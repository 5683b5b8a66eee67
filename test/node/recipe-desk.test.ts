import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freeFile, type Handing } from '../../electron/node/handing.ts';
import { createRecipeDesk, type RecipeDesk } from '../../electron/node/recipe-desk.ts';
import { installedVersion } from '../../electron/node/recipes/installed-version.ts';
import { ownSystem } from '../../electron/node/recipes/recipe-request.ts';
import { UnknownRunError } from '../../shared/ipc/dispatch.ts';
import type { RecipeRequested } from '../../shared/ipc/recipe-calls.ts';
import { IMAP, SMTP } from '../shared/report/events.ts';
import { handingTo, NO_HANDING, type Asked } from './given-handing.ts';

const OFFERED = ['SCRAM-SHA-256', 'PLAIN'];
const SECRET = 'set imap_pass="correct horse battery staple"\n';

const REQUEST: RecipeRequested = {
  runId: 'run-1',
  program: 'mutt',
  system: 'linux',
  displayName: 'Ada',
  store: 'pass',
  deviceId: null,
};

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'letterlock-recipe-desk-'));
  vi.stubEnv('HOME', home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

function deskWith(handing = NO_HANDING, isPractice = false): RecipeDesk['handlers'] {
  const desk = createRecipeDesk(handing, () => Promise.resolve(null));
  const side = { username: 'ada', keyWay: null };
  desk.settle('run-1', {
    address: 'ada@example.org',
    isPractice,
    offers: {
      incoming: { endpoint: IMAP, offered: OFFERED, ...side },
      outgoing: { endpoint: SMTP, offered: OFFERED, ...side },
    },
  });
  return desk.handlers;
}

async function fileStep(desk: RecipeDesk['handlers'], request = REQUEST) {
  const made = await desk['recipe.make'](request);
  if (made.kind !== 'made') throw new Error('there is no recipe');
  return { made, step: made.recipes.en.steps.findIndex(({ file }) => file !== null) };
}

describe('the file of a recipe', () => {
  it('is put where the program reads it, when the person has agreed', async () => {
    const asked: Asked[] = [];
    const desk = deskWith(handingTo(() => null, asked, true));
    const { made, step } = await fileStep(desk);

    const placed = await desk['recipe.place']({ request: REQUEST, step, language: 'de' });

    const path = join(home, '.muttrc');
    expect(made.places[step]).toBe(true);
    expect(asked).toEqual([{ kind: 'place', question: { path, diff: null }, language: 'de' }]);
    expect(placed).toEqual({ kind: 'placed', path, backup: null });
    expect(await readFile(path, 'utf8')).toBe(made.recipes.en.steps[step]?.file?.text);
    expect(await desk['recipe.place']({ request: REQUEST, step, language: 'de' })).toEqual({
      kind: 'same',
      path,
    });
  });

  it('tells the page nothing of what stands there, only the person', async () => {
    await writeFile(join(home, '.muttrc'), SECRET);
    const asked: Asked[] = [];
    const desk = deskWith(handingTo(() => null, asked, true));
    const { made, step } = await fileStep(desk);

    const placed = await desk['recipe.place']({ request: REQUEST, step, language: 'en' });

    expect(JSON.stringify([made, placed])).not.toContain('correct horse');
    expect(asked).toMatchObject([{ question: { diff: expect.stringContaining(` ${SECRET}`) as string } }]);
    expect(placed).toMatchObject({ kind: 'placed', backup: expect.stringContaining('.before-') as string });
  });

  it('is written nowhere where the person does not agree', async () => {
    const desk = deskWith(handingTo(() => null, []));
    const { step } = await fileStep(desk);

    expect(await desk['recipe.place']({ request: REQUEST, step, language: 'en' })).toEqual({
      kind: 'cancelled',
    });
    expect(await readdir(home)).toEqual([]);
  });

  it('has a place neither on another system, nor for a practice, nor where nobody can be asked', async () => {
    const agreeing = deskWith(handingTo(() => null, [], true));
    const other = { ...REQUEST, system: ownSystem() === 'macos' ? 'linux' : 'macos' } as const;
    const elsewhere = await fileStep(agreeing, other);
    const nobody = await fileStep(deskWith());
    const practising = deskWith(
      handingTo(() => null, [], true),
      true,
    );
    const practice = await fileStep(practising);

    expect(elsewhere.made.places[elsewhere.step]).toBe(false);
    expect(nobody.made.places[nobody.step]).toBe(false);
    expect(practice.made.places[practice.step]).toBe(false);
    await expect(
      practising['recipe.place']({ request: REQUEST, step: practice.step, language: 'en' }),
    ).rejects.toThrow(RangeError);
    await expect(
      agreeing['recipe.place']({ request: other, step: elsewhere.step, language: 'en' }),
    ).rejects.toThrow(RangeError);
    await expect(
      deskWith()['recipe.place']({ request: REQUEST, step: nobody.step, language: 'en' }),
    ).rejects.toThrow(RangeError);
    expect(await readdir(home)).toEqual([]);
  });

  it.each([
    ['a run', false],
    ['a practice', true],
  ])(
    'of %s is saved under a name that no program reads, also in the folder of the person',
    async (_, isPractice) => {
      const desk = deskWith({ ...NO_HANDING, chooseFile: (name) => freeFile(home, name) }, isPractice);
      const { step } = await fileStep(desk);
      const wanted = { request: REQUEST, step, language: 'en' } as const;

      expect(await desk['recipe.save'](wanted)).toMatchObject({ path: join(home, 'letterlock-muttrc') });
      expect(await desk['recipe.save'](wanted)).toMatchObject({ path: join(home, 'letterlock-muttrc-2') });
      expect(await readdir(home)).toEqual(['letterlock-muttrc', 'letterlock-muttrc-2']);
    },
  );

  it('is asked about when nothing else is, so that no answer is for two', async () => {
    let isAsked = false;
    const agreed: string[] = [];
    const handing: Handing = {
      ...handingTo(() => null, []),
      async agreesTo({ path }) {
        expect(isAsked).toBe(false);
        isAsked = true;
        await new Promise(setImmediate);
        isAsked = false;
        agreed.push(path);
        return true;
      },
    };
    const desk = deskWith(handing);
    const programs = ['mutt', 'neomutt', 'msmtp'];

    const placed = programs.map(async (program) => {
      const request = { ...REQUEST, program };
      const { step } = await fileStep(desk, request);
      return desk['recipe.place']({ request, step, language: 'en' });
    });

    expect((await Promise.all(placed)).map(({ kind }) => kind)).toEqual(['placed', 'placed', 'placed']);
    expect(agreed).toHaveLength(3);
  });

  it.each([
    ['a run that nobody knows', { runId: 'run-2' }, 1, UnknownRunError],
    ['a program that is not listed', { program: '../../etc/passwd' }, 1, RangeError],
    ['a step without a file', {}, 0, RangeError],
    ['a step that is not there', {}, 63, RangeError],
  ])('of %s is written nowhere', async (_, other, step, thrown) => {
    const desk = deskWith(handingTo((name) => join(home, name), [], true));
    const wanted = { request: { ...REQUEST, ...other }, step, language: 'en' } as const;

    await expect(desk['recipe.place'](wanted)).rejects.toThrow(thrown);
    await expect(desk['recipe.save'](wanted)).rejects.toThrow(thrown);
    expect(await readdir(home)).toEqual([]);
  });
});

describe('the version of a program', () => {
  /** A program that notes each start. */
  async function installed(name: string, says: string): Promise<() => Promise<number>> {
    const folder = join(home, 'bin');
    const starts = join(home, 'starts');
    await mkdir(folder);
    const script = `#!/bin/sh\necho started >> '${starts}'\necho '${says}'\n`;
    await writeFile(join(folder, name), script, { mode: 0o755 });
    vi.stubEnv('PATH', folder);
    return async () => (await readFile(starts, 'utf8').catch(() => '')).split('\n').length - 1;
  }

  it('is asked for once, however often the recipe is made', async () => {
    const starts = await installed('msmtp', 'msmtp version 1.8.25');
    const desk = deskWith();

    for (const displayName of ['A', 'Ad', 'Ada'])
      await desk['recipe.make']({ ...REQUEST, program: 'msmtp', displayName });

    expect(await starts()).toBe(1);
  });

  it('is asked for on the systems alone that the program runs on', async () => {
    const starts = await installed('aerc', 'aerc 0.20.0');

    expect(await installedVersion('aerc', 'windows')).toBeNull();
    expect(await starts()).toBe(0);
    expect(await installedVersion('aerc', 'linux')).toBe('0.20.0');
  });
});
