import type { HelpdeskState, KeptHelpdesk } from './helpdesk.svelte.ts';
import type { KeptKeys, KeysState } from './keys.svelte.ts';
import { isLoadedAgain } from './loaded-again.ts';
import type { KeptProgram, ProgramState } from './program.svelte.ts';
import type { KeptRun, RunState } from './run.svelte.ts';

/** What goes on where it was when the page is loaded again. */
export interface Lasting {
  readonly run: RunState;
  readonly helpdesk: HelpdeskState;
  readonly keys: KeysState;
  readonly program: ProgramState;
}

/** Where a person is, in words that outlast the page. */
interface Kept {
  readonly version: 1;
  readonly run: KeptRun;
  readonly helpdesk: KeptHelpdesk;
  readonly keys: KeptKeys;
  readonly program: KeptProgram | null;
}

// It lasts as long as the window: in the app its storage is in memory, in a browser it ends with the tab.
const KEY = 'letterlock-window';

/**
 * Goes on where the page was before it was loaded again. What was typed is kept, but for passwords and passphrases, which never
 * leave their field.
 */
export async function outlastReloads(lasting: Lasting): Promise<void> {
  const kept = isLoadedAgain() ? stored() : null;
  if (kept !== null) {
    try {
      await Promise.all([
        lasting.run.resume(kept.run),
        lasting.helpdesk.resume(kept.helpdesk),
        lasting.keys.resume(kept.keys),
        lasting.program.resume(kept.program),
      ]);
    } catch {
      // Another Letterlock wrote it, in another form, into the same tab: then the window begins at its beginning.
    }
  }
}

/** Keeps from now on where the page is. */
export function keepForReloads(lasting: Lasting): void {
  $effect.root(() => {
    $effect(() => store({ version: 1, ...keptOf(lasting) }));
  });
}

function keptOf({ run, helpdesk, keys, program }: Lasting): Omit<Kept, 'version'> {
  return { run: run.kept, helpdesk: helpdesk.kept, keys: keys.kept, program: program.kept };
}

function store(kept: Kept): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // Storage may be full or forbidden; a page that is loaded again then begins at its beginning.
  }
}

function stored(): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Kept | null; // nobody else writes into it
    return kept?.version === 1 ? kept : null;
  } catch {
    return null;
  }
}
