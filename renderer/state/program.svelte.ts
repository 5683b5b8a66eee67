import type { KeyList } from '../../shared/ipc/key-calls.ts';
import type { RecipeMade, RecipePrograms, RecipeRequested } from '../../shared/ipc/recipe-calls.ts';
import type { Device } from '../../shared/mail/device.ts';
import type { System } from '../../shared/recipes/facts/program-facts.ts';
import { storesOn, type PasswordStore } from '../../shared/recipes/password-supply.ts';
import type { Recipe } from '../../shared/recipes/recipe.ts';
import type { CallsState } from './calls.svelte.ts';
import { language } from './language.svelte.ts';
import { SavingState, type FileDone } from './saving.svelte.ts';

/** Where a person is with their mail program. */
export interface KeptProgram {
  readonly runId: string;
  readonly program: string | null;
  readonly displayName: string;
}

/** What is done, or was, with the file of a step. */
interface Work {
  readonly call: 'recipe.save' | 'recipe.place';
  readonly step: number;
}

// So long nobody has typed any more: a name is not set up letter by letter.
const TYPED_MS = 200;

/** Setting up a mail program for the account of a run: which one, with what, and how. */
export class ProgramState {
  readonly #calls: CallsState;
  readonly #saving: SavingState;
  #runId = $state<string | null>(null);
  #known = $state.raw<RecipePrograms | null>(null);
  #devices = $state.raw<readonly Device[]>([]);
  #program = $state<string | null>(null);
  #system = $state<System | null>(null);
  #displayName = $state('');
  #store = $state<PasswordStore | null>(null);
  #deviceId = $state<string | null>(null);
  #made = $state.raw<RecipeMade | null>(null);
  #isMaking = $state(false);
  // Null for a recipe of which no file was wanted yet.
  #work = $state.raw<Work | null>(null);
  // Of several recipes that were begun, the last is shown, in whatever order they end.
  #turn = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;

  /** The program that was chosen, as it is listed. */
  readonly chosen = $derived.by(() => this.#known?.programs.find(({ id }) => id === this.#program) ?? null);
  /** The recipe in the language of the window; null while there is none. */
  readonly recipe: Recipe | null = $derived.by(() =>
    this.#made?.kind === 'made' ? this.#made.recipes[language.current] : null,
  );

  /** The QR code of each step; null where it has none. */
  readonly codes = $derived.by(() => (this.#made?.kind === 'made' ? this.#made.codes : []));

  /** Of each step, whether its file can be put where the program reads it. */
  readonly places = $derived.by(() => (this.#made?.kind === 'made' ? this.#made.places : []));

  constructor(calls: CallsState) {
    this.#calls = calls;
    this.#saving = new SavingState(calls);
  }

  get isOpen(): boolean {
    return this.#runId !== null;
  }

  /** Every program; null until they are known. */
  get known(): RecipePrograms | null {
    return this.#known;
  }

  /** The keys of this computer that can be used. */
  get devices(): readonly Device[] {
    return this.#devices;
  }

  get displayName(): string {
    return this.#displayName;
  }
  get system(): System | null {
    return this.#system;
  }
  get store(): PasswordStore | null {
    return this.#store;
  }
  get deviceId(): string | null {
    return this.#deviceId;
  }
  get isMaking(): boolean {
    return this.#isMaking;
  }

  /** True where there is no recipe, as no server that could be used was reached. */
  get needsServers(): boolean {
    return this.#made?.kind === 'servers-first';
  }

  /** What came of the file of a step; null where nothing did. */
  doneAt(step: number): FileDone | null {
    return this.#work?.step === step ? this.#saving.done : null;
  }

  /** True while the person is asked whether the file of a step may be written. */
  isPlacing(step: number): boolean {
    return this.isBusy && this.#work?.call === 'recipe.place' && this.#work.step === step;
  }

  /** True while a file is being written: one at a time. */
  get isBusy(): boolean {
    return this.#saving.isBusy;
  }

  /** What is kept over a reload of the page; null where no program is set up. */
  get kept(): KeptProgram | null {
    if (this.#runId === null) return null;
    return { runId: this.#runId, program: this.#program, displayName: this.#displayName };
  }

  /** Goes on after a reload. */
  async resume(kept: KeptProgram | null): Promise<void> {
    if (kept === null) return;
    this.#displayName = kept.displayName;
    await this.open(kept.runId);
    if (kept.program !== null && this.#known?.programs.some(({ id }) => id === kept.program) === true)
      await this.choose(kept.program);
  }

  /** Asks which program it is to be, for the account of a run. */
  async open(runId: string): Promise<void> {
    if (this.#runId !== runId) this.#forget();
    this.#runId = runId;
    await this.#calls.attempt(async () => {
      this.#known ??= await this.#calls.call('recipe.programs', null);
      this.#devices = usable(await this.#calls.call('keys.list', null));
    });
  }

  /** Takes a program, with what most people have with it, and has its recipe made. */
  async choose(id: string): Promise<void> {
    this.#program = id;
    const { chosen } = this;
    const own = this.#known?.system ?? 'linux';
    this.#system = chosen === null || chosen.systems.includes(own) ? own : (chosen.systems[0] ?? own);
    this.#store = chosen?.passwordByCommand === true ? (storesOn(this.#system)[0] ?? null) : null;
    await this.#make();
  }

  async use(system: System): Promise<void> {
    this.#system = system;
    if (this.#store !== null && !storesOn(system).includes(this.#store))
      this.#store = storesOn(system)[0] ?? null;
    await this.#make();
  }

  /** Takes what is typed as the name, and has the recipe made once nobody types any more. */
  nameAs(displayName: string): void {
    this.#displayName = displayName;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#make(), TYPED_MS);
  }

  async takePasswordFrom(store: PasswordStore | null): Promise<void> {
    this.#store = store;
    await this.#make();
  }

  async takeKey(deviceId: string | null): Promise<void> {
    this.#deviceId = deviceId;
    await this.#make();
  }

  /** Has the file of a step written, where the person says. */
  async save(step: number): Promise<void> {
    await this.#write({ call: 'recipe.save', step });
  }

  /** Has it put where the program reads it, once the person has agreed. */
  async place(step: number): Promise<void> {
    await this.#write({ call: 'recipe.place', step });
  }

  leave(): void {
    this.#runId = null;
  }

  async #write(work: Work): Promise<void> {
    const request = this.#request();
    if (request === null || this.isBusy) return;
    this.#work = work;
    const { call, step } = work;
    await this.#saving.save(() => this.#calls.call(call, { request, step, language: language.current }));
  }

  /** What is said of a file is said at its own recipe only. */
  #forgetWork(): void {
    this.#work = null;
    this.#saving.forget();
  }

  async #make(): Promise<void> {
    clearTimeout(this.#typing);
    const request = this.#request();
    if (request === null) return;
    const turn = ++this.#turn;
    this.#isMaking = true;
    this.#forgetWork();
    const made: RecipeMade[] = [];
    await this.#calls.attempt(async () => made.push(await this.#calls.call('recipe.make', request)));
    if (turn !== this.#turn) return;
    // Where it cannot be made, the one before is of another choice.
    this.#made = made[0] ?? null;
    this.#isMaking = false;
  }

  #request(): RecipeRequested | null {
    const [runId, program, system] = [this.#runId, this.#program, this.#system];
    if (runId === null || program === null || system === null) return null;
    const displayName = this.#displayName.trim();
    return { runId, program, system, displayName, store: this.#store, deviceId: this.#deviceId };
  }

  #forget(): void {
    clearTimeout(this.#typing);
    this.#turn += 1;
    this.#isMaking = false;
    this.#program = null;
    this.#made = null;
    this.#deviceId = null;
    this.#forgetWork();
  }
}

/** The keys that were not revoked; none where they cannot be read. */
function usable(list: KeyList | { readonly kind: 'refused' }): readonly Device[] {
  if (list.kind === 'refused') return [];
  return list.keys.map(({ device }) => device).filter(({ revokedAt }) => revokedAt === null);
}
