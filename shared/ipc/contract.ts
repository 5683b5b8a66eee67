import type { Language } from '../findings/explain.ts';
import type { InputProblem } from '../mail/parsed.ts';
import type { RunEvent } from '../report/events.ts';

/** What a person typed on the Start screen, as typed; the engine's side parses it. */
export interface RunRequest {
  readonly address: string;
  /** `HOST[:PORT][/SECURITY]` of the incoming server (IMAP); empty where it is not to be looked at. */
  readonly incoming: string;
  /** `HOST[:PORT][/SECURITY]` of the outgoing server (submission); empty where it is not to be looked at. */
  readonly outgoing: string;
  /** Empty where the address is the user name. */
  readonly username: string;
  /** True where the person agreed that the servers of their domain are told the address; without a search nobody is. */
  readonly tellsAddress: boolean;
  /** True: against the practice server inside this program, which `practice.start` has started. */
  readonly isPractice: boolean;
}

/** The fields of a request, to put a problem beside the field that has it. */
export type RunField = Exclude<keyof RunRequest, 'isPractice' | 'tellsAddress'>;

/** A field that a problem can stand beside: one of a request, or the host of a look without an account. */
export type ProblemField = RunField | 'host';

/** A run began, or what has to be corrected first; nothing was sent in that case. */
export type RunStart =
  | { readonly kind: 'started'; readonly runId: string }
  | {
      readonly kind: 'refused';
      readonly problems: readonly { readonly field: ProblemField; readonly problem: InputProblem }[];
    };

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

/** What the window may know of the program around it. */
export interface AppInfo {
  readonly version: string;
  /** `electron` or `browser`: who shows the window. */
  readonly shell: 'electron' | 'browser';
}

/** Every call that the window can make, with what it sends and what it gets. There is no other way in. */
export interface Calls {
  'app.info': { readonly args: null; readonly value: AppInfo };
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
  /** Starts the practice server, or sets another fault where it runs already. It ends with the window. */
  'practice.start': { readonly args: { readonly fault: string | null }; readonly value: PracticeInfo };
  'practice.stop': { readonly args: null; readonly value: null };
}

/** The name of a call. */
export type CallName = keyof Calls;

/** What is pushed to the window. */
export interface RunPush {
  readonly runId: string;
  readonly event: RunEvent;
}

// A record, so that a call without a row here, or a row without a call, is a type error.
const CALL_ROWS: Readonly<Record<CallName, true>> = {
  'app.info': true,
  'run.start': true,
  'run.probe': true,
  'run.signIn': true,
  'run.cancel': true,
  'practice.start': true,
  'practice.stop': true,
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
  subscribe(listener: (push: RunPush) => void): () => void;
}
