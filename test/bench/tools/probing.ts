import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Observation, ObservationOf, ObservedFacts } from '../../../shared/mail/observation.ts';
import type { RunEvent } from '../../../shared/report/events.ts';
import type { Report } from '../../../shared/report/report.ts';
import { endWithUs } from '../../servers/child.ts';

/** What `letterlock probe` said, and how long the whole program took. */
export interface Probed {
  readonly report: Report;
  /** Everything that it said on the way. */
  readonly events: readonly RunEvent[];
  readonly wallMs: number;
}

// build/bench.mjs puts the command line beside the bench.
const PROGRAM = fileURLToPath(new URL('./cli/letterlock.js', import.meta.url));
const LONGEST_RUN_MS = 60_000;

/**
 * Runs `letterlock probe` as a person would, on what the bench itself runs on.
 *
 * @param home where it keeps what it remembers
 */
export async function probe(args: readonly string[], home: string): Promise<Probed> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [PROGRAM, 'probe', ...args, '--jsonl'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LETTERLOCK_HOME: home },
    timeout: LONGEST_RUN_MS,
  });
  endWithUs(child);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  const wallMs = performance.now() - startedAt;
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as RunEvent); // that is what --jsonl prints
  const last = events.at(-1);
  if (last?.type !== 'finished') throw new Error('the probe did not come to its end');
  return { report: last.report, events, wallMs };
}

/** The observations of one kind. */
export function seen<K extends ObservedFacts['kind']>(
  { observations }: Report,
  kind: K,
): readonly ObservationOf<K>[] {
  return observations.filter((one: Observation): one is ObservationOf<K> => one.kind === kind);
}

/** The ports of which a report has everything: a certificate, and the capabilities inside TLS. */
export function answeredPorts(report: Report): readonly number[] {
  const certified = seen(report, 'tls-handshake').filter(({ chain }) => chain.length > 0);
  const listed = seen(report, 'capabilities').filter(
    ({ phase, outcome }) => phase === 'in-tls' && outcome === 'listed',
  );
  const isIn = (port: number, all: readonly Observation[]): boolean =>
    all.some(({ endpoint }) => endpoint?.port === port);
  const ports = report.candidates.map(({ endpoint }) => endpoint.port);
  return ports.filter((port) => isIn(port, certified) && isIn(port, listed));
}

/** When ports were said to be probably filtered, in milliseconds from the start of the run. */
export function unansweredAt({ events }: Probed): readonly number[] {
  const steps = events.filter((event) => event.type === 'step');
  return steps.filter(({ step }) => step === 'connect-unanswered').map(({ at }) => at);
}
