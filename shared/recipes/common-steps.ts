import type { KeyForm } from '../mail/device.ts';
import type { Text } from '../mail/page.ts';
import { shellWord, windowsWord } from '../mail/quote.ts';
import { commandToKeep, commandToTell, entryOf, storesOn } from './password-supply.ts';
import type { KeyFacts, ProgramFacts } from './facts/program-facts.ts';
import type { ChosenSide, KeyFiles, RecipeKey, Setup, StepDraft } from './setup.ts';
import { isKeyWay } from './way-in.ts';

/** What stands above lines for a shell. */
export const SHELL: Text = { en: 'In a terminal', de: 'In einem Terminal' };

const KEY_FILES: Readonly<Record<KeyForm, { readonly option: string; readonly of: keyof KeyFiles }>> = {
  p12: { option: '--p12', of: 'p12' },
  mobileconfig: { option: '--mobileconfig', of: 'mobileconfig' },
  pem: { option: '--pem', of: 'pem' },
  certificate: { option: '--cert', of: 'certificate' },
  'private-key': { option: '--key-file', of: 'privateKey' },
  sec1: { option: '--sec1', of: 'privateKey' },
};

/** The sides at which a password is used, incoming first. */
function passwordSides({ incoming, outgoing }: Setup): readonly ChosenSide[] {
  return [incoming, outgoing].filter((side) => side !== null).filter(({ way }) => !isKeyWay(way));
}

/**
 * What a side's password is kept under. Both sides have the same password where they have the same user name, and then the same
 * entry.
 */
function entryFor({ incoming }: Setup, side: ChosenSide): string {
  const { endpoint } = incoming?.username === side.username ? incoming : side;
  return entryOf(side.username, endpoint.host);
}

/** The command that a program gets its password from; null where it is not to get it from one. */
export function passwordCommand(setup: Setup, side: ChosenSide): string | null {
  if (setup.password.kind !== 'command' || isKeyWay(side.way)) return null;
  return commandToTell(setup.password.store, entryFor(setup, side));
}

/** The password that stands in the file of a program; null where that was not asked for in so many words. */
export function passwordInFile({ password }: Setup, { way }: ChosenSide): string | null {
  return password.kind === 'file' && !isKeyWay(way) ? password.password : null;
}

/** For a program that never asks: where it was to ask, it gets the password from the system's keyring. */
export function byCommand(setup: Setup): Setup {
  const [store] = storesOn(setup.system);
  if (setup.password.kind !== 'ask' || store === undefined) return setup;
  return { ...setup, password: { kind: 'command', store } };
}

/** Keeps the password where the program's command looks for it; no step where no command is used. */
export function keepPassword(setup: Setup): readonly StepDraft[] {
  const { password } = setup;
  if (password.kind !== 'command') return [];
  const lines = passwordSides(setup).map((side) =>
    commandToKeep(password.store, entryFor(setup, side), side.username),
  );
  const text = [...new Set(lines)].map((line) => `${line}\n`).join('');
  if (text === '') return [];
  return [
    {
      text: {
        en: 'Store the password where {program} will look for it. The command asks for it, shows nothing of it, and keeps it encrypted.',
        de: 'Legen Sie das Passwort dort ab, wo {program} es suchen wird. Der Befehl fragt danach, zeigt nichts davon und bewahrt es verschlüsselt auf.',
      },
      block: { caption: SHELL, text },
    },
  ];
}

/** Writes the files of the device key that the program reads; no step where it is not used. */
export function exportKey(setup: Setup): readonly StepDraft[] {
  const { key, program } = setup;
  if (key === null || program.key === null) return [];
  return [
    {
      text: BY_WINDOW[isSealed(program.key) ? 'sealed' : 'others'],
      block: { caption: SHELL, text: exportLines(setup, key, program.key) },
    },
  ];
}

// It has no passwords in files.
const BY_WINDOW = {
  sealed: {
    en: 'Write the key of this device to a file for {program}. “Keys of this device” in the window writes it, too: save it under this name. It shows the password of the file, and writes no file with that.',
    de: 'Schreiben Sie den Schlüssel dieses Geräts in eine Datei für {program}. „Schlüssel dieses Geräts“ im Fenster schreibt sie auch: Speichern Sie sie unter diesem Namen. Es zeigt das Passwort der Datei und schreibt keine Datei damit.',
  },
  others: {
    en: 'Write the key of this device to files for {program}.',
    de: 'Schreiben Sie den Schlüssel dieses Geräts in Dateien für {program}.',
  },
} satisfies Readonly<Record<string, Text>>;

/** Null where a name or path cannot stand in a line of that system. */
function exportLines(setup: Setup, key: RecipeKey, facts: KeyFacts): string | null {
  const { program, system } = setup;
  const quote = system === 'windows' ? windowsWord : shellWord;
  const files = formsFor(setup).map(
    (form) => [KEY_FILES[form].option, key.files[KEY_FILES[form].of]] as const,
  );
  const words = files.map(([option, path]) => [option, quote(path)]);
  // Its password is made, and written beside it. What it is for says how it is protected.
  const sealing = isSealed(facts)
    ? files.flatMap(([, path]) => [
        '--p12-password-file',
        quote(`${path}.password`),
        '--for',
        facts.takenAs ?? program.id,
      ])
    : [];
  const line = ['letterlock key export', ...words.flat(), ...sealing, '--', quote(key.deviceName)];
  const join = joining(setup);
  return join !== null && line.every((word) => word !== null) ? `${line.join(' ')}\n${join}` : null;
}

/** Whether the key is in a P12, which has a password. */
function isSealed({ form }: KeyFacts): boolean {
  return form === 'p12' || form === 'mobileconfig';
}

function formsFor({ key, program }: Setup): readonly KeyForm[] {
  if (isSec1For(key, program)) return ['certificate', 'sec1'];
  if (program.key?.form === 'pair') return ['certificate', 'private-key'];
  return [program.key?.form ?? 'p12'];
}

function isSec1For(key: RecipeKey | null, program: ProgramFacts): boolean {
  return program.key?.wantsSec1 === true && key?.algorithm === 'p256';
}

/** What makes one file of two, which only its owner can read; nothing where there is one already. */
function joining({ key, program }: Setup): string | null {
  if (key === null || program.key?.form !== 'pem' || !isSec1For(key, program)) return '';
  const { certificate, privateKey, pem } = key.files;
  const words = [certificate, privateKey, pem].map(shellWord);
  const [from = null, and = null, to = null] = words;
  return from === null || and === null || to === null ? null : `(umask 077 && cat ${from} ${and} > ${to})\n`;
}
