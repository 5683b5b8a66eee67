import type { Runtime } from '../cli/run-cli.ts';
import type { DeviceForms, DeviceQuestion, DeviceSignedIn, DeviceSignIn, Opened } from './device-program.ts';
import { answerOf } from './programs.ts';

/** The bundled program of devices, by what it answers. */
export interface DeviceProgram {
  make(runtime: Runtime, requests: QuestionOf<'make'>['requests']): Promise<readonly DeviceForms[]>;
  renew(runtime: Runtime, devices: readonly DeviceForms[]): Promise<readonly DeviceForms[]>;
  open(runtime: Runtime, devices: readonly DeviceForms[]): Promise<readonly Opened[]>;
  /** All at once. */
  signIn(runtime: Runtime, tries: readonly DeviceSignIn[]): Promise<readonly DeviceSignedIn[]>;
}

type QuestionOf<Kind extends DeviceQuestion['kind']> = Extract<DeviceQuestion, { kind: Kind }>;

/** What the program at a path, which `bundle` gave, is asked and answers. */
export function deviceProgram(path: string): DeviceProgram {
  const ask = (runtime: Runtime, question: DeviceQuestion): Promise<unknown> =>
    answerOf(path, runtime, question);
  // The program prints exactly these.
  return {
    make: async (runtime, requests) => (await ask(runtime, { kind: 'make', requests })) as DeviceForms[],
    renew: async (runtime, devices) => (await ask(runtime, { kind: 'renew', devices })) as DeviceForms[],
    open: async (runtime, devices) => (await ask(runtime, { kind: 'open', devices })) as Opened[],
    signIn: async (runtime, tries) => (await ask(runtime, { kind: 'sign-in', tries })) as DeviceSignedIn[],
  };
}
