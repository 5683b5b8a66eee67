// Looks at servers again and again, and prints what is left of it: sockets, heap. What to look at comes as JSON on
// standard input.

import { readdirSync, readlinkSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { examine } from '../../electron/node/doctor.ts';
import type { Endpoint } from '../../shared/mail/endpoint.ts';
import type { Step } from '../../shared/report/events.ts';
import type { Report } from '../../shared/report/report.ts';
import { surroundings } from '../surroundings.ts';

/** One kind of run. */
export interface EnduranceRun {
  readonly endpoints: readonly Endpoint[];
  readonly trustAnchors: readonly string[];
  readonly dnsServer: string;
  readonly timeoutMs: number;
  /** Ends the run when it first begins this; null lets it come to its end. */
  readonly cancelledAt: Step | null;
}

/** The kinds of runs take turns. */
export interface EnduranceJob {
  readonly kinds: readonly EnduranceRun[];
  /** How often each of them is run before anything is measured: what is loaded and compiled then stays. */
  readonly warmUps: number;
  readonly rounds: number;
}

/** What a job did, and what is held on to because of it. */
export interface EnduranceResult {
  readonly probes: number;
  /** The findings of the last round, by kind. */
  readonly ended: readonly string[];
  /** How many are open before the first run, and after the last. */
  readonly sockets: { readonly before: number; readonly after: number };
  /** In bytes: after the warm-ups, and after the last run. */
  readonly heap: { readonly before: number; readonly after: number };
  /** What Node itself warned of. */
  readonly warnings: readonly string[];
}

const MOST_TURNS = 1_000;
// What is let go by a finalizer is gone with the collection after that.
const COLLECTIONS = 3;

// Code that is compiled, thrown away and compiled again lies on the heap, too; interpreted code is there once.
for (const flag of ['--no-opt', '--no-maglev', '--no-sparkplug', '--expose-gc']) setFlagsFromString(flag);
const collectGarbage = runInNewContext('gc') as () => void; // that is what the flag adds

async function run(kind: EnduranceRun): Promise<Report> {
  const abort = new AbortController();
  return examine(
    {
      address: null,
      username: null,
      endpoints: kind.endpoints,
      guessed: [],
      search: null,
      isThorough: true,
      mechanism: null,
      trustAnchors: kind.trustAnchors,
      systemAnchors: [],
      names: { overrides: new Map(), dnsServers: [kind.dnsServer], hostsFile: null },
      timeoutMs: kind.timeoutMs,
    },
    surroundings({
      emit: (event) => {
        if (event.type === 'step' && event.step === kind.cancelledAt) abort.abort();
      },
      signal: abort.signal,
    }),
  );
}

async function round(kinds: readonly EnduranceRun[]): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const kind of kinds) {
    const { findings } = await run(kind);
    ended.push([...new Set(findings.map(({ code }) => code))].join(' '));
  }
  return ended;
}

/** Sockets are closed in the turns after the one in which nobody needs them any more. */
async function socketsLeft(expected: number): Promise<number> {
  for (let turns = 0; turns < MOST_TURNS && socketCount() > expected; turns += 1) await turn();
  return socketCount();
}

async function heapUsed(): Promise<number> {
  for (let times = 0; times < COLLECTIONS; times += 1) {
    collectGarbage();
    await turn();
  }
  return process.memoryUsage().heapUsed;
}

function socketCount(): number {
  return readdirSync('/proc/self/fd').filter((name) => linkOf(name).startsWith('socket:')).length;
}

function linkOf(name: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${name}`);
  } catch {
    return ''; // the one that the folder itself was read with
  }
}

const input: Buffer[] = [];
for await (const chunk of process.stdin) input.push(chunk as Buffer); // standard input has no encoding set
const { kinds, warmUps, rounds } = JSON.parse(Buffer.concat(input).toString()) as EnduranceJob;
const warnings: string[] = [];
process.on('warning', ({ name, message }) => warnings.push(`${name}: ${message}`));
const socketsBefore = socketCount();
for (let times = 0; times < warmUps; times += 1) await round(kinds);
await socketsLeft(socketsBefore);
const heapBefore = await heapUsed();
let ended: readonly string[] = [];
for (let times = 0; times < rounds; times += 1) ended = await round(kinds);
const result: EnduranceResult = {
  probes: rounds * kinds.reduce((count, { endpoints }) => count + endpoints.length, 0),
  ended,
  sockets: { before: socketsBefore, after: await socketsLeft(socketsBefore) },
  heap: { before: heapBefore, after: await heapUsed() },
  warnings,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
