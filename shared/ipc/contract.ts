import type { Language } from '../findings/explain.ts';
import type { AccountField, TypedAccount } from '../mail/account-fields.ts';
import type { InputProblem } from '../mail/parsed.ts';
import type { RunEvent } from '../report/events.ts';
import type { AppCalls, CommandPush } from './app-calls.ts';
import type { BatchCalls, BatchEvent } from './batch-calls.ts';
import type { KeyCalls, KeyField } from './key-calls.ts';
import type { RecipeCalls } from './recipe-calls.ts';
import type { ReportCalls } from './report-calls.ts';

/** What a person typed on the Start screen, as typed; the engine's side parses it. */
export interface RunRequest extends TypedAccount {
  /** True where the person agreed that the servers of their domain are told the address; without a search nobody is. */
  readonly tellsAddress: boolean;
  /** True: against the practice server inside this program, which `practice.start` has started. */
  readonly isPractice: boolean;
}

/** The fields of a request, to put a problem beside the field that has it. */
export type RunField = AccountField;

/** What a problem can stand beside: a field of a request, the host of a look without an account, or something of a key. */
export type ProblemField = RunField | 'host' | KeyField;

/** A run began, or what has to be corrected first; nothing was sent in that case. */
export type RunStart =
  | { readonly kind: 'started'; readonly runId: string }
  | {
      readonly kind: 'refused';
      readonly problems: readonly { readonly field: ProblemField; readonly problem: InputProblem }[];
    };

/** What a run has told. */
export interface ToldRun {
  readonly events: readonly RunEvent[];
  /** How its plan was answered; null where it was not, or there is none. */
  readonly answer: 'password' | 'no-password' | null;
}

/** The practice server inside this program, as the Start screen shows it. */
export interface PracticeInfo {
  /** What the form is filled with. */
  readonly request: RunRequest;
  /** The password of the practice mailbox. It opens nothing else, and everybody may know it. */
  readonly password: string;
  /** The name of the fault that is played; null where all is well. */
  readonly fault: string | null;
  /** What can be played. */
  readonly groups: readonly PracticeFaultGroup[];
}

/** Faults of one kind, in the words of a list. */
export interface PracticeFaultGroup {
  readonly title: Readonly<Record<Language, string>>;
  readonly faults: readonly { readonly name: string; readonly summary: Readonly<Record<Language, string>> }[];
}

/** Every call that the window can make, with what it sends and what it gets. There is no other way in. */
export interface Calls extends AppCalls, KeyCalls, ReportCalls, BatchCalls, RecipeCalls {
  'run.start': { readonly args: RunRequest; readonly value: RunStart };
  /** A look at a whole host, or at `HOST:PORT[/SECURITY]`, without an account. */
  'run.probe': { readonly args: { readonly host: string }; readonly value: RunStart };
  /**
   * Answers the run's `plan` with the password, or with null to go on without signing in; with the empty text where it was
   * planned with a key or a token, which the engine has. The password goes in here and is never given back.
   */
  'run.signIn': {
    readonly args: {
      readonly runId: string;
      readonly password: string | null;
      /** True where the person has confirmed the servers that the plan says have to be confirmed. */
      readonly isConfirmed: boolean;
      /** True where the person wants a test mail to be sent to themselves. */
      readonly sendsTestMail: boolean;
      /** What the test mail is written in. */
      readonly language: Language;
    };
    readonly value: null;
  };
  'run.cancel': { readonly args: { readonly runId: string }; readonly value: null };
  /** What a run has told until now, to a page that was loaded again meanwhile. The last few runs are known. */
  'run.replay': { readonly args: { readonly runId: string }; readonly value: ToldRun };
  /** Starts the practice server, or sets another fault where it runs already. It ends with the window. */
  'practice.start': { readonly args: { readonly fault: string | null }; readonly value: PracticeInfo };
  'practice.stop': { readonly args: null; readonly value: null };
}

/** The name of a call. */
export type CallName = keyof Calls;

/** What a run pushes to the window. */
export interface RunPush {
  readonly runId: string;
  readonly event: RunEvent;
}

/** What checks of several accounts push. */
export interface BatchPush {
  readonly batchId: string;
  readonly event: BatchEvent;
}

/** Everything that is pushed to the window. */
export type Push = RunPush | BatchPush | CommandPush;

// A record, so that a call without a row here, or a row without a call, is a type error.
const CALL_ROWS: Readonly<Record<CallName, true>> = {
  'app.info': true,
  'app.licences': true,
  'app.menu': true,
  'run.start': true,
  'run.probe': true,
  'run.signIn': true,
  'run.cancel': true,
  'run.replay': true,
  'practice.start': true,
  'practice.stop': true,
  'report.save': true,
  'recipe.programs': true,
  'recipe.make': true,
  'recipe.save': true,
  'recipe.place': true,
  'batch.start': true,
  'batch.cancel': true,
  'batch.report': true,
  'batch.save': true,
  'keys.list': true,
  'keys.make': true,
  'keys.save': true,
  'keys.register': true,
  'keys.check': true,
  'keys.renew': true,
  'keys.revoke': true,
  'keys.forget': true,
};

/** Tells whether a name is one of the calls. Inherited names (`constructor`) are none. */
export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(CALL_ROWS, name);
}

/** Why a call was not carried out. Never the text of an exception: that could hold anything. */
export type CallErrorCode = 'not-allowed' | 'unknown-call' | 'bad-request' | 'unknown-run' | 'internal';

/** What comes back over the wire: a value, or a code. Handlers never throw across it. */
export type Envelope<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CallErrorCode };

/** How calls and pushes travel: Electron's IPC, HTTP, or a fake in tests. */
export interface Transport {
  invoke(name: CallName, args: unknown): Promise<Envelope<unknown>>;
  /** Calls the listener for every push until the returned function is called. */
  subscribe(listener: (push: Push) => void): () => void;
}
