import { isIpAddress } from '../../shared/mail/hostname.ts';
import type { Examination } from './examination.ts';

/** How much of a batch goes on at once. */
export interface BatchLimits {
  readonly runs: number;
  /** Connections to one host: servers count them, and shut out who has too many. */
  readonly connectionsPerHost: number;
}

const USUAL: BatchLimits = { runs: 32, connectionsPerHost: 8 };

/** A run of a batch that has not begun. */
interface Waiting {
  readonly examination: Examination;
  readonly connections: ReadonlyMap<string, number>;
}

/**
 * Many runs, a few at once: a run begins as soon as all of its hosts have room for all of its connections; one that needs
 * more than a host has room for has that host for itself. Those that wait for a full host hold nobody else up.
 *
 * @param given where it is not 32 runs, and 8 connections to a host
 * @param run one of them, to its end
 * @throws what a run throws; no other one is begun then
 */
export async function inBatch(
  examinations: readonly Examination[],
  given: Partial<BatchLimits>,
  run: (examination: Examination) => Promise<void>,
): Promise<void> {
  const limits = { ...USUAL, ...given };
  const waiting: Waiting[] = examinations.map((examination) => ({
    examination,
    connections: connectionsOf(examination, limits),
  }));
  const taken = new Map<string, number>();
  let running = 0;
  const hasRoom = ({ connections }: Waiting): boolean =>
    [...connections].every(([host, count]) => (taken.get(host) ?? 0) + count <= limits.connectionsPerHost);
  const runOne = async ({ examination, connections }: Waiting): Promise<void> => {
    for (const [host, count] of connections) taken.set(host, (taken.get(host) ?? 0) + count);
    await run(examination);
    for (const [host, count] of connections) taken.set(host, (taken.get(host) ?? 0) - count);
  };
  await new Promise<void>((resolve, reject) => {
    const beginMore = (): void => {
      for (let at = waiting.findIndex(hasRoom); at >= 0 && running < limits.runs;) {
        running += 1;
        for (const one of waiting.splice(at, 1)) runOne(one).then(onEnd, onError);
        at = waiting.findIndex(hasRoom);
      }
      if (running === 0) resolve();
    };
    const onEnd = (): void => {
      running -= 1;
      beginMore();
    };
    const onError = (error: Error): void => {
      waiting.length = 0;
      reject(error);
    };
    beginMore();
  });
}

/** How many connections a run has at once at each of its hosts: one for each endpoint and family of addresses. */
function connectionsOf(
  { endpoints, search }: Examination,
  { connectionsPerHost }: BatchLimits,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { host } of endpoints) counts.set(host, (counts.get(host) ?? 0) + (isIpAddress(host) ? 1 : 2));
  // Where it leads is not known before: one at a time for a domain.
  if (search !== null) counts.set(search.domain, connectionsPerHost);
  return new Map([...counts].map(([host, count]) => [host, Math.min(count, connectionsPerHost)]));
}
