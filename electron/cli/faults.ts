import type { Language } from '../../shared/findings/explain.ts';
import { accepted, refused, type Parsed } from '../../shared/mail/parsed.ts';
import type { Fault } from '../node/practice/fault.ts';
import { FAULT_GROUPS, FAULTS, faultNamed } from '../node/practice/faults/faults.ts';

/** Reads `--fault`, which may come several times. */
export function readFaults(names: readonly string[]): Parsed<readonly Fault[]> {
  const faults: Fault[] = [];
  for (const name of names) {
    const found = faultNamed(name);
    if (found.kind === 'unknown') return refused('fault_unknown', name, found.nearest.join(', '));
    faults.push(found.fault);
  }
  return accepted(faults);
}

/** All faults, a line each, below the titles of their groups. */
export function listOfFaults(language: Language): string {
  const width = Math.max(...FAULTS.map(({ name }) => name.length));
  const groups = FAULT_GROUPS.map(({ title, faults }) =>
    [
      title[language],
      ...faults.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary[language]}`),
    ].join('\n'),
  );
  return `${groups.join('\n\n')}\n`;
}
