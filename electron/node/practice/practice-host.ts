import type { PracticeFaultGroup, PracticeInfo } from '../../../shared/ipc/contract.ts';
import { formatEndpoint, type Protocol } from '../../../shared/mail/endpoint.ts';
import { refused, type Parsed } from '../../../shared/mail/parsed.ts';
import { MemoryDeviceStore } from '../devices/memory-device-store.ts';
import type { Fault } from './fault.ts';
import { faultNamed, FAULT_GROUPS } from './faults/faults.ts';
import { practiceMeeting, practiceRun, type PracticeRun } from './practice-run.ts';
import type { Practice } from './practice.ts';

/** A practice server, which may be starting yet, and the keys that are made for it. They begin and end together. */
interface Running {
  readonly practice: Promise<Practice>;
  readonly devices: MemoryDeviceStore;
}

/** The practice server of one window: started when it is first asked for, ended with the window. */
export class PracticeHost {
  #running: Running | null = null;

  /** The keys of the practice; null while it is off. */
  get devices(): MemoryDeviceStore | null {
    return this.#running?.devices ?? null;
  }

  /**
   * Starts the practice server, or sets another fault where it runs. One that is stopped meanwhile stays off.
   *
   * @throws {RangeError} for a fault that does not exist: a window offers those that do
   */
  async start(faultName: string | null): Promise<PracticeInfo> {
    const faults = faultName === null ? [] : [existing(faultName)];
    const running = (this.#running ??= { practice: load(), devices: new MemoryDeviceStore() });
    try {
      const practice = await running.practice;
      if (this.#running === running) await practice.setFaults(faults);
      return infoOf(practice);
    } catch (error) {
      await this.#forgetUnstarted(running);
      throw error;
    }
  }

  /** Where it cannot start, the next call tries again. */
  async #forgetUnstarted(running: Running): Promise<void> {
    const practice = await running.practice.catch(() => null);
    if (practice === null && this.#running === running) this.#running = null;
  }

  /** A run against it, for one of its accounts. */
  async run(address: string): Promise<Parsed<PracticeRun>> {
    return this.#running === null
      ? refused('practice_not_running', '')
      : practiceMeeting(await this.#running.practice, address);
  }

  /** Lets a key sign in to one of its accounts, where it is on and there is such an account. */
  async registerKey(login: string, certificatePem: string): Promise<void> {
    const practice = await this.#running?.practice;
    if (practice?.accounts.some(({ address }) => address === login.toLowerCase()) === true)
      practice.registerKey(login, certificatePem);
  }

  /** Lets a key sign in no more. */
  async removeKey(certificatePem: string): Promise<void> {
    (await this.#running?.practice)?.removeKey(certificatePem);
  }

  /** Ends it; safe to call at any time. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    // Where it could not start, whoever started it was told, and there is nothing to end.
    await (await running?.practice.catch(() => null))?.close();
  }
}

/** Loaded when it is first wanted: most runs are no practice. */
async function load(): Promise<Practice> {
  const { startPractice } = await import('./practice.ts');
  return startPractice({ date: () => new Date() });
}

function existing(name: string): Fault {
  const found = faultNamed(name);
  if (found.kind === 'unknown') throw new RangeError('no such fault');
  return found.fault;
}

function infoOf(practice: Practice): PracticeInfo {
  const run = practiceRun(practice, null);
  if (!run.ok) throw new Error(run.problem.code); // the practice server has a first account
  const endpointOf = (protocol: Protocol): string =>
    run.value.examination.endpoints.filter((one) => one.protocol === protocol).map(formatEndpoint)[0] ?? '';
  const { address, password } = run.value.account;
  return {
    request: {
      address,
      incoming: endpointOf('imap'),
      outgoing: endpointOf('submission'),
      username: '',
      tellsAddress: false,
      isPractice: true,
    },
    password,
    fault: practice.faults[0]?.name ?? null,
    groups: shownGroups(),
  };
}

/** The faults that a run of the window can meet, and explain, today. */
function shownGroups(): readonly PracticeFaultGroup[] {
  return FAULT_GROUPS.map(({ title, faults }) => ({
    title,
    faults: faults.filter(isMetToday).map(({ name, summary }) => ({ name, summary })),
  })).filter(({ faults }) => faults.length > 0);
}

function isMetToday({ expects }: Fault): boolean {
  return [expects.imap, expects.submission, expects.account, expects.discovery].some(
    (code) => typeof code === 'string',
  );
}
