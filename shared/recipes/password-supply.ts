import { shellWord } from '../mail/quote.ts';
import type { System } from './facts/program-facts.ts';

/** Where a password can be kept for a program that takes it from a command. */
export const PASSWORD_STORES = ['secret-tool', 'keychain', 'pass'] as const;

/** One of them: the keyring of a Linux desktop, that of macOS, or the password store `pass`. */
export type PasswordStore = (typeof PASSWORD_STORES)[number];

/**
 * Where a program gets the password from. `ask`: from the person, and keeps it as it can. `command`: from what a command
 * prints. `file`: it stands in the file, which is only made where a person asks for it in so many words.
 */
export type PasswordSupply =
  | { readonly kind: 'ask' }
  | { readonly kind: 'command'; readonly store: PasswordStore }
  | { readonly kind: 'file'; readonly password: string };

interface StoreFacts {
  readonly systems: readonly System[];
  readonly tell: (entry: string) => string;
  readonly keep: (entry: string, label: string) => string;
}

const STORES: Readonly<Record<PasswordStore, StoreFacts>> = {
  'secret-tool': {
    systems: ['linux'],
    tell: (entry) => `secret-tool lookup letterlock ${entry}`,
    keep: (entry, label) => `secret-tool store --label=${label} letterlock ${entry}`,
  },
  keychain: {
    systems: ['macos'],
    tell: (entry) => `security find-generic-password -s letterlock -a ${entry} -w`,
    // Asks for it where -w comes last and has no value.
    keep: (entry) => `security add-generic-password -s letterlock -a ${entry} -w`,
  },
  pass: {
    systems: ['linux', 'macos'],
    tell: (entry) => `pass show letterlock/${entry}`,
    keep: (entry) => `pass insert letterlock/${entry}`,
  },
};

/** The stores that a system has; the first one is what people there mostly have. */
export function storesOn(system: System): readonly PasswordStore[] {
  return PASSWORD_STORES.filter((store) => STORES[store].systems.includes(system));
}

/**
 * What a password is kept under: made of the user name and its server, of letters, digits and `.@_-+/` alone. It needs no quotes
 * in any shell or file, whatever the user name is; two accounts never have the same one.
 */
export function entryOf(username: string, host: string): string {
  return [host, username].map(plainWord).join('/');
}

/** The command that prints a password: a line for a shell in which nothing is to be quoted. */
export function commandToTell(store: PasswordStore, entry: string): string {
  return STORES[store].tell(entry);
}

/** The line that keeps a password; it asks for it. */
export function commandToKeep(store: PasswordStore, entry: string, username: string): string {
  return STORES[store].keep(entry, shellWord(username) ?? entry);
}

/** Everything that means something to some shell or file, also at the beginning of a word, is written by its bytes: `+2F`. */
function plainWord(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  return bytes.map((byte, at) => plainByte(byte, at === 0)).join('');
}

function plainByte(byte: number, isFirst: boolean): string {
  const letter = String.fromCharCode(byte);
  const isPlain = isFirst ? /[A-Za-z0-9]/.test(letter) : /[A-Za-z0-9.@_-]/.test(letter);
  return isPlain ? letter : `+${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
