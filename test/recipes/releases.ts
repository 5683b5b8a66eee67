import { pathOf, type Part } from '../parts.ts';
import { runCommand, type Command } from '../servers/run.ts';
import { trixieProgram } from '../servers/trixie-program.ts';

/** A release of Debian that a program is taken from. */
export interface Release {
  /** What tests with it need. */
  readonly part: Part;
  /** How the program is started. */
  command(): Promise<Command>;
  /** Asks it for its version. */
  version(option: string, form: RegExp): Promise<string>;
}

/** A program as it is installed here, and as the next release of Debian has it. */
export function releasesOf(
  name: 'msmtp' | 'mutt' | 'neomutt',
): Readonly<Record<'installed' | 'next', Release>> {
  return {
    installed: release(name, () => Promise.resolve([pathOf(name)])),
    next: release('trixie', () => trixieProgram(name)),
  };
}

function release(part: Part, command: () => Promise<Command>): Release {
  return {
    part,
    command,
    async version(option, form) {
      const { output } = await runCommand([...(await command()), option]);
      return form.exec(output)?.[1] ?? '';
    },
  };
}
