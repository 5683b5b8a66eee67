import { basename, isAbsolute } from 'node:path';
import { LANGUAGES, type Language } from '../../shared/findings/explain.ts';
import { UnknownRunError, type Handlers } from '../../shared/ipc/dispatch.ts';
import type { RecipeCalls, RecipeFileWanted, RecipeRequested } from '../../shared/ipc/recipe-calls.ts';
import type { Device } from '../../shared/mail/device.ts';
import type { Recipe, RecipeStep } from '../../shared/recipes/recipe.ts';
import type { Handing } from './handing.ts';
import type { AccountOffers } from './recipes/offers.ts';
import { saveText } from './report-desk.ts';

/** The recipes of a window: its calls, and what they are made of. */
export interface RecipeDesk {
  readonly handlers: Pick<Handlers, keyof RecipeCalls>;
  /** Keeps what a run has settled, for the last few runs. */
  settle(runId: string, settled: SettledRun): void;
}

/** Whose account a run was about, and what its servers have. Not masked: it stays on this side. */
export interface SettledRun {
  readonly address: string;
  readonly offers: AccountOffers;
  /** Of a practice nothing gets to where a mail program reads it. */
  readonly isPractice: boolean;
}

// As many as reports are kept of.
const MOST_RUNS = 5;

/**
 * Makes recipes for a window out of what its runs have settled.
 *
 * @param deviceOf a key of this computer; null where there is none of that id any more
 */
export function createRecipeDesk(
  handing: Handing,
  deviceOf: (id: string) => Promise<Device | null>,
): RecipeDesk {
  const runs = new Map<string, SettledRun>();

  async function make(request: RecipeRequested, language: Language): Promise<Recipe> {
    const run = runs.get(request.runId);
    if (run === undefined) throw new UnknownRunError();
    const [{ factsOf }, { installedVersion }, { recipeFor }, { recipeRequest }] = await loaded();
    const { program, system, displayName, store, deviceId } = request;
    const facts = factsOf(program, await installedVersion(program)) ?? factsOf(program, null);
    if (facts === null) throw new RangeError('the window names programs that are listed');
    const order = {
      address: run.address,
      displayName,
      system,
      password: store === null ? ({ kind: 'ask' } as const) : ({ kind: 'command', store } as const),
      device: deviceId === null ? null : await deviceOf(deviceId),
      trustAnchorFile: null,
    };
    return recipeFor(facts, recipeRequest(run.offers, order), language);
  }

  async function fileOf({ request, step, language }: RecipeFileWanted) {
    const file = (await make(request, language)).steps[step]?.file ?? null;
    if (file === null) throw new RangeError('the window names steps with a file');
    return file;
  }

  /** Whether files of a recipe can be put where a program of this system reads them. */
  async function isForHere({ runId, system }: RecipeRequested): Promise<boolean> {
    const [, , , { ownSystem }] = await loaded();
    return handing.asksIn !== null && system === ownSystem() && runs.get(runId)?.isPractice === false;
  }

  return {
    settle(runId, settled) {
      runs.set(runId, settled);
      const [oldest] = runs.keys();
      if (runs.size > MOST_RUNS && oldest !== undefined) runs.delete(oldest);
    },
    handlers: {
      'recipe.programs': async () => {
        const [{ programs }, , , { ownSystem }] = await loaded();
        const listed = programs().map(({ id, name, kind, systems }) => ({ id, name, kind, systems }));
        return { programs: listed, system: ownSystem(), asksIn: handing.asksIn };
      },
      'recipe.make': async (request) => {
        const [en, de] = await Promise.all(LANGUAGES.map((language) => make(request, language)));
        if (en === undefined || de === undefined) throw new RangeError('there are two languages');
        if (en.incoming === null && en.outgoing === null) return { kind: 'servers-first' };
        // In every language it is the same one.
        const { qrMatrix } = await import('./recipes/qr-matrix.ts');
        const codes = en.steps.map(({ qr }) => (qr === null ? null : qrMatrix(qr)));
        const isHere = await isForHere(request);
        const places = en.steps.map(({ file }) => isHere && hasPlace(file));
        return { kind: 'made', recipes: { en, de }, codes, places };
      },
      'recipe.save': async (wanted) => {
        const { path, text } = await fileOf(wanted);
        const { language } = wanted;
        return saveText({ name: basename(path), kind: 'program-file', language }, () => text, handing);
      },
      'recipe.place': async (wanted) => {
        const file = await fileOf(wanted);
        if (!(await isForHere(wanted.request)) || !hasPlace(file))
          throw new RangeError('the window names files that have a place here');
        const { placeFile } = await import('./recipes/place-file.ts');
        const placed = await placeFile(file, (question) => handing.agreesTo(question, wanted.language));
        if (!placed.ok) return { kind: 'refused', problem: placed.problem };
        return placed.value.kind === 'cancelled' ? placed.value : { ...placed.value, path: file.path };
      },
    },
  };
}

/** Whether it is known where a file belongs; of some it is the person who chooses. */
function hasPlace(file: RecipeStep['file']): boolean {
  return file !== null && isAbsolute(file.path);
}

/** Loaded when the first recipe is wanted: nobody needs it before. */
function loaded() {
  return Promise.all([
    import('../../shared/recipes/facts/programs.ts'),
    import('./recipes/installed-version.ts'),
    import('../../shared/recipes/recipe.ts'),
    import('./recipes/recipe-request.ts'),
  ]);
}
