import { randomBytes, type KeyObject } from 'node:crypto';
import type { Language } from '../../../../shared/findings/explain.ts';
import type { Device, KeyAlgorithm, KeyForm } from '../../../../shared/mail/device.ts';
import { lackOfForm, p12ProfileFor, type KeyProgram } from '../../../../shared/mail/key-programs.ts';
import { accepted, refused, type Parsed } from '../../../../shared/mail/parsed.ts';
import { isThere, writeNewFile, writtenTo } from '../../../node/files/new-file.ts';
import { keyFile } from '../../../node/keys/key-files.ts';
import { newP12Password, P12_PASSWORD_BYTES } from '../../../node/keys/p12-password.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { KEY_WORDS } from './words.ts';

/** The options that name files to be written, as commander gives them. None of them may be there. */
export interface RawForms {
  readonly p12?: string;
  readonly mobileconfig?: string;
  readonly p12PasswordFile?: string;
  readonly cert?: string;
  readonly pem?: string;
  readonly keyFile?: string;
  readonly sec1?: string;
}

/** A key, and what its files are for. */
export interface Exported {
  readonly device: Device;
  readonly key: KeyObject;
  readonly programs: readonly KeyProgram[];
}

/** A file that was written. */
export interface WrittenFile {
  readonly form: KeyForm | 'p12-password';
  readonly path: string;
}

/** What has to be right about those options before anything is made. */
export async function checkTargets(raw: RawForms, { stderr }: Terminal): Promise<Parsed<null>> {
  const { p12PasswordFile } = raw;
  const p12 = raw.p12 ?? raw.mobileconfig;
  if (p12 === undefined && p12PasswordFile !== undefined) return refused('p12_not_named', p12PasswordFile);
  // Its password is made here, and has to go somewhere.
  if (p12 !== undefined && p12PasswordFile === undefined && !stderr.isTTY)
    return refused('p12_password_file_missing', p12);
  for (const file of [...filesIn(raw), ...(p12PasswordFile === undefined ? [] : [p12PasswordFile])]) {
    if (await isThere(file)) return refused('file_exists', file);
  }
  return accepted(null);
}

/** Whether a key of that kind has every form that was asked for: said before anything is made, too. */
export function checkForms(raw: RawForms, algorithm: KeyAlgorithm): Parsed<null> {
  const [lack] = (['sec1', 'mobileconfig'] as const).flatMap((form) =>
    raw[form] === undefined ? [] : (lackOfForm(form, algorithm) ?? []),
  );
  return lack === undefined ? accepted(null) : refused(lack, algorithm);
}

/** The files with a form of the key that are named. */
export function filesIn({ p12, mobileconfig, cert, pem, keyFile, sec1 }: RawForms): readonly string[] {
  return [p12, mobileconfig, cert, pem, keyFile, sec1].filter((file) => file !== undefined);
}

// With one password, which is made for all of them.
const SEALED_FILES = ['p12', 'mobileconfig'] as const;

// The certificate first: it is of use without the others, and none of them is without it.
const TEXT_FILES: readonly {
  readonly option: 'cert' | 'pem' | 'keyFile' | 'sec1';
  readonly form: KeyForm;
}[] = [
  { option: 'cert', form: 'certificate' },
  { option: 'pem', form: 'pem' },
  { option: 'keyFile', form: 'private-key' },
  { option: 'sec1', form: 'sec1' },
];

/**
 * Writes the files that were named, none in the place of another: private ones for their owner only. What was written before
 * something went wrong stays, and was said.
 *
 * @returns what was written, in that order
 */
export async function writeForms(
  { device, key, programs }: Exported,
  raw: RawForms,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<readonly WrittenFile[]>> {
  const words = KEY_WORDS[language];
  const files: WrittenFile[] = [];
  const say = (line: string): void => void terminal.stderr.write(`${line}\n`);
  const write = async (form: WrittenFile['form'], path: string, bytes: Uint8Array): Promise<Parsed<null>> => {
    const written = writtenTo(path, await writeNewFile(path, bytes));
    if (!written.ok) return written;
    files.push({ form, path });
    say(words.written(path));
    return written;
  };
  const profile = p12ProfileFor(programs);
  const sealed = SEALED_FILES.flatMap((form) => {
    const path = raw[form];
    return path === undefined ? [] : [{ form, path }];
  });
  if (sealed.length > 0) {
    const password = newP12Password(randomBytes(P12_PASSWORD_BYTES));
    // The password first: a P12 that nobody can open is of no use.
    const { p12PasswordFile } = raw;
    const passwordWritten =
      p12PasswordFile === undefined
        ? accepted(null)
        : await write('p12-password', p12PasswordFile, Buffer.from(`${password}\n`));
    if (!passwordWritten.ok) return passwordWritten;
    for (const { form, path } of sealed) {
      const made = await keyFile(form, { device, key }, profile, password);
      const written = made === null ? accepted(null) : await write(form, path, made.bytes);
      if (!written.ok) return written;
    }
    say(
      p12PasswordFile === undefined ? `${words.passwordShown}${password}` : words.password(p12PasswordFile),
    );
    if (profile === 'compatible' || raw.mobileconfig !== undefined) say(words.compatible);
  }
  for (const { option, form } of TEXT_FILES) {
    const file = raw[option];
    const made = file === undefined ? null : await keyFile(form, { device, key }, profile);
    if (file === undefined || made === null) continue; // checkForms was asked before
    const written = await write(form, file, made.bytes);
    if (!written.ok) return written;
    if (form !== 'certificate') say(words.notProtected);
  }
  return accepted(files);
}
