import type { Device } from '../../../../shared/mail/device.ts';
import { keyPrograms, keyProgramsOf, type KeyProgram } from '../../../../shared/mail/key-programs.ts';
import { accepted, refused, type Parsed } from '../../../../shared/mail/parsed.ts';

/** The mail programs of some ids. */
export function readPrograms(ids: readonly string[]): Parsed<readonly KeyProgram[]> {
  const known = keyPrograms().map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) return refused('key_program_unknown', unknown, known.join(', '));
  return accepted(keyProgramsOf(ids));
}

/** The mail programs that files are for: those that were named, or else the device's own, as far as they are still known. */
export function programsFor(device: Device, named: readonly KeyProgram[]): readonly KeyProgram[] {
  return named.length > 0 ? named : keyProgramsOf(device.programs);
}
