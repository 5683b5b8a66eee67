import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { PROGRAM, type Runtime } from '../cli/run-cli.ts';
import { electronPath } from '../parts.ts';
import { endWithUs } from '../servers/child.ts';
import { makeRoom, type Room } from './rooms.ts';
import type { Place } from './search.ts';

/** How a program is run. */
export interface WatchOptions {
  readonly runtime: Runtime;
  /** What is run; the built command line without it. */
  readonly program?: string;
  readonly stdin?: string;
  /** The folders of a run before this one, whose data folder it goes on with. */
  readonly room?: Room;
  /** True: in a terminal of its own, on which `stdin` is typed when it asks. */
  readonly inTerminal?: boolean;
  /** Options of the runtime itself. */
  readonly runtimeOptions?: readonly string[];
  /** What happens while it runs. */
  readonly meanwhile?: (child: ChildProcessWithoutNullStreams) => Promise<void>;
}

/** What a run left, everywhere. */
export interface Watched {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly room: Room;
  /** All of it: what it said, what it wrote, and what everybody could see of it while it ran. */
  readonly places: readonly Place[];
}

const LONGEST_RUN_MS = 30_000;
const SAMPLE_MS = 15;
// Enough for all of Node's memory. Electron's has a terabyte that is reserved and empty.
const CORE_LIMIT = '--core=134217728';

/**
 * Runs a program with folders of its own and every kind of dump switched on, and looks all the while at what the system
 * shows of it and of the processes that it starts.
 */
export async function watch(args: readonly string[], options: WatchOptions): Promise<Watched> {
  const { room = makeRoom() } = options;
  const child = start(args, options, room);
  endWithUs(child);
  const seen = watchProcesses(child.pid ?? 0);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (options.inTerminal === true && text.includes('Password')) child.stdin.write(options.stdin ?? '');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined); // it has ended without reading
  if (options.inTerminal !== true) child.stdin.end(options.stdin ?? '');
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  await options.meanwhile?.(child);
  const [exitCode, signal] = await closed;
  const places = [
    { name: 'stdout', bytes: Buffer.from(stdout) },
    { name: 'stderr', bytes: Buffer.from(stderr) },
    ...seen.end(),
    ...room.files(),
  ];
  return { exitCode, signal, stdout, stderr, room, places };
}

/** Looks at the arguments and the environment of a process and of all that come from it, until it is ended. */
export function watchProcesses(pid: number): { readonly end: () => readonly Place[] } {
  const seen = new Map<string, Place>();
  const look = (): void => {
    for (const one of familyOf(pid)) {
      for (const file of ['cmdline', 'environ']) {
        const bytes = readProc(`${one}/${file}`);
        if (bytes !== null) seen.set(`${file}${bytes.toString('latin1')}`, { name: file, bytes });
      }
    }
  };
  look();
  const timer = setInterval(look, SAMPLE_MS);
  return {
    end() {
      clearInterval(timer);
      return [...seen.values()];
    },
  };
}

/** A process and all that come from it. */
export function familyOf(pid: number): readonly number[] {
  return [pid, ...childrenOf(pid).flatMap(familyOf)];
}

/** From now on the system writes the memory of these processes to a file where they crash. One that has ended meanwhile is passed over. */
export function dumpCores(...pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      execFileSync('prlimit', ['--pid', String(pid), CORE_LIMIT], { stdio: 'pipe' });
    } catch (error) {
      if (readProc(`${pid}/cmdline`)?.length) throw error; // a zombie has none
    }
  }
}

function start(args: readonly string[], options: WatchOptions, room: Room): ChildProcessWithoutNullStreams {
  const { runtime, program = PROGRAM, runtimeOptions = [], inTerminal = false } = options;
  const isElectron = runtime === 'electron';
  const reports = ['--report-uncaught-exception', '--report-on-fatalerror', '--report-on-signal'];
  const command = [
    isElectron ? electronPath() : process.execPath,
    ...[...reports, `--report-directory=${room.reportFolder}`, ...runtimeOptions],
    ...[program, ...args],
  ];
  // A limit is inherited, so that none is missed who crashes early.
  const limited = [CORE_LIMIT, ...command];
  const [file, words] = inTerminal
    ? [
        'script',
        ['--quiet', '--return', '--command', ['prlimit', ...limited].map(quoted).join(' '), '/dev/null'],
      ]
    : ['prlimit', limited];
  return spawn(file, words, {
    cwd: room.workFolder,
    env: {
      PATH: process.env['PATH'] ?? '',
      LANG: 'C.UTF-8',
      ...room.variables,
      ...(isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {}),
    },
    timeout: LONGEST_RUN_MS,
    detached: inTerminal,
  });
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Those that its threads have started. */
function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) => {
      const list = readProc(`${pid}/task/${thread}/children`)?.toString().trim() ?? '';
      return list === '' ? [] : list.split(' ').map(Number);
    });
  } catch {
    return []; // it has ended
  }
}

function readProc(path: string): Buffer | null {
  try {
    return readFileSync(`/proc/${path}`);
  } catch {
    return null; // it has ended
  }
}
