import type { KeyForm } from '../mail/device.ts';
import type { Text } from '../mail/page.ts';
import { shellWord } from '../mail/quote.ts';
import { commandToKeep, commandToTell, entryOf, storesOn } from './password-supply.ts';
import type { ProgramFacts } from './facts/program-facts.ts';
import type { ChosenSide, KeyFiles, RecipeKey, Setup, StepDraft } from './setup.ts';
import { isKeyWay } from './way-in.ts';

const SHELL: Text = { en: 'In a terminal', de: 'In einem Terminal' };

const KEY_FILES: Readonly<Record<KeyForm, { readonly option: string; readonly of: keyof KeyFiles }>> = {
  p12: { option: '--p12', of: 'p12' },
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
        en: 'Store the password where {program} will look for it. The line asks for it; nothing of it is shown, or kept in a file.',
        de: 'Legen Sie das Passwort dort ab, wo {program} es suchen wird. Die Zeile fragt danach; nichts davon wird angezeigt oder in einer Datei gespeichert.',
      },
      block: { caption: SHELL, text },
    },
  ];
}

/** Has the system trust one more authority, for programs that have no setting for it; no step where none is wanted. */
export function trustAnchor({ trustAnchorFile }: Setup): readonly StepDraft[] {
  if (trustAnchorFile === null) return [];
  return [
    {
      text: {
        en: 'Have this system trust the certificates in `{file}`: its administrator can do that. The program looks there.',
        de: 'Lassen Sie dieses System den Zertifikaten in `{file}` vertrauen: Das kann, wer es verwaltet. Das Programm sieht dort nach.',
      },
      values: { file: trustAnchorFile },
    },
  ];
}

/** Writes the files of the device key that the program reads; no step where it is not used. */
export function exportKey(setup: Setup): readonly StepDraft[] {
  const { key, program } = setup;
  if (key === null || program.key === null) return [];
  const words = formsFor(setup).map((form) => {
    const path = shellWord(key.files[KEY_FILES[form].of]);
    if (path === null) return null;
    // Its password is made, and written beside it.
    const password = form === 'p12' ? ` --p12-password-file ${path}.password` : '';
    return `${KEY_FILES[form].option} ${path}${password}`;
  });
  const name = shellWord(key.deviceName);
  const join = joining(setup);
  const isWritable = name !== null && join !== null && words.every((word) => word !== null);
  return [
    {
      text: {
        en: 'Write the key of this device to files for {program}. “Keys of this device” in the window does the same.',
        de: 'Schreiben Sie den Schlüssel dieses Geräts in Dateien für {program}. „Schlüssel dieses Geräts“ im Fenster tut dasselbe.',
      },
      block: {
        caption: SHELL,
        text: isWritable ? `letterlock key export ${name} ${words.join(' ')}\n${join}` : null,
      },
    },
  ];
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
