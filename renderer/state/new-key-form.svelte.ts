import type { NewKeyRequest } from '../../shared/ipc/key-calls.ts';
import type { KeyAlgorithm } from '../../shared/mail/device.ts';
import { algorithmFor, keyProgramsOf, type AlgorithmChoice } from '../../shared/mail/key-programs.ts';

/** What a person chose and typed for a new key. The passphrase is not here: it stands in its field and nowhere else. */
export class NewKeyForm {
  #name = $state('');
  #login = $state('');
  #programs = $state.raw<readonly string[]>([]);
  #algorithm = $state<KeyAlgorithm | null>(null);
  #statesPurpose = $state(false);

  /** The kind of key that it will be, and because of which programs. What a person asks for in so many words they get. */
  readonly choice: AlgorithmChoice = $derived.by(() =>
    this.#algorithm === null
      ? algorithmFor(keyProgramsOf(this.#programs))
      : { algorithm: this.#algorithm, because: [] },
  );

  get name(): string {
    return this.#name;
  }
  set name(name: string) {
    this.#name = name;
  }

  get login(): string {
    return this.#login;
  }
  set login(login: string) {
    this.#login = login;
  }

  /** Ids of mail programs. */
  get programs(): readonly string[] {
    return this.#programs;
  }

  /** The kind that was asked for; null for what the programs can take. */
  get algorithm(): KeyAlgorithm | null {
    return this.#algorithm;
  }
  set algorithm(algorithm: KeyAlgorithm | null) {
    this.#algorithm = algorithm;
  }

  get statesPurpose(): boolean {
    return this.#statesPurpose;
  }
  set statesPurpose(isStated: boolean) {
    this.#statesPurpose = isStated;
  }

  /** Ticks a program, or takes the tick away. */
  tick(id: string, isTicked: boolean): void {
    this.#programs = isTicked ? [...this.#programs, id] : this.#programs.filter((one) => one !== id);
  }

  /** Fills in what nobody has typed yet. */
  suggest({ name, login }: { readonly name: string; readonly login: string }): void {
    if (this.#name === '') this.#name = name;
    if (this.#login === '') this.#login = login;
  }

  request(): Omit<NewKeyRequest, 'passphrase'> {
    return {
      name: this.#name,
      login: this.#login,
      programs: this.#programs,
      algorithm: this.#algorithm,
      statesPurpose: this.#statesPurpose,
    };
  }

  clear(): void {
    this.#name = '';
    this.#login = '';
    this.#programs = [];
    this.#algorithm = null;
    this.#statesPurpose = false;
  }
}
