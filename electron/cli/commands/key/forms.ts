import { randomBytes, type KeyObject } from 'node:crypto';
import type { Language } from '../../../../shared/findings/explain.ts';
import type { Device, KeyAlgorithm } from '../../../../shared/mail/device.ts';
import type { KeyProgram } from '../../../../shared/mail/key-programs.ts';
import { accepted, refused, type Parsed } from '../../../../shared/mail/parsed.ts';
import { isThere, writeNewFile } from '../../../node/files/new-file.ts';
import { certificatePem, pemInOne, sec1Pem } from '../../../node/keys/forms.ts';
import { newP12Password, P12_PASSWORD_BYTES } from '../../../node/keys/p12-password.ts';
import { writeP12 } from '../../../node/keys/write-p12.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { KEY_WORDS } from './words.ts';

/** The options that name files to be written, as commander gives them. None of them may be there. */
export interface RawForms {
  readonly p12?: string;
  readonly p12PasswordFile?: string;
  readonly cert?: string;
  readonly pem?: string;
  readonly sec1?: string;
}

/** A key, and what its files are for. */
export interface Exported {
  readonly device: Device;
  readonly key: KeyObject;
  readonly programs: readonly KeyProgram[];
}

/** What has to be right about those options before anything is made. */
export async function checkTargets(raw: RawForms, { stderr }: Terminal): Promise<Parsed<null>> {
  if (raw.p12 === undefined && raw.p12PasswordFile !== undefined)
    return refused('p12_not_named', raw.p12PasswordFile);
  // Its password is made here, and has to go somewhere.
  if (raw.p12 !== undefined && raw.p12PasswordFile === undefined && !stderr.isTTY)
    return refused('p12_password_file_missing', raw.p12);
  for (const file of [raw.p12, raw.p12PasswordFile, raw.cert, raw.pem, raw.sec1]) {
    if (file !== undefined && (await isThere(file))) return refused('file_exists', file);
  }
  return accepted(null);
}

/** Whether a key has the form of --sec1, where that was asked for: said before anything is made, too. */
export function checkSec1({ sec1 }: RawForms, algorithm: KeyAlgorithm): Parsed<null> {
  return sec1 !== undefined && algorithm !== 'p256' ? refused('key_has_no_sec1', algorithm) : accepted(null);
}

/**
 * Writes the files that were named, none in the place of another: private ones for their owner only. What was written before
 * something went wrong stays, and was said.
 */
export async function writeForms(
  { device, key, programs }: Exported,
  raw: RawForms,
  language: Language,
  terminal: Terminal,
): Promise<Parsed<null>> {
  const words = KEY_WORDS[language];
  const say = (line: string): void => void terminal.stderr.write(`${line}\n`);
  const write = async (file: string, bytes: Uint8Array): Promise<Parsed<null>> => {
    const written = await writeNewFile(file, bytes);
    if (written.kind === 'exists') return refused('file_exists', file);
    if (written.kind === 'failed') return refused('file_not_written', file, written.code);
    say(words.written(file));
    return accepted(null);
  };
  if (raw.p12 !== undefined) {
    const password = newP12Password(randomBytes(P12_PASSWORD_BYTES));
    const profile = programs.some(({ p12Profile }) => p12Profile === 'compatible') ? 'compatible' : 'modern';
    const certificate = Buffer.from(device.certificate, 'base64');
    const p12 = await writeP12({ key, certificate, name: device.name, password, profile });
    if (p12.kind !== 'written') throw new TypeError('a password of our own is one that programs take');
    // The password first: a P12 that nobody can open is of no use.
    const { p12PasswordFile } = raw;
    const passwordWritten =
      p12PasswordFile === undefined
        ? accepted(null)
        : await write(p12PasswordFile, Buffer.from(`${password}\n`));
    if (!passwordWritten.ok) return passwordWritten;
    const written = await write(raw.p12, p12.bytes);
    if (!written.ok) return written;
    say(
      p12PasswordFile === undefined ? `${words.passwordShown}${password}` : words.password(p12PasswordFile),
    );
    if (profile === 'compatible') say(words.compatible);
  }
  const texts = [
    { file: raw.cert, text: certificatePem(device), isSecret: false },
    { file: raw.pem, text: pemInOne(device, key), isSecret: true },
    { file: raw.sec1, text: sec1Pem(device, key), isSecret: true },
  ];
  for (const { file, text, isSecret } of texts) {
    if (file === undefined || text === null) continue; // checkSec1 was asked before
    const written = await write(file, Buffer.from(text));
    if (!written.ok) return written;
    if (isSecret) say(words.notProtected);
  }
  return accepted(null);
}
