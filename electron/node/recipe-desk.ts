import { win32 } from 'node:path';
import type { Language } from '../../shared/findings/explain.ts';
import { UnknownRunError, type Handlers } from '../../shared/ipc/dispatch.ts';
import type { RecipeCalls, RecipeFileWanted, RecipeRequested } from '../../shared/ipc/recipe-calls.ts';
import type { Device } from '../../shared/mail/device.ts';
import type { Recipe } from '../../shared/recipes/recipe.ts';
import type { Handing } from './handing.ts';
import { LastFew } from './last-few.ts';
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

/**
 * Makes recipes for a window out of what its runs have settled.
 *
 * @param deviceOf a key of this computer; null where there is none of that id any more
 */
export function createRecipeDesk(
  handing: Handing,
  deviceOf: (id: string) => Promise<Device | null>,
): RecipeDesk {
  const runs = new LastFew<SettledRun>();
  // A recipe is made anew at each letter of a name: a program is asked for its version once.
  const versions = new Map<string, Promise<string | null>>();
  // Two questions at once would be one above the other, and at a terminal one answer would be for both.
  let before: Promise<unknown> = Promise.resolve();

  function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
    const done = before.then(work);
    before = done.catch(() => undefined); // whoever asked is told
    return done;
  }

  async function versionOf(program: string): Promise<string | null> {
    const [, { installedVersion }] = await loaded();
    const version = versions.get(program) ?? installedVersion(program);
    versions.set(program, version);
    return version;
  }

  /** What makes the recipe of a request, in any language. */
  async function maker(request: RecipeRequested): Promise<(language: Language) => Recipe> {
    const run = runs.of(request.runId);
    if (run === undefined) throw new UnknownRunError();
    const [{ factsOf }, , { recipeFor }, { recipeRequest }] = await loaded();
    const { program, system, displayName, store, deviceId } = request;
    const usual = factsOf(program, null);
    if (usual === null) throw new RangeError('the window names programs that are listed');
    const facts = factsOf(program, await versionOf(program)) ?? usual;
    const order = {
      address: run.address,
      displayName,
      system,
      password: store === null ? ({ kind: 'ask' } as const) : ({ kind: 'command', store } as const),
      device: deviceId === null ? null : await deviceOf(deviceId),
      trustAnchorFile: null,
    };
    const made = recipeRequest(run.offers, order);
    return (language) => recipeFor(facts, made, language);
  }

  async function fileOf({ request, step, language }: RecipeFileWanted) {
    const recipe = (await maker(request))(language);
    const file = recipe.steps[step]?.file ?? null;
    if (file === null) throw new RangeError('the window names steps with a file');
    return file;
  }

  /** Whether files may be put where programs read them at all: somebody can be asked, and it is no practice. */
  function mayPlace({ runId }: RecipeRequested): boolean {
    return handing.asksIn !== null && runs.of(runId)?.isPractice === false;
  }

  return {
    settle(runId, settled) {
      runs.keep(runId, settled);
    },
    handlers: {
      'recipe.programs': async () => {
        const [{ programs }, , , { ownSystem }] = await loaded();
        const listed = programs().map(({ id, name, kind, systems, passwordByCommand }) => ({
          id,
          name,
          kind,
          systems,
          passwordByCommand,
        }));
        return { programs: listed, system: ownSystem(), asksIn: handing.asksIn };
      },
      'recipe.make': async (request) => {
        const make = await maker(request);
        const [en, de] = [make('en'), make('de')];
        if (en.incoming === null && en.outgoing === null) return { kind: 'servers-first' };
        // In every language it is the same one.
        const { qrMatrix } = await import('./recipes/qr-matrix.ts');
        const codes = en.steps.map(({ qr }) => (qr === null ? null : qrMatrix(qr)));
        const [, , , { hasPlaceHere }] = await loaded();
        const places = en.steps.map(({ file }) => mayPlace(request) && hasPlaceHere(file, request.system));
        return { kind: 'made', recipes: { en, de }, codes, places };
      },
      'recipe.save': async (wanted) => {
        const { path, text } = await fileOf(wanted);
        const { language } = wanted;
        return saveText({ name: savedName(path), kind: 'program-file', language }, () => text, handing);
      },
      'recipe.place': async (wanted) => {
        const { request, language } = wanted;
        const file = await fileOf(wanted);
        const [, , , { hasPlaceHere }] = await loaded();
        if (!mayPlace(request) || !hasPlaceHere(file, request.system))
          throw new RangeError('the window names files that have a place here');
        const { placeFile } = await import('./recipes/place-file.ts');
        const placed = await oneAtATime(() =>
          placeFile(file, (question) => handing.agreesTo(question, language)),
        );
        if (!placed.ok) return { kind: 'refused', problem: placed.problem };
        return placed.value;
      },
    },
  };
}

/** A name that no program reads: for `letterlock serve` a file may go into the folder of the person, and nobody is asked. */
function savedName(path: string): string {
  const plain = win32.basename(path).replace(/^\.+/, ''); // the paths of every system
  // One without a place of its own has its name.
  return plain === path || plain.startsWith('letterlock') ? plain : `letterlock-${plain}`;
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
