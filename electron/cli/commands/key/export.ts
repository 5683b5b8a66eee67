import type { Language } from '../../../../shared/findings/explain.ts';
import { refused, type Refused } from '../../../../shared/mail/parsed.ts';
import { EXIT, type Terminal } from '../../terminal/terminal.ts';
import { checkForms, checkTargets, filesIn, writeForms, type RawForms } from './forms.ts';
import { openKept } from './kept-key.ts';
import { outcomeJson } from './page-text.ts';
import { programsFor, readPrograms } from './programs.ts';

/** The options of `letterlock key export`, as commander gives them. */
export interface RawExportKey extends RawForms {
  /** The mail programs that the files are for; those of the device, where none is named. */
  readonly for: readonly string[];
  readonly passphraseFile?: string;
  readonly json?: boolean;
}

/** Opens the key of a device and writes the files that were asked for. */
export async function exportKey(
  given: string,
  raw: RawExportKey,
  language: Language,
  terminal: Terminal,
): Promise<number | Refused> {
  const targets = await checkTargets(raw, terminal);
  if (!targets.ok) return targets;
  if (filesIn(raw).length === 0) return refused('key_file_not_named', '');
  const programs = readPrograms(raw.for);
  if (!programs.ok) return programs;
  const kept = await openKept(given, raw.passphraseFile, language, terminal);
  if (!kept.ok) return kept;
  const { device, key } = kept.value;
  const forms = checkForms(raw, device.algorithm);
  if (!forms.ok) return forms;
  const meantFor = programsFor(device, programs.value);
  const written = await writeForms({ device, key, programs: meantFor }, raw, language, terminal);
  if (!written.ok) return written;
  if (raw.json === true) terminal.stdout.write(outcomeJson({ device, files: written.value }, language));
  return EXIT.healthy;
}
