import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { dataFolder, PROGRAM, type Runtime } from '../cli/run-cli.ts';
import { electronPath } from '../parts.ts';
import { endWithUs } from '../servers/child.ts';

/** A door, as `letterlock practice` prints it. */
export interface PrintedDoor {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  readonly security: string;
}

/** `letterlock practice`, running, and what it printed. */
export interface PracticeProgram {
  readonly child: ChildProcessWithoutNullStreams;
  /** Everything on stdout until it was ready. */
  readonly printed: string;
  readonly doors: readonly PrintedDoor[];
  readonly accounts: readonly { readonly address: string; readonly password: string }[];
  readonly authorityFile: string;
  /** Certificate and key of alice's device. */
  readonly deviceFile: string;
  port(protocol: string, security: string): number;
  /** Types a line and waits for the answer on stderr. */
  type(line: string): Promise<string>;
  /** Types lines and waits until it has said what matches on stderr. */
  typeUntil(lines: string, pattern: RegExp): Promise<void>;
  /** Asks it to end and waits until it has; gives its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

const LONGEST_START_MS = 20_000;
// The last that it says before it is ready.
const READY = /“none”/;

/** Starts the built program as a person would, in a terminal of its own, and reads what it prints. */
export async function startPracticeProgram(
  args: readonly string[] = [],
  runtime: Runtime = 'node',
): Promise<PracticeProgram> {
  const isElectron = runtime === 'electron';
  const child = spawn(isElectron ? electronPath() : process.execPath, [PROGRAM, 'practice', ...args], {
    env: {
      ...process.env,
      LANG: 'C.UTF-8',
      LETTERLOCK_HOME: dataFolder(),
      ...(isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {}),
    },
  });
  endWithUs(child);
  let printed = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const signal = AbortSignal.timeout(LONGEST_START_MS);
  while (!READY.test(said)) {
    if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
    await Promise.race([once(child.stderr, 'data', { signal }), once(child, 'close', { signal })]);
  }
  const doors = readDoors(printed);
  return {
    child,
    printed,
    doors,
    accounts: [...printed.matchAll(/^ {2}(\S+@practice\.test) {2}(\S+)$/gm)].map(
      ([, address = '', password = '']) => ({ address, password }),
    ),
    authorityFile: /\S+authority\.pem/.exec(printed)?.[0] ?? '',
    deviceFile: /\S+alice\.pem/.exec(printed)?.[0] ?? '',
    port(protocol, security) {
      const door = doors.find((one) => one.protocol === protocol && one.security === security);
      if (door === undefined) throw new Error(`no such door was printed: ${printed}`);
      return door.port;
    },
    async type(line) {
      said = '';
      child.stdin.write(`${line}\n`);
      while (!said.includes('\n')) await once(child.stderr, 'data', { signal: AbortSignal.timeout(5_000) });
      return said.trim();
    },
    async typeUntil(lines, pattern) {
      said = '';
      child.stdin.write(`${lines}\n`);
      while (!pattern.test(said)) await once(child.stderr, 'data', { signal: AbortSignal.timeout(5_000) });
    },
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null) {
        const closed = once(child, 'close');
        child.kill(signal);
        await closed;
      }
      return child.exitCode;
    },
  };
}

function readDoors(printed: string): readonly PrintedDoor[] {
  const lines = printed.matchAll(/^ {2}(\S+) +(\S+):(\d+)\/(implicit-tls|starttls)$/gm);
  return [...lines].map(([, protocol = '', host = '', port = '', security = '']) => ({
    protocol,
    host,
    port: Number(port),
    security,
  }));
}
