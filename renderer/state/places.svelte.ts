import type { Report } from '../../shared/report/report.ts';
import type { StepState } from '../components/Steps.svelte';
import { AboutState } from './about.svelte.ts';
import type { CallsState } from './calls.svelte.ts';
import { CommandsState } from './commands.svelte.ts';
import { ExplainState } from './explain.svelte.ts';
import type { FormState } from './form.svelte.ts';
import { HelpdeskState } from './helpdesk.svelte.ts';
import { keepForReloads, outlastReloads } from './kept.svelte.ts';
import { KeysState } from './keys.svelte.ts';
import { language } from './language.svelte.ts';
import { ProgramState } from './program.svelte.ts';
import { ReportsState } from './reports.svelte.ts';
import { RunState } from './run.svelte.ts';
import { SendState } from './send.svelte.ts';
import { stepsOf } from './steps.ts';

/** What can lie on top of a run and its form. */
type Cover = 'send' | 'program' | 'helpdesk' | 'explain' | 'keys';

/** Every place of the window, and at which of them a person is. */
export class PlacesState {
  readonly run: RunState;
  readonly helpdesk: HelpdeskState;
  readonly keys: KeysState;
  readonly program: ProgramState;
  readonly send: SendState;
  readonly about: AboutState;
  readonly explain = new ExplainState();
  readonly reports = new ReportsState();

  /** Null where the run or its form is seen. */
  readonly cover: Cover | null = $derived.by(() => this.#cover());

  /** @param form what is typed before the first run */
  constructor(calls: CallsState, form: FormState) {
    this.run = new RunState(calls, form);
    this.helpdesk = new HelpdeskState(calls);
    this.keys = new KeysState(calls);
    this.program = new ProgramState(calls);
    this.send = new SendState(calls);
    this.about = new AboutState(calls);
  }

  get isPractice(): boolean {
    return this.run.practice.info !== null;
  }

  /** At the one screen that is there before all else. */
  get isAtStart(): boolean {
    return this.cover === null && this.run.phase === 'start' && !this.isPractice;
  }

  /** What the window is called. */
  get title(): string {
    const { first, text } = language;
    const title = this.cover === null ? first.titles[this.run.phase] : text[this.cover].title;
    return this.isPractice ? first.practice.title(title) : title;
  }

  /** What it is about, for the header: the masked address of the run, or what the helpdesk looks at. */
  get subject(): string | null {
    const { cover } = this;
    if (cover === 'explain' || cover === 'keys') return language.text[cover].mark;
    if (!this.helpdesk.isOpen) return this.run.subject?.address ?? null;
    const { mark, markHost } = language.text.helpdesk;
    return this.helpdesk.host === null ? mark : markHost(this.helpdesk.host);
  }

  /** How far the run is, for the header; null where something else is seen. */
  get steps(): readonly StepState[] | null {
    const isOfRun = this.cover === null || this.cover === 'send' || this.cover === 'program';
    return isOfRun ? stepsOf(this.run) : null;
  }

  /** Where the helpdesk leads back to. */
  get back(): string {
    const { helpdesk, reports } = language.text;
    if (this.#isAtKeys) return helpdesk.backToKeys;
    if (this.run.report !== null) return reports.backToResult;
    return this.run.phase === 'start' ? helpdesk.back : helpdesk.backToCheck;
  }

  /** Opens reports that lie as files on this computer. */
  openReports(files: readonly File[]): void {
    // They lie above the helpdesk.
    this.send.leave();
    this.program.leave();
    this.helpdesk.open('reports');
    void this.reports.take(files);
  }

  /** Shows all of a report of this window. */
  showEverything(runId: string, report: Report): void {
    this.helpdesk.open('reports');
    this.reports.show(runId, report);
  }

  leavePractice(): void {
    this.keys.leave();
    this.send.leave();
    this.program.leave();
    void this.run.leavePractice();
  }

  /** A run with a key was begun among the keys, and is seen in their place. */
  get #isAtKeys(): boolean {
    return this.keys.isOpen && (this.run.phase === 'start' || !this.run.isOfKey);
  }

  #cover(): Cover | null {
    if (this.send.isOpen) return 'send';
    if (this.program.isOpen) return 'program';
    if (this.helpdesk.isOpen) return 'helpdesk';
    if (this.explain.isOpen) return 'explain';
    return this.#isAtKeys ? 'keys' : null;
  }
}

/** All places, where a person was in them before the page was loaded again, and with the menu of the app for them. */
export async function openPlaces(calls: CallsState, form: FormState): Promise<PlacesState> {
  const places = new PlacesState(calls, form);
  await outlastReloads(places);
  keepForReloads(places);
  new CommandsState(calls, places).keepTold();
  return places;
}
