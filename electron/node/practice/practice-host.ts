import type { PracticeFaultGroup, PracticeInfo } from '../../../shared/ipc/contract.ts';
import { formatEndpoint, type Protocol } from '../../../shared/mail/endpoint.ts';
import { refused, type Parsed } from '../../../shared/mail/parsed.ts';
import { MemoryDeviceStore } from '../devices/memory-device-store.ts';
import type { Fault } from './fault.ts';
import { faultNamed, FAULT_GROUPS } from './faults/faults.ts';
import { practiceMeeting, practiceRun, type PracticeRun } from './practice-run.ts';
import type { Practice } from './practice.ts';

/** The practice server of one window: started when it is first asked for, ended with the window. */
export class PracticeHost {
  #practice: Promise<Practice> | null = null;
  #devices: MemoryDeviceStore | null = null;

  /** The keys of the practice; null while it is off. */
  get devices(): MemoryDeviceStore | null {
    return this.#devices;
  }

  /**
   * Starts the practice server, or sets another fault where it runs.
   *
   * @throws {RangeError} for a fault that does not exist: a window offers those that do
   */
  async start(faultName: string | null): Promise<PracticeInfo> {
    const faults = faultName === null ? [] : [existing(faultName)];
    this.#practice ??= this.#load();
    const practice = await this.#practice;
    this.#devices ??= new MemoryDeviceStore();
    await practice.setFaults(faults);
    return infoOf(practice);
  }

  /** Loaded when it is first wanted: most runs are no practice. Where it cannot start, the next call tries again. */
  async #load(): Promise<Practice> {
    try {
      const { startPractice } = await import('./practice.ts');
      return await startPractice({ date: () => new Date() });
    } catch (error) {
      this.#practice = null;
      throw error;
    }
  }

  /** A run against it, for one of its accounts. */
  async run(address: string): Promise<Parsed<PracticeRun>> {
    return this.#practice === null
      ? refused('practice_not_running', '')
      : practiceMeeting(await this.#practice, address);
  }

  /** Lets a key sign in to one of its accounts, where it is on and there is such an account. */
  async registerKey(login: string, certificatePem: string): Promise<void> {
    const practice = await this.#practice;
    if (practice?.accounts.some(({ address }) => address === login.toLowerCase()) === true)
      practice.registerKey(login, certificatePem);
  }

  /** Lets a key sign in no more. */
  async removeKey(certificatePem: string): Promise<void> {
    (await this.#practice)?.removeKey(certificatePem);
  }

  /** Ends it; safe to call at any time. */
  async stop(): Promise<void> {
    const practice = this.#practice;
    this.#practice = null;
    this.#devices = null;
    // Where it could not start, whoever started it was told, and there is nothing to end.
    await (await practice?.catch(() => null))?.close();
  }
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
