import { COMMANDS, type Command } from '../../shared/ipc/app-calls.ts';
import type { Report } from '../../shared/report/report.ts';
import type { CallsState } from './calls.svelte.ts';
import { language } from './language.svelte.ts';
import type { PlacesState } from './places.svelte.ts';

/** One command: when it can be chosen, and what it does then. */
interface Row {
  readonly isPossible: () => boolean;
  readonly follow: () => void;
}

/**
 * The menu of the app, as the window has it. A place is possible where its door would be: not while something is under way,
 * which leaving would end. What is typed into the form stays, but where a new check begins after a result.
 */
export class CommandsState {
  readonly #calls: CallsState;
  readonly #places: PlacesState;
  readonly #rows: Readonly<Record<Command, Row>>;

  readonly #possible: readonly Command[] = $derived.by(() =>
    COMMANDS.filter((command) => this.#rows[command].isPossible()),
  );

  constructor(calls: CallsState, places: PlacesState) {
    this.#calls = calls;
    this.#places = places;
    const isFree = (): boolean => !this.#isUnderWay();
    const goTo = (open: () => void, uncover = () => this.#uncover()): Row => ({
      isPossible: isFree,
      follow: () => {
        uncover();
        open();
      },
    });
    const goInHelpdesk = (open: () => void): Row => goTo(open, () => this.#uncoverHelpdesk());
    const { run, helpdesk, keys, explain, reports, send, about } = places;
    this.#rows = {
      'new-check': goTo(() => run.phase === 'result' && run.startOver()),
      keys: goTo(() => void keys.open()),
      helpdesk: goInHelpdesk(() => helpdesk.open()),
      'open-report': goInHelpdesk(() => {
        reports.close();
        helpdesk.open('reports');
      }),
      explain: goTo(() => explain.open()),
      'send-report': {
        isPossible: () => isFree() && !send.isOpen && this.#report() !== null,
        follow: () => {
          const shown = this.#report();
          if (shown !== null) void send.open(shown.runId, shown.report);
        },
      },
      about: { isPossible: () => true, follow: () => void about.open() },
    };
    calls.onCommand((command) => this.follow(command));
  }

  /** Does what the menu asks for, where that is possible by now. */
  follow(command: Command): void {
    if (this.#possible.includes(command)) this.#rows[command].follow();
  }

  /** Tells the app what its menu is to be, from now on. */
  keepTold(): void {
    $effect.root(() => {
      $effect(() => this.#tell());
    });
  }

  #tell(): void {
    // Where it cannot be told, the menu stays as it is, and the window has a door for everything in it.
    this.#calls
      .call('app.menu', { language: language.current, possible: this.#possible })
      .catch(() => undefined);
  }

  #isUnderWay(): boolean {
    const { run, helpdesk, keys } = this.#places;
    const isRunning = run.isStarting || run.phase === 'looking' || run.phase === 'sign-in';
    return isRunning || run.practice.isBusy || helpdesk.isLooking || (keys.isOpen && keys.work !== null);
  }

  /** The report that is looked at, or that lies below what is. */
  #report(): { readonly runId: string | null; readonly report: Report } | null {
    const { run, helpdesk, reports } = this.#places;
    if (helpdesk.isOpen && helpdesk.view === 'reports') return reports.shown;
    const { runId, report } = helpdesk.isOpen ? helpdesk : { runId: run.id, report: run.report };
    return report === null ? null : { runId, report };
  }

  /** Leaves what lies over the form and its run. */
  #uncover(): void {
    const { helpdesk, keys, explain, reports } = this.#places;
    this.#uncoverHelpdesk();
    reports.close();
    helpdesk.leave();
    explain.leave();
    keys.leave();
  }

  /** Leaves what lies over the helpdesk: what was looked at there stays. */
  #uncoverHelpdesk(): void {
    this.#places.send.leave();
    this.#places.program.leave();
  }
}
