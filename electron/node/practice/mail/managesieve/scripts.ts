import type { Account } from '../accounts.ts';
import { readText } from './text.ts';

/** The longest script that is kept. */
const LONGEST_SCRIPT_BYTES = 65_536;
const MOST_SCRIPTS = 16;
// RFC 5804 §1.6: 128 characters of Unicode must be possible, and those take 512 octets at most.
const LONGEST_NAME_BYTES = 512;

/** What becomes of a wish. */
export type Outcome =
  'done' | 'bad-name' | 'no-such-script' | 'name-taken' | 'is-active' | 'too-many' | 'too-long' | 'empty';

/** The Sieve scripts of one account, in memory. They are kept and never run. Names come as a client's bytes. */
export class Scripts {
  readonly #scripts = new Map<string, Uint8Array>();
  #active: string | null = null;

  /** All names, and which of them is active, if any. */
  get names(): readonly { readonly name: string; readonly isActive: boolean }[] {
    return [...this.#scripts.keys()].map((name) => ({ name, isActive: name === this.#active }));
  }

  /** The script of this name; null where there is none. */
  get(nameBytes: Uint8Array): Uint8Array | null {
    const name = nameOf(nameBytes);
    return name === null ? null : (this.#scripts.get(name) ?? null);
  }

  /** Whether there is room for a script of this name and length (RFC 5804 §2.5). */
  hasSpace(nameBytes: Uint8Array, length: number): Outcome {
    const name = nameOf(nameBytes);
    if (name === null) return 'bad-name';
    if (length > LONGEST_SCRIPT_BYTES) return 'too-long';
    return this.#scripts.has(name) || this.#scripts.size < MOST_SCRIPTS ? 'done' : 'too-many';
  }

  /** Keeps a script, in place of one of the same name (RFC 5804 §2.6). */
  put(nameBytes: Uint8Array, script: Uint8Array): Outcome {
    const name = nameOf(nameBytes);
    const outcome = this.hasSpace(nameBytes, script.length);
    if (name === null || outcome !== 'done') return outcome;
    if (script.length > 0) this.#scripts.set(name, script);
    return checkScript(script);
  }

  /** Makes one script the active one; none, where the name is empty (RFC 5804 §2.8). */
  activate(nameBytes: Uint8Array): Outcome {
    if (nameBytes.length > 0 && this.get(nameBytes) === null) return 'no-such-script';
    this.#active = nameOf(nameBytes);
    return 'done';
  }

  /** Forgets a script, but not the active one (RFC 5804 §2.10). */
  delete(nameBytes: Uint8Array): Outcome {
    const name = nameOf(nameBytes);
    if (name === null || !this.#scripts.has(name)) return 'no-such-script';
    if (name === this.#active) return 'is-active';
    this.#scripts.delete(name);
    return 'done';
  }

  /** Gives a script another name; the active one stays active (RFC 5804 §2.11). */
  rename(oldNameBytes: Uint8Array, newNameBytes: Uint8Array): Outcome {
    const script = this.get(oldNameBytes);
    const [oldName, newName] = [nameOf(oldNameBytes), nameOf(newNameBytes)];
    if (script === null || oldName === null) return 'no-such-script';
    if (newName === null) return 'bad-name';
    if (this.#scripts.has(newName)) return 'name-taken';
    this.#scripts.delete(oldName);
    this.#scripts.set(newName, script);
    if (this.#active === oldName) this.#active = newName;
    return 'done';
  }
}

/** Looks at a script no further than whether there is one: nothing here understands Sieve. */
export function checkScript(script: Uint8Array): Outcome {
  return script.length === 0 ? 'empty' : 'done';
}

const kept = new WeakMap<Account, Scripts>();

/** The scripts of an account, the same in each of its sessions. */
export function scriptsOf(account: Account): Scripts {
  const scripts = kept.get(account) ?? new Scripts();
  kept.set(account, scripts);
  return scripts;
}

/** RFC 5804 §1.6: a name is text without control characters or separators of lines; "" is none. */
function nameOf(bytes: Uint8Array): string | null {
  if (bytes.length === 0 || bytes.length > LONGEST_NAME_BYTES) return null;
  const name = readText(bytes);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return name === null || /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name) ? null : name;
}
