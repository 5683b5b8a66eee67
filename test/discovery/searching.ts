import { onTestFinished } from 'vitest';
import type { SearchSettings } from '../../electron/node/discovery/search-context.ts';
import { examine } from '../../electron/node/doctor.ts';
import type { Fault } from '../../electron/node/practice/fault.ts';
import { LOOPBACK } from '../../electron/node/practice/listen.ts';
import { practiceSearch } from '../../electron/node/practice/practice-run.ts';
import { startPractice, type Practice } from '../../electron/node/practice/practice.ts';
import { parseEmailAddress, type EmailAddress } from '../../shared/mail/email-address.ts';
import type { Plan } from '../../shared/mail/plan.ts';
import type { RunEvent } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import { givenPassword, surroundings } from '../surroundings.ts';
import { faultOf } from './behaviours.ts';

// Nobody listens there (tcpmux, RFC 1078).
const DEAD_PORT = 1;

/** Reaches the practice web servers for some addresses only; at all others nobody listens. */
export function reachingOnly(
  { ports }: Pick<Practice, 'ports'>,
  isWanted: (url: URL) => boolean,
): SearchSettings['web'] {
  return {
    mayReach: (address) => address === LOOPBACK,
    portFor: (url) => {
      if (!isWanted(url)) return DEAD_PORT;
      return url.protocol === 'https:' ? ports.https : ports.http;
    },
  };
}

/** What to do besides the usual. */
export interface SearchOptions {
  /** The mailbox, where it is not the first of the practice server. */
  readonly address?: string;
  /** Null does not sign in; the account's own where it is not given. */
  readonly password?: string | null;
  /** Whether a person has confirmed servers; a password out of a file has not. */
  readonly isConfirmed?: boolean;
  /** What is searched otherwise than at the practice server. */
  readonly settings?: Partial<SearchSettings>;
  readonly dnsServer?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  readonly onPlan?: (plan: Plan) => void | Promise<void>;
  readonly randomBytes?: (length: number) => Uint8Array;
}

/** Starts a practice server that plays this until the test ends. */
export async function practicePlaying(behaviour: Fault['behaviour']): Promise<Practice> {
  const practice = await startPractice({ date: () => new Date(), faults: [faultOf(behaviour)] });
  onTestFinished(() => practice.close());
  return practice;
}

/** Searches for the settings of a mailbox at the practice server, and signs in with a password out of a file. */
export async function search(practice: Practice, options: SearchOptions = {}): Promise<Report> {
  const run = practiceSearch(practice, null);
  if (!run.ok || run.value.examination.search === null) throw new Error('the practice server has no account');
  const { examination, account } = run.value;
  const address = options.address === undefined ? examination.address : parsed(options.address);
  const settings = { ...run.value.examination.search, ...options.settings };
  return examine(
    {
      ...examination,
      address,
      search: { ...settings, domain: address?.domain ?? settings.domain },
      names: {
        ...examination.names,
        dnsServers: [options.dnsServer ?? practice.dnsServer],
      },
      timeoutMs: options.timeoutMs ?? null,
    },
    surroundings({
      emit: (event) => options.onEvent?.(event),
      askPassword: async (plan) => {
        await options.onPlan?.(plan);
        const password = options.password === undefined ? account.password : options.password;
        return password === null
          ? null
          : givenPassword(password, { isConfirmed: options.isConfirmed ?? false });
      },
      signal: options.signal ?? new AbortController().signal,
      ...(options.randomBytes === undefined ? {} : { randomBytes: options.randomBytes }),
    }),
  );
}

function parsed(address: string): EmailAddress {
  const read = parseEmailAddress(address);
  if (!read.ok) throw new Error(`not an address: ${address}`);
  return read.value;
}
