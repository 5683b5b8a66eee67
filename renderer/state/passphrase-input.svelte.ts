import type { KeyProtection } from '../../shared/ipc/key-calls.ts';
import { isShortPassphrase } from '../../shared/mail/passphrase.ts';

/** What opens a key: a passphrase, or nothing where the keyring does. */
interface Given {
  readonly passphrase: string | null;
}

/** Where a passphrase is typed. It stands in the field and nowhere else: this knows the field, and what there is to say of it. */
export class PassphraseInput {
  #field: HTMLInputElement | null = null;
  #isMissing = $state(false);
  #isShort = $state(false);

  /** True after it was wanted and there was none. */
  get isMissing(): boolean {
    return this.#isMissing;
  }

  /** Whether what stands in the field is short for a new one. Nothing is not. */
  get isShort(): boolean {
    return this.#isShort;
  }

  /** An attachment for the field. */
  readonly attach = (field: HTMLInputElement): (() => void) => {
    this.#field = field;
    return () => {
      this.#field = null;
    };
  };

  /** Something was typed: what was wrong before is void. */
  touch(): void {
    this.#isMissing = false;
    const typed = this.#field?.value ?? '';
    this.#isShort = typed !== '' && isShortPassphrase(typed);
  }

  /**
   * The passphrase, once: the field is emptied. Without one, where the keyring has the key.
   *
   * @returns null where it is wanted and there is none; then the field says so
   */
  takeFor(protection: KeyProtection): Given | null {
    if (protection === 'keyring') return { passphrase: null };
    const passphrase = this.#field?.value ?? '';
    this.#isMissing = passphrase === '';
    if (this.#isMissing) return null;
    this.empty();
    return { passphrase };
  }

  /** Whether the same stands in another field. */
  isSameAs(other: PassphraseInput): boolean {
    return this.#field?.value === other.#field?.value;
  }

  empty(): void {
    if (this.#field !== null) this.#field.value = '';
    this.#isShort = false;
  }
}

/** Where a new passphrase is typed, twice. */
export class NewPassphraseInput {
  readonly first = new PassphraseInput();
  readonly second = new PassphraseInput();
  #differ = $state(false);

  /** True after the two were wanted and were not the same. */
  get differ(): boolean {
    return this.#differ;
  }

  touch(): void {
    this.#differ = false;
  }

  /**
   * The passphrase, once: both fields are emptied. Without one, where the keyring will have the key.
   *
   * @returns null where it is wanted and there is none, or the two are not the same; then a field says so
   */
  takeFor(protection: KeyProtection): Given | null {
    this.#differ = !this.first.isSameAs(this.second);
    if (this.#differ) return null;
    const given = this.first.takeFor(protection);
    if (given !== null) this.second.empty();
    return given;
  }
}
