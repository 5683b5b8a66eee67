import type {
  KeyField,
  KeyList,
  KeyPlace,
  KeyRefusal,
  KeySaved,
  NewKeyRequest,
  PlacePages,
  ShownKey,
} from '../../shared/ipc/key-calls.ts';
import type { CallName, Calls } from '../../shared/ipc/contract.ts';
import type { KeyForm } from '../../shared/mail/device.ts';
import type { InputProblem } from '../../shared/mail/parsed.ts';
import type { CallsState } from './calls.svelte.ts';
import { language } from './language.svelte.ts';
import { NewKeyForm } from './new-key-form.svelte.ts';

/** Where a person is among the keys. */
export type KeysView = 'list' | 'new' | 'key';

/** Where a person is among the keys. */
export interface KeptKeys {
  readonly isOpen: boolean;
  readonly deviceId: string | null;
}

/** Where a new key begins: what is known from a check that was made before. */
export interface KeyStart {
  readonly login: string;
  readonly host: string;
}

/** A thing that is being done to a key. */
export type KeyWork =
  'reading' | 'making' | 'saving' | 'registering' | 'renewing' | 'revoking' | 'forgetting';

/** The keys of this computer: the list, the form for a new one, and one at a time with what can be done with it. */
export class KeysState {
  readonly form = new NewKeyForm();
  readonly #calls: CallsState;
  #isOpen = $state(false);
  #view = $state<KeysView>('list');
  #list = $state.raw<KeyList | null>(null);
  #unreadable = $state.raw<InputProblem | null>(null);
  #deviceId = $state<string | null>(null);
  #work = $state<KeyWork | null>(null);
  #ended: Promise<unknown> = Promise.resolve();
  /** What has to be corrected, and in what. */
  #refused = $state.raw<(KeyRefusal & { readonly work: KeyWork }) | null>(null);
  #places = $state.raw<readonly PlacePages[] | null>(null);
  #saved = $state.raw<(KeySaved & { readonly kind: 'saved'; readonly form: KeyForm }) | null>(null);
  #justDid = $state<KeyWork | null>(null);
  #host = $state('');
  #login = '';

  /** The key that is looked at. */
  readonly shown: ShownKey | null = $derived.by(
    () => this.#list?.keys.find(({ device }) => device.id === this.#deviceId) ?? null,
  );

  constructor(calls: CallsState) {
    this.#calls = calls;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get view(): KeysView {
    return this.#view === 'key' && this.shown === null ? 'list' : this.#view;
  }

  /** Null until it was read, and where it cannot be. */
  get list(): KeyList | null {
    return this.#list;
  }

  /** Why the keys cannot be shown. */
  get unreadable(): InputProblem | null {
    return this.#unreadable;
  }

  /** What is going on; null where nothing is. */
  get work(): KeyWork | null {
    return this.#work;
  }

  /** What was done last to the key that is looked at. */
  get justDid(): KeyWork | null {
    return this.#justDid;
  }

  /** What is to be done at which server, because of what was done last. */
  get places(): readonly PlacePages[] | null {
    return this.#places;
  }

  /** The file that was saved last. */
  get saved(): (KeySaved & { readonly kind: 'saved'; readonly form: KeyForm }) | null {
    return this.#saved;
  }

  /** The server that a check has found. */
  get host(): string {
    return this.#host;
  }

  /** What has to be corrected in a field of what was tried; null where nothing has to be. */
  problem(work: KeyWork, field: KeyField): InputProblem | null {
    return this.#refused?.work === work && this.#refused.field === field ? this.#refused.problem : null;
  }

  /** A field that had to be corrected was changed. */
  touch(field: KeyField): void {
    if (this.#refused?.field === field) this.#refused = null;
  }

  /** What a page that is loaded again needs to go on from here; what was typed for a new key is not kept. */
  get kept(): KeptKeys {
    return { isOpen: this.#isOpen, deviceId: this.#deviceId };
  }

  /** Goes on where the page was before it was loaded again. */
  async resume({ isOpen, deviceId }: KeptKeys): Promise<void> {
    if (!isOpen) return;
    await this.open();
    if (deviceId !== null) this.#look('key', deviceId);
  }

  /** Opens the list. A new key begins with what is known of the account; without it, with nothing. */
  async open(start: KeyStart = { login: '', host: '' }): Promise<void> {
    this.#isOpen = true;
    this.#login = start.login;
    this.#host = start.host;
    // What goes on with a key goes on with one of this list.
    if (this.#work === null) this.#list = null;
    this.#unreadable = null;
    this.#look('list', null);
    await this.read();
  }

  /** Opens the form for a new key, with what a check has found; the list, where the keys cannot be read. */
  async openNew(start: KeyStart): Promise<void> {
    await this.open(start);
    if (this.#list !== null && this.#isOpen && this.#view === 'list') this.begin();
  }

  /** Back to where a person came from. */
  leave(): void {
    this.#isOpen = false;
    this.#look('list', null);
    this.form.clear();
  }

  /** Reads the keys anew, as soon as what goes on with one of them has ended. */
  async read(): Promise<void> {
    while (this.#work !== null) await this.#ended;
    const answer = await this.#do('reading', 'keys.list', null);
    if (answer === null) return;
    this.#list = answer.kind === 'keys' ? answer : null;
    this.#unreadable = answer.kind === 'refused' ? answer.problem : null;
  }

  /** To the form for a new key. What was typed there before is kept. */
  begin(): void {
    this.form.suggest({ name: this.#list?.suggestedName ?? '', login: this.#login });
    this.#look('new', null);
  }

  show(deviceId: string): void {
    this.#look('key', deviceId);
  }

  toList(): void {
    this.#look('list', null);
  }

  /** Makes what the form holds. The passphrase is passed on once and not kept. */
  async make(passphrase: string | null): Promise<void> {
    const request: NewKeyRequest = { ...this.form.request(), passphrase };
    const answer = await this.#do('making', 'keys.make', request);
    if (answer?.kind !== 'changed') return;
    this.form.clear();
    this.#take(answer.keys);
    this.#look('key', answer.deviceId);
    this.#justDid = 'making';
  }

  /** Has a file written, where the person says. */
  async save(form: KeyForm, passphrase: string | null): Promise<void> {
    const deviceId = this.#deviceId;
    if (deviceId === null) return;
    const request = { deviceId, form, passphrase, language: language.current };
    this.#saved = null;
    const answer = await this.#do('saving', 'keys.save', request);
    if (answer?.kind === 'saved' && deviceId === this.#deviceId) this.#saved = { ...answer, form };
  }

  /** Notes a server for the key, or of a revoked one says what to remove there. */
  async place(place: KeyPlace): Promise<void> {
    const deviceId = this.#deviceId;
    if (deviceId === null) return;
    this.#host = place.host;
    const name = this.shown?.device.revokedAt === null ? 'keys.register' : 'keys.revoke';
    this.#change('registering', deviceId, await this.#do('registering', name, { deviceId, place }));
  }

  /** Puts a new certificate on the key. */
  async renew(passphrase: string | null): Promise<void> {
    const deviceId = this.#deviceId;
    if (deviceId === null) return;
    this.#change('renewing', deviceId, await this.#do('renewing', 'keys.renew', { deviceId, passphrase }));
  }

  /** Notes that the key is not to be used any more. */
  async revoke(): Promise<void> {
    const deviceId = this.#deviceId;
    if (deviceId === null) return;
    this.#change('revoking', deviceId, await this.#do('revoking', 'keys.revoke', { deviceId, place: null }));
  }

  /** Takes the key off this computer. */
  async forget(): Promise<void> {
    const deviceId = this.#deviceId;
    if (deviceId === null) return;
    const answer = await this.#do('forgetting', 'keys.forget', { deviceId });
    if (answer?.kind !== 'changed') return;
    this.#take(answer.keys);
    if (deviceId === this.#deviceId) this.toList();
  }

  #look(view: KeysView, deviceId: string | null): void {
    this.#view = view;
    this.#deviceId = deviceId;
    this.#refused = null;
    this.#places = null;
    this.#saved = null;
    this.#justDid = null;
  }

  #take(keys: readonly ShownKey[]): void {
    if (this.#list !== null) this.#list = { ...this.#list, keys };
  }

  /** The list is of all keys; what came of one is said only while a person still looks at it. */
  #change(work: KeyWork, deviceId: string, answer: Calls['keys.register']['value'] | null): void {
    if (answer?.kind !== 'changed') return;
    this.#take(answer.keys);
    if (deviceId !== this.#deviceId) return;
    this.#places = answer.places;
    this.#justDid = work;
  }

  /** One thing at a time. What has to be corrected is kept beside what was tried. */
  async #do<N extends CallName & keyof KeyAnswers>(
    work: KeyWork,
    name: N,
    args: Calls[N]['args'],
  ): Promise<Calls[N]['value'] | null> {
    if (this.#work !== null) return null;
    this.#work = work;
    this.#refused = null;
    const deviceId = this.#deviceId;
    const answers: Calls[N]['value'][] = [];
    this.#ended = this.#calls.attempt(async () => answers.push(await this.#calls.call(name, args)));
    await this.#ended;
    this.#work = null;
    const answer = answers[0] ?? null;
    if (answer !== null && isRefusal(answer) && deviceId === this.#deviceId)
      this.#refused = { ...answer, work };
    return answer;
  }
}

type KeyAnswers = Omit<Pick<Calls, Extract<CallName, `keys.${string}`>>, 'keys.check'>;

function isRefusal(answer: object): answer is KeyRefusal {
  return 'kind' in answer && answer.kind === 'refused';
}
