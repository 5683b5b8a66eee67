import { join } from 'node:path';
import type { Language } from '../../shared/findings/explain.ts';
import type { Device, KeyForm } from '../../shared/mail/device.ts';
import { isThere } from './files/new-file.ts';
import type { PlaceQuestion } from './recipes/place-file.ts';

/** What a file is that a person wanted. */
export type FileKind = KeyForm | 'report' | 'table' | 'program-file';

/** How files get to a person without passing through the window, what opens those with keys, and what may be replaced. */
export interface Handing {
  /**
   * Where a file is to go, which is not there yet; null where the person does not want it after all.
   *
   * @param name what it could be called
   */
  chooseFile(name: string, kind: FileKind, language: Language): Promise<string | null>;
  /** Shows the password of a P12 file, and keeps it nowhere. */
  showPassword(password: string, file: string, language: Language): Promise<void>;
  /** Asks whether a file may be written where a mail program reads it. No page can answer that. */
  agreesTo(question: PlaceQuestion, language: Language): Promise<boolean>;
  /** Where passwords are shown. */
  readonly showsIn: 'dialog' | 'terminal';
  /** Where that is asked; null where nobody can be. */
  readonly asksIn: 'dialog' | 'terminal' | null;
}

const ENDINGS: Readonly<Record<KeyForm, string>> = {
  p12: '.p12',
  mobileconfig: '.mobileconfig',
  pem: '.pem',
  certificate: '-certificate.pem',
  'private-key': '-private-key.pem',
  sec1: '-private-key-sec1.pem',
};

// Windows, "Naming Files, Paths, and Namespaces": devices of its own, with any ending.
const WINDOWS_DEVICE = /^(con|prn|aux|nul|(com|lpt)[0-9¹²³])$/i;

/** What the file of a device could be called: its name, as far as every file system takes it, and the usual ending. */
export function fileNameFor({ name, id }: Pick<Device, 'name' | 'id'>, form: KeyForm): string {
  const plain = name.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  const usable = WINDOWS_DEVICE.test(plain) ? `${plain}-${id}` : plain;
  return `${usable === '' ? id : usable}${ENDINGS[form]}`;
}

const MOST_NAMES = 100;

/**
 * The first free name in a folder: `Laptop.p12`, `Laptop-2.p12`, … A dot at the beginning begins no ending.
 *
 * @returns null where a hundred are taken
 */
export async function freeFile(folder: string, name: string): Promise<string | null> {
  const [, stem = name, ending = ''] = /^(\.*.*?)(\.[^.]*)?$/.exec(name) ?? [];
  for (let at = 1; at <= MOST_NAMES; at += 1) {
    const file = join(folder, at === 1 ? name : `${stem}-${at}${ending}`);
    if (!(await isThere(file))) return file;
  }
  return null;
}
