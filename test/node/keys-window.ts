import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import type { Keyring } from '../../electron/node/devices/keyring-seal.ts';
import type { createKeyDesk } from '../../electron/node/key-desk.ts';
import { PracticeHost } from '../../electron/node/practice/practice-host.ts';
import { createService, type ServiceOptions } from '../../electron/node/service.ts';
import type { CallName, Calls, Push, RunPush, RunRequest } from '../../shared/ipc/contract.ts';
import { dispatch } from '../../shared/ipc/dispatch.ts';
import type {
  KeyChangeWithPages,
  KeyRefusal,
  NewKeyRequest,
  PlacePages,
  ShownKey,
} from '../../shared/ipc/key-calls.ts';
import type { KeyForm } from '../../shared/mail/device.ts';
import type { Report } from '../../shared/report/report.ts';
import { keyringOf } from './devices/sample-devices.ts';
import { handingTo, NO_HANDING, type Asked } from './given-handing.ts';

/** What a person types where a keyring does not protect their keys. */
export const PASSPHRASE = 'Twas brillig and the slithy toves';

/** The engine as a window has it, with a data folder and a folder of files that are this test's alone. */
export interface KeysWindow {
  /** Where keys are kept: the data folder of this test. It is not there until something is kept. */
  readonly data: string;
  /** Where a file of a name goes that a person saves. */
  readonly at: (name: string) => string;
  /** The names of the files that were saved. */
  readonly saved: () => Promise<readonly string[]>;
  /** What the person was asked, in order. */
  readonly asked: readonly Asked[];
  /** Everything that went to the window: what calls came to, and what was pushed. */
  readonly heard: readonly unknown[];
  /** Calls as a window does, through the guards; a call that comes to no value is a fault of the test. */
  readonly call: <N extends CallName>(name: N, args: Calls[N]['args']) => Promise<Calls[N]['value']>;
  /** Makes a key, which has to succeed. */
  readonly make: (typed?: Partial<NewKeyRequest>) => Promise<ShownKey>;
  readonly list: () => Promise<readonly ShownKey[]>;
  /** Checks a key to its end, and gives the report, which has to come about. */
  readonly check: (deviceId: string, request: RunRequest, passphrase?: string | null) => Promise<Report>;
}

/** How a window differs from the usual one: a person who wants every file, and a keyring. */
export interface KeysWindowOptions extends Partial<Pick<ServiceOptions, 'handing' | 'trustAnchors'>> {
  /** Hears what is pushed, too. A plan is answered when it is done with that. */
  readonly push?: (pushed: RunPush) => Promise<unknown>;
  /** Null: a passphrase protects keys. */
  readonly keyring: Keyring | null;
}

/** Opens one for a test. With the test it ends, and its folders are gone. */
export async function openKeysWindow({ keyring, push, ...more }: KeysWindowOptions): Promise<KeysWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'letterlock-keys-window-'));
  const data = join(folder, 'data');
  vi.stubEnv('LETTERLOCK_HOME', data);
  const asked: Asked[] = [];
  const heard: unknown[] = [];
  const at = (name: string): string => join(folder, name);
  const ends = new Map<string, (report: Report) => void>();
  const early = new Map<string, Report>();
  const service = createService({
    shell: 'electron',
    handing: handingTo(at, asked),
    ...(keyring === null ? {} : { keyring }),
    ...more,
    push(pushed: Push) {
      heard.push(pushed);
      if (!('runId' in pushed)) return;
      const { runId, event } = pushed;
      const isHeard = push?.(pushed) ?? Promise.resolve();
      // The window answers in another process; the run waits for that from its next step on.
      if (event.type === 'plan')
        void isHeard.then(() =>
          setImmediate(() => void dispatch(service.handlers, 'run.signIn', goOn(runId))),
        );
      if (event.type !== 'finished') return;
      early.set(runId, event.report);
      ends.get(runId)?.(event.report);
    },
  });
  onTestFinished(async () => {
    service.close();
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  const call: KeysWindow['call'] = async (name, args) => {
    const envelope = await dispatch(service.handlers, name, args);
    heard.push(envelope);
    if (!envelope.ok) throw new Error(`${name}: ${envelope.error}`);
    return envelope.value as Calls[typeof name]['value']; // the handler of that name has given it
  };
  return {
    data,
    at,
    saved: async () => (await readdir(folder)).filter((name) => name !== 'data').toSorted(),
    asked,
    heard,
    call,
    async make(typed = {}) {
      const made = await call(
        'keys.make',
        newKey({ passphrase: keyring === null ? PASSPHRASE : null, ...typed }),
      );
      if (made.kind === 'refused') throw new Error(made.problem.code);
      return keyIn(made.keys, made.deviceId);
    },
    async list() {
      const list = await call('keys.list', null);
      if (list.kind === 'refused') throw new Error(list.problem.code);
      return list.keys;
    },
    async check(deviceId, request, passphrase = null) {
      const start = await call('keys.check', { deviceId, passphrase, request });
      if (start.kind === 'refused') throw new Error(start.problems.map(({ problem }) => problem.code).join());
      const { runId } = start;
      return early.get(runId) ?? new Promise((resolve) => ends.set(runId, resolve));
    },
  };
}

/** What is typed for a key of Ada's laptop, but for what is said otherwise. */
export function newKey(typed: Partial<NewKeyRequest> = {}): NewKeyRequest {
  return {
    name: 'Laptop',
    login: 'alice@practice.test',
    programs: [],
    algorithm: null,
    statesPurpose: false,
    passphrase: null,
    ...typed,
  };
}

/** The key of an id, which has to be there. */
export function keyIn(keys: readonly ShownKey[], deviceId: string): ShownKey {
  const found = keys.find(({ device }) => device.id === deviceId);
  if (found === undefined) throw new Error('that key is not there');
  return found;
}

/** A refusal with this code beside this field. */
export function refusedWith(code: string, field: KeyRefusal['field']): unknown {
  return expect.objectContaining({
    kind: 'refused',
    field,
    problem: expect.objectContaining({ code }) as unknown,
  });
}

/** Every form that a key is saved in, but for those that not every kind of key has. */
export const USUAL_FORMS: readonly KeyForm[] = ['p12', 'pem', 'certificate', 'private-key'];

function goOn(runId: string): Calls['run.signIn']['args'] {
  return { runId, password: '', isConfirmed: true, sendsTestMail: false, language: 'en' };
}

/** The keyring of whoever sits at the computer. */
export const KEYRING = keyringOf('the keyring of this person');

/** A server that a key is noted for. */
export const PLACE = { server: 'dovecot', host: 'imap.example.org' } as const;

/** Opens a window for a test whose keys a keyring protects. */
export function openWithKeyring(): Promise<KeysWindow> {
  return openKeysWindow({ keyring: KEYRING });
}

/** The file that the keys of a window are in. */
export function devicesFile({ data }: KeysWindow): string {
  return join(data, 'devices.json');
}

/** The P12 file of a key, as a window asks for it. */
export function p12Of(deviceId: string) {
  return { deviceId, form: 'p12', passphrase: null, language: 'en' } as const;
}

/** The pages that an answer came with, which has to be none of a refusal. */
export function placesOf(answer: KeyChangeWithPages): readonly PlacePages[] {
  if (answer.kind === 'refused') throw new Error(answer.problem.code);
  return answer.places;
}

/** What a desk of keys is made with, where nothing else is said. */
export function deskOptions(
  given: Partial<Parameters<typeof createKeyDesk>[0]> = {},
): Parameters<typeof createKeyDesk>[0] {
  return {
    practice: new PracticeHost(),
    keyring: KEYRING,
    handing: NO_HANDING,
    computerName: 'laptop',
    ...given,
  };
}
